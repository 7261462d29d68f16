"""A call as it happens: it is brought from instant to instant, and keys, answers and hang-ups come whenever they come.

    live = LiveCall(Call(setting), lines)  # a caller with a script beside them: LiveCall(call, lines, Scripted.of("1"))
    question = live.reach(3000)  # all that comes before 3 s of the session
    live.key("1")  # and this is pressed at 3 s

What comes in at a millisecond is there before anything that the call itself does at it, so that the same inputs at the
same milliseconds give the trace of a scripted run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from simulator.engine.drive import begin
from simulator.engine.ports import Question
from simulator.engine.waits import AskWait, DialWait, EntryWait
from simulator.errors import OutOfTurnError
from simulator.model.call.outcome import LegOutcome, Presses

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.call import Call
    from simulator.engine.ports import Caller
    from simulator.engine.waits import PlayWait, Wait

RINGS_OUT = LegOutcome("noAnswer")
_NOTHING = Presses()


class Lines(Protocol):
    """Who is at the other end of a dial, and whether a prompt is heard."""

    def dial(self, wait: DialWait) -> LegOutcome | int | None:
        """What the dial comes to; a session error; None: it rings until somebody picks up, or rings out."""
        ...

    def play(self, wait: PlayWait) -> int | None:
        """A session error instead of the prompt, or None."""
        ...


class LiveCall:
    """A call and the instant that it has come to, in ms of its session; it stands still while the webhook is asked.

    `caller` answers entries and acts at times of its own, also where a person presses keys beside; None: nobody does.
    """

    __slots__ = ("call", "caller", "lines")

    def __init__(self, call: Call, lines: Lines, caller: Caller | None = None) -> None:
        self.call, self.lines, self.caller = call, lines, caller
        if call.setting.inbound:
            self._expect(LegOutcome(), 0)

    @property
    def now(self) -> int:
        """The instant, in ms of the session."""
        return self.call.now

    @property
    def done(self) -> bool:
        """Whether the call is over."""
        return self.call.done

    @property
    def due(self) -> int | None:
        """When something happens next by itself, in ms; None where the call is over or its webhook is asked."""
        call = self.call
        return None if call.done or call.wait is not None else min(call.agenda.items)[0]

    @property
    def question(self) -> Question | None:
        """What the webhook is asked now, if it is."""
        call, wait = self.call, self.call.wait
        return Question(call.setting, call.trace, call.now, wait) if isinstance(wait, AskWait) else None

    def reach(self, at: int) -> Question | None:
        """Let happen all that comes before `at` ms; what the webhook is asked, where the call waits for its answer."""
        call = self.call
        while (wait := call.advance(at)) is not None and not isinstance(wait, AskWait):
            self._feed(wait)
        if wait is None and not call.done:
            call.now = max(call.now, at)
        return self.question

    def key(self, key: str) -> None:
        """Press a key at this instant, whatever is going on. Raises OutOfTurnError where the call is over."""
        self._live()
        self.call.key(key)

    def hang_up(self) -> None:
        """Let the caller hang up at this instant. Raises OutOfTurnError where the call is over."""
        self._live()
        self.call.hang_up(0)
        self.call.wait = None  # nobody waits for the webhook's answer any more

    def release(self) -> None:
        """Let the far end of leg B hang up. Raises OutOfTurnError where nobody is connected there."""
        if self.call.leg_b != "up":
            raise OutOfTurnError("no leg B is connected")
        self.call.agenda.drop("released")
        self.call.schedule(self.call.now, "released")

    def pick_up(self, outcome: LegOutcome) -> None:
        """Say what becomes of the leg that rings, at this instant. Raises OutOfTurnError where none rings.

        What the caller does at times of its own counts from here, unless the line itself would have answered later.
        """
        call = self.call
        begins = call.leg_a == "ringing" and outcome.connected and not call.outcome.connected
        call.redialled(outcome)
        if begins:
            self._expect(outcome, 0)

    def answer(self, answer: WebhookAnswer, delay: int = 0) -> None:
        """Say what the webhook answers, `delay` ms from this instant; nothing where nobody waits for it any more."""
        if self.question is not None:
            self.call.answer(answer, delay)

    def _expect(self, outcome: LegOutcome, answered: int) -> None:
        if self.caller is not None:
            begin(self.call, self.caller, answered, outcome.beeps(self.call.setting.assumptions) is None)

    def _live(self) -> None:
        if self.call.done:
            raise OutOfTurnError("the call is over")

    def _feed(self, wait: Wait) -> None:
        call = self.call
        if isinstance(wait, EntryWait):
            call.press(_NOTHING if self.caller is None else self.caller.entry(wait))
            return
        found = self.lines.dial(wait) if isinstance(wait, DialWait) else self.lines.play(wait)  # type: ignore[arg-type]
        if isinstance(found, int):
            call.fault(found)
        elif isinstance(wait, DialWait):
            call.dialled(found or RINGS_OUT)
            if wait.leg == "A" and found is not None and found.connected:
                self._expect(found, found.delay(call.setting.assumptions))
        else:
            call.plays()
