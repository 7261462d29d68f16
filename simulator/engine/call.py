"""One call: it runs until it needs the outside, says what it waits for, and goes on when it is fed.

    call = Call(setting)
    while (wait := call.advance()) is not None:
        ...  # feed what it waits for: dialled, press, answer, plays or fault

A call has no clock but its own, no thread, no socket and no random number; `fork` copies it at any wait.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, TypeVar

from simulator.engine import happenings, requests
from simulator.engine.agenda import Agenda
from simulator.engine.waits import AskWait, DialWait, EntryWait, PlayWait, Wait
from simulator.errors import OutOfTurnError
from simulator.model.call.event import Began, Event, Stopped
from simulator.model.call.outcome import LegOutcome, Nothing, Presses, Unusable
from simulator.model.machine.table import Prompt, Row

if TYPE_CHECKING:
    from simulator.compiler.entered import Todo
    from simulator.engine.answer import NextList
    from simulator.engine.setting import Setting
    from simulator.model.machine.table import State, Trigger

W = TypeVar("W")

_NO_ROW, _NO_PROMPT, _NO_OUTCOME = Row("", "dial", ""), Prompt("say"), LegOutcome()
"""What a call remembers of a row, a prompt and a dial before it has come to any."""
_ANSWERED: dict[type, Trigger] = {Nothing: "noMore", Unusable: "badReply"}
_new = object.__new__


class Call:
    """A live call; slotted and light, since exploration keeps very many of them."""

    __slots__ = (
        "agenda", "asked", "client_action_id", "compiled", "digits", "done", "entry", "error", "injected",
        "kept", "last_action", "leg_a", "leg_b", "now", "outcome", "pending", "playing", "prompt",
        "result", "row", "setting", "state", "todo", "trace", "tries", "wait",
    )  # fmt: skip

    def __init__(self, setting: Setting) -> None:
        self.setting, self.compiled = setting, setting.compiled
        self.state = self.compiled.table.initial
        self.row, self.prompt, self.outcome = _NO_ROW, _NO_PROMPT, _NO_OUTCOME
        self.digits, self.tries, self.kept, self.entry = "", 0, "", 0
        self.result: str | None = None
        self.now = 0
        self.agenda = Agenda()
        self.trace: list[Event] = []
        self.wait: Wait | None = None
        self.todo: Todo | None = None
        self.leg_a, self.leg_b = "", ""
        self.pending: NextList | Nothing | Unusable | None = None
        self.client_action_id: str | None = None
        self.last_action: str | None = None
        self.error: int | None = None
        self.injected = self.playing = self.done = False
        self.asked = 0
        if setting.inbound:
            self.schedule(0, "receive")
        else:
            self.schedule(setting.assumptions.dial_delay, "dial")
            self.trace.append(Began(0, self.compiled.digest, self.state))

    @property
    def place(self) -> tuple[str, str | None, str]:
        """Where the call is: the list's digest, the stage the webhook gave it, the state of the table."""
        return (self.compiled.digest, self.client_action_id, self.state)

    @property
    def at_state(self) -> State:
        """The state of the table that the call is in."""
        return self.compiled.states[self.state]

    def fork(self) -> Call:
        """An independent copy of this call at this moment; what both share is never changed."""
        # Written out, since exploration forks all the time: going through the names takes three times as long.
        twin: Call = _new(Call)
        twin.setting, twin.compiled, twin.state, twin.row = self.setting, self.compiled, self.state, self.row
        twin.digits, twin.tries, twin.kept, twin.entry = self.digits, self.tries, self.kept, self.entry
        twin.result, twin.now, twin.wait, twin.todo = self.result, self.now, self.wait, self.todo
        twin.leg_a, twin.leg_b, twin.outcome, twin.prompt = self.leg_a, self.leg_b, self.outcome, self.prompt
        twin.pending, twin.client_action_id = self.pending, self.client_action_id
        twin.last_action, twin.error, twin.asked = self.last_action, self.error, self.asked
        twin.injected, twin.playing, twin.done = self.injected, self.playing, self.done
        twin.agenda, twin.trace = self.agenda.copy(), self.trace.copy()
        return twin

    def advance(self) -> Wait | None:
        """Run until something is needed from outside; None when the call is over (or was stopped)."""
        longest, happen = self.setting.assumptions.max_session_length, happenings.happen
        while self.wait is None and not self.done:
            at, _, _, trigger, key, number = heappop(self.agenda.items)
            if at > longest:
                self.now = longest
                self.stop("maxSessionLength")
            else:
                self.now = at
                happen(self, trigger, key, number)
        return self.wait

    def schedule(self, at: int, trigger: Trigger, key: str = "", entry: int = 0) -> None:
        """Let something happen `at` ms (0 and more, of this session)."""
        agenda = self.agenda
        agenda.number = number = agenda.number + 1
        heappush(agenda.items, (at, self.setting.ranks[trigger], number, trigger, key, entry))

    def stop(self, bound: str) -> None:
        """Stop simulating: one of the simulator's own bounds is reached."""
        self.trace.append(Stopped(self.now, bound, self.client_action_id or self.state))
        self.done = True

    def dialled(self, outcome: LegOutcome) -> None:
        """Say what the dial comes to. Raises OutOfTurnError where no leg is being dialled."""
        wait = self._turn(DialWait)
        self.outcome = outcome
        settings = self.setting.assumptions
        self.schedule(self.now + outcome.delay(settings), outcome.result, entry=1 if wait.leg == "A" else 2)
        requests.carry_on(self)

    def plays(self) -> None:
        """Let the prompt play. Raises OutOfTurnError where none is about to."""
        wait = self._turn(PlayWait)
        requests.play(self, wait.prompt)
        requests.carry_on(self)

    def press(self, presses: Presses) -> None:
        """Say what the caller does at this entry. Raises OutOfTurnError where no entry begins."""
        if type(self.wait) is not EntryWait:
            raise self._out_of_turn(EntryWait)
        self.wait = None
        for after, key in presses.keys:
            self.schedule(self.now + after, "hash" if key == "#" else "digit", key, self.entry)
        if presses.hangup is not None:
            self.hang_up(presses.hangup)
        requests.carry_on(self)

    def answer(self, answer: NextList | Nothing | Unusable, delay: int = 0) -> None:
        """Say what the webhook answers, `delay` ms from now. Raises OutOfTurnError where it is not asked."""
        if type(self.wait) is not AskWait:
            raise self._out_of_turn(AskWait)
        self.wait = None
        settings = self.setting.assumptions
        limit = settings.reply_timeout
        if delay > limit:
            answer, delay = Unusable(-2003, f"no answer within {limit} ms (replyTimeout)"), limit
        elif type(answer) is Nothing and not settings.empty_reply_hangs_up:
            answer = Unusable(-2003, "it asks for nothing more (emptyReplyHangsUp is false)", body=answer.body)
        self.pending = answer
        self.schedule(self.now + delay, _ANSWERED.get(type(answer), "reply"))

    def hang_up(self, after: int) -> None:
        """Let the caller (the far end of leg A) hang up `after` ms from now, whatever is going on then."""
        self.schedule(self.now + after, "hangup")

    def fault(self, code: int, at: int | None = None) -> None:
        """Let a fault of the platform strike: now, instead of what is waited for, or `at` ms of the session."""
        if at is not None:
            self.schedule(at, "fault", entry=code)
            return
        self.wait, self.todo = None, None
        happenings.strike(self, code, injected=True)

    def _turn(self, kind: type[W]) -> W:
        wait = self.wait
        if type(wait) is not kind:
            raise self._out_of_turn(kind)
        self.wait = None
        return wait

    def _out_of_turn(self, kind: type) -> OutOfTurnError:
        waiting = type(self.wait).__name__ if self.wait else "nothing"
        return OutOfTurnError(f"the call waits for {waiting}, not for {kind.__name__}")
