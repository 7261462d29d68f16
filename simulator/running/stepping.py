"""One call, entry by entry: press, look, take it back. The terminal and the dial pad of a notebook both step so."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.engine.call import Call
from simulator.engine.drive import feed
from simulator.engine.waits import DialWait, EntryWait
from simulator.errors import RefusedError, UsageError
from simulator.model.call.event import Answered, Began, EntryEnded, Moved
from simulator.model.call.keys import KeyToken, Script, TimedToken, parse_token
from simulator.model.call.legs import leg_text
from simulator.model.call.outcome import Presses
from simulator.networks.scripted import ANSWERED, ScriptedNetwork
from simulator.running.answering import responder_for
from simulator.running.dry_run import DryRun, answer_to
from simulator.running.prepared import prepared
from simulator.running.result import CallResult
from simulator.running.seeds import seed_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.engine.ports import Responder
    from simulator.model.call.event import Event
    from simulator.model.call.heard import HeardItem
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.machine.table import Prompt

    AskLeg = Callable[[DialWait, list[Event]], LegOutcome]


@define
class Moment:
    """The call at an entry: all that is needed to go on from there in another way."""

    call: Call
    network: ScriptedNetwork
    responder: Responder
    tokens: tuple[KeyToken, ...] = ()
    timed: tuple[TimedToken, ...] = ()

    def twin(self) -> Moment:
        """An independent copy; a live backend keeps whatever it remembers."""
        return Moment(self.call.fork(), copy.deepcopy(self.network), copy.copy(self.responder), self.tokens, self.timed)

    def onward(self, ask: AskLeg | None = None) -> bool:
        """Go on to the next entry; whether the call is over instead. `ask` says what leg B comes to, else `legs` do."""
        while (wait := self.call.advance()) is not None:
            if isinstance(wait, EntryWait):
                return False
            if ask is not None and isinstance(wait, DialWait) and wait.leg == "B" and not self.network.left_legs:
                self.network.legs = (*self._dialled(), ask(wait, self.call.trace))
            feed(self.call, wait, self.network, _NOBODY, self.responder)
        return True

    def _dialled(self) -> tuple[LegOutcome, ...]:
        """What each dial until now came to."""
        return (*self.network.legs, *(ANSWERED for _ in range(self.network.dials - len(self.network.legs))))


class _Nobody:
    """A caller whose entries are answered from outside instead."""

    timed: tuple[TimedToken, ...] = ()

    def entry(self, wait: EntryWait) -> Presses:  # pragma: no cover - entries are never fed by the loop
        raise AssertionError(wait)


_NOBODY = _Nobody()


@define(eq=False)
class Stepper:
    """A call that stands at an entry, or is over. Every entry can be taken back.

    `ask_leg` is asked what leg B comes to where `legs` say nothing of that dial, and given what happened until then.
    Raises RefusedError where the request is refused, and UsageError where the backend cannot be used.
    """

    flow: FlowFile
    legs: tuple[LegOutcome, ...] = ()
    seed: int | None = None
    at: str | int | None = None
    ask_leg: AskLeg | None = None
    over: bool = field(init=False, default=False)
    _now: Moment = field(init=False)
    _past: list[Moment] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin anew; nothing can be taken back then."""
        ready = prepared(self.flow, self.at)
        answer = answer_to(ready)
        if answer is not None and answer["statusCode"] != 1:
            raise RefusedError(ready.source.checked.errors)
        own = seed_of(self.flow, self.seed, "by hand", *map(leg_text, self.legs))
        call = Call(ready.setting(own, False))
        self._past.clear()
        self._now = Moment(call, ScriptedNetwork(self.legs), responder_for(self.flow))
        self.over = self._now.onward(self.ask_leg)

    def press(self, token: str) -> None:
        """Answer the entry with one token of a key script (`42#`, `silence`, `hangup`), and go on to the next.

        `hangup@12s` and `1@12s` only note what the caller will do then; the entry is still to be answered. Raises
        UsageError where it is no token, where its moment has passed and where the call is over; nothing changes then.
        """
        if self.over:
            raise UsageError(f'"{token}": nobody is on the phone any more')
        before = self._now.twin()
        try:
            self._take(parse_token(token))
            self.over = self._now.onward(self.ask_leg)
        except UsageError:
            self._now = before
            raise
        self._past.append(before)

    def silence(self) -> None:
        """Press nothing: the entry times out."""
        self.press("silence")

    def hangup(self) -> None:
        """Hang up as the prompt begins."""
        self.press("hangup")

    def back(self) -> None:
        """Take the last entry back. Raises UsageError where there is none."""
        if not self._past:
            raise UsageError("there is no entry before this one")
        self._now, self.over = self._past.pop(), False

    def completes(self, keys: str) -> bool:
        """Whether these keys end the entry by themselves, without waiting for a time-out. Raises UsageError."""
        token = parse_token(keys)
        if self.over or not isinstance(token, KeyToken):
            return False
        ahead = self._now.call.fork()
        seen = len(ahead.trace)
        ahead.press(token.presses(self._length))
        ahead.advance()
        ended = next((event for event in ahead.trace[seen:] if isinstance(event, EntryEnded)), None)
        return ended is not None and ended.reason in ("maxDigits", "hash")

    @property
    def prompt(self) -> Prompt | None:
        """What is asked at this entry; None where the call is over."""
        wait = self._now.call.wait
        return wait.prompt if isinstance(wait, EntryWait) else None

    @property
    def heard(self) -> list[HeardItem]:
        """What the caller heard until now, in order; the prompt of the entry is the last."""
        return self.result.heard

    @property
    def call(self) -> Call:
        """The call as it stands: only to look at."""
        return self._now.call

    @property
    def result(self) -> CallResult:
        """What came of the call until now."""
        return CallResult(self._now.call)

    @property
    def trace(self) -> list[Event]:
        """Everything that happened until now, in order."""
        return self._now.call.trace

    @property
    def state(self) -> str:
        """The state of the machine."""
        return self._now.call.state

    @property
    def states(self) -> tuple[str, ...]:
        """The states of the list that is running, as the call passed them."""
        passed: list[str] = []
        for event in self.trace:
            if isinstance(event, Began):
                passed.clear()
            if isinstance(event, Began | Moved):
                passed.append(event.state)
        return tuple(passed)

    @property
    def script(self) -> Script:
        """What was pressed, as a key script."""
        return Script(self._now.tokens, self._now.timed)

    @property
    def outcomes(self) -> tuple[LegOutcome, ...]:
        """What the dials come to, as far as anybody said."""
        return self._now.network.legs

    @property
    def keys(self) -> str:
        """The same as a text: what `run` takes."""
        return self.script.text

    @property
    def run(self) -> DryRun:
        """The run as if the caller said nothing more."""
        end = self._now.twin()
        while not end.onward():
            end.call.press(Presses())
        ready = prepared(self.flow, self.at)
        result = CallResult(end.call, (), end.network.left_legs)
        return DryRun(ready.source, lambda: ready.accepted(end.call.setting.seed), result, name=self.flow.name)

    @property
    def _length(self) -> int:
        prompt = self.prompt
        assert prompt is not None  # only a call that is not over stands at an entry
        return prompt.length

    def _take(self, token: KeyToken | TimedToken) -> None:
        if isinstance(token, TimedToken):
            self._note(token)
            return
        self._now.call.press(token.presses(self._length))
        self._now.tokens = (*self._now.tokens, token)

    def _note(self, token: TimedToken) -> None:
        now = self._now
        answered = next(event.at for event in now.call.trace if isinstance(event, Answered))
        after = answered + token.at - now.call.now
        if after < 0:
            raise UsageError(f"that moment has passed: it is {now.call.now - answered} ms after answering")
        now.timed = (*now.timed, token)
        if token.key:
            now.call.key(token.key, after)
        else:
            now.call.hang_up(after)
