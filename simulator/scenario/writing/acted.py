"""What was done in a call, read from its trace: keys, hang-ups, legs, and what the webhook answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field

from simulator.model.call.event import (
    Answered,
    Asked,
    Dialled,
    Heard,
    HungUp,
    Kept,
    LegEnded,
    Lost,
    Pressed,
    Refused,
    Replied,
    Struck,
)
from simulator.model.call.keys import TimedToken, hangup_at, token_for
from simulator.model.call.leg_outcomes import HANGS_UP, not_connected
from simulator.model.call.outcome import LegOutcome, Presses
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import InjectedFault, ReplyFault
from simulator.model.status import PROMPT_ERRORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.assumptions import Assumptions
    from simulator.model.call.event import Event
    from simulator.model.scenario.scenario import InjectedKind

HERE = Span()
_OF_PROMPTS: dict[int, InjectedKind] = {code: kind for kind, code in PROMPT_ERRORS.items()}
_TOO_LATE = "the entry it was meant for is over"
_NO_JSON = -1001
_NO_UTF8 = "\ufffd"
"""What stands for bytes that are no UTF-8; behind any beginning of a text it makes that no JSON."""
_MOST = 10_000
"""Characters of an answer that is no JSON which a file has."""
LAST_STATUS = 599
"""The last HTTP status that a fault of a scenario can have."""


@define
class PressedEntry:
    """One entry: when its prompt began, how long that is, and the keys that were pressed for it (ms, key)."""

    at: int
    prompt: int
    keys: list[tuple[int, str]] = field(factory=list)


@define
class Acted:
    """What was done: entries with their keys, keys and hang-ups at times of their own (ms of the session)."""

    entries: list[PressedEntry] = field(factory=list)
    beside: list[tuple[int, str]] = field(factory=list)
    answered: int | None = None
    """When leg A was answered; who rings can press nothing that anybody hears."""
    _ahead: str = ""
    """Keys that were pressed ahead and do not count yet."""

    @classmethod
    def of(cls, trace: Sequence[Event]) -> Acted:
        """What was done in a call."""
        found = cls()
        for event in trace:
            found._see(event)
        return found

    def _see(self, event: Event) -> None:
        if isinstance(event, Answered) and event.leg == "A":
            self.answered = event.at
        elif isinstance(event, Heard) and event.prompt.part == "prompt":
            self.entries.append(PressedEntry(event.at, event.prompt.length))
        elif isinstance(event, Pressed | Lost | Kept):
            self._key(event)

    def _key(self, event: Pressed | Lost | Kept) -> None:
        """A key counts for the entry that is open; one that came too late was meant for an earlier one."""
        late = isinstance(event, Lost) and event.why == _TOO_LATE
        if isinstance(event, Pressed) and self._ahead[:1] == event.key:
            self._ahead = self._ahead[1:]  # it was pressed before
        elif isinstance(event, Pressed) or late:
            entry = self.entries[-2 if late else -1]
            entry.keys.append((event.at - entry.at, event.key))
        elif isinstance(event, Kept):
            self._ahead += event.key
            self.beside.append((event.at, event.key))
        elif not (isinstance(event, Lost) and event.why.startswith("the call is over")):
            self.beside.append((event.at, event.key))

    def tokens(self) -> list[str]:
        """A token for each entry, those of entries at the end that nobody answered left out."""
        found = [token_for(Presses(tuple(one.keys)), one.prompt) for one in self.entries]
        while found and found[-1] == "silence":
            found.pop()
        return found

    def timed(self, every: bool = False) -> tuple[TimedToken, ...]:
        """The keys that answered no entry; `every`: those that did too."""
        keys = list(self.beside)
        if every:
            keys += [(entry.at + after, key) for entry in self.entries for after, key in entry.keys]
        return tuple(self._timed(at, key) for at, key in sorted(keys, key=lambda one: one[0]) if self._heard(at))

    def _heard(self, at: int) -> bool:
        return self.answered is not None and at >= self.answered

    def _timed(self, at: int, key: str) -> TimedToken:
        after = at - (self.answered or 0)
        return TimedToken(f"{key}@{after}ms", after, key)


def left_at(trace: Sequence[Event], acted: Acted) -> tuple[TimedToken, ...]:
    """When the caller hung up, counted from leg A's answer; nothing where a leg that rings says it."""
    for event in trace:
        if isinstance(event, HungUp) and event.by == "caller" and acted.answered is not None:
            return () if _ringing(trace, event.at) else (hangup_at(event.at - acted.answered),)
    return ()


def _ringing(trace: Sequence[Event], at: int) -> bool:
    """Whether a leg was canceled at this instant."""
    return any(isinstance(one, LegEnded) and one.at == at and one.status == "CANCELED" for one in trace)


def legs_of(trace: Sequence[Event], settings: Assumptions) -> tuple[LegOutcome, ...]:
    """What each dial came to; the last ones are left out where they are as usual."""
    found = [_leg(trace[place:], settings) for place, event in enumerate(trace) if _rang(trace, place, event)]
    while found and found[-1] == LegOutcome():
        found.pop()
    return tuple(found)


def _rang(trace: Sequence[Event], place: int, event: Event) -> bool:
    """Whether a leg was dialled and nothing struck at once."""
    struck = place + 1 < len(trace) and isinstance(trace[place + 1], Struck)
    return isinstance(event, Dialled) and not event.inbound and not (struck and trace[place + 1].at == event.at)


def _leg(trace: Sequence[Event], settings: Assumptions) -> LegOutcome:
    """What the dial that this trace begins with came to."""
    dialled = trace[0]
    assert isinstance(dialled, Dialled)
    own = [one for one in trace if isinstance(one, Answered | LegEnded) and one.leg == dialled.leg]
    if not own:
        return LegOutcome()  # it rings, or was stopped
    first = own[0]
    after = first.at - dialled.at
    if isinstance(first, LegEnded):
        return _usual(_not_connected(trace, first, after, settings), settings)
    outcome = LegOutcome(first.outcome, after)
    ended = next((one for one in own if isinstance(one, LegEnded)), None)
    if dialled.leg == "B" and ended is not None:
        outcome = evolve(outcome, talks=_talk(trace, first, ended, settings))
    return _usual(outcome, settings)


def _talk(trace: Sequence[Event], first: Answered, ended: LegEnded, settings: Assumptions) -> int | None:
    """How long leg B stayed; longer than it did where somebody else ended it, None where that is as usual."""
    usual = LegOutcome(first.outcome).stays(settings)
    usual, stayed = settings.bridge_talk if usual is None else usual, ended.at - first.at
    released = any(isinstance(one, HungUp) and one.by == "far end" and one.at == ended.at for one in trace)
    if released:
        return None if stayed == usual else stayed
    return None if stayed < usual else stayed + 1


def _not_connected(trace: Sequence[Event], ended: LegEnded, after: int, settings: Assumptions) -> LegOutcome:
    left = any(isinstance(one, HungUp) and one.by == "caller" and one.at == ended.at for one in trace)
    if ended.status == "ERROR":
        return LegOutcome("noAnswer", after + 1)  # what struck came first
    if left:
        return LegOutcome(HANGS_UP.name, after)
    name = next(row.name for row in not_connected() if row.status == ended.status)
    if name != "failed":
        return LegOutcome(name, after)
    return LegOutcome(name, after, sip=None if ended.sip == settings.sip_failed else ended.sip)


def _usual(outcome: LegOutcome, settings: Assumptions) -> LegOutcome:
    """The same without what is as the settings say."""
    return evolve(outcome, after=None) if evolve(outcome, after=None).delay(settings) == outcome.after else outcome


def fails_after(legs: Sequence[LegOutcome]) -> int | None:
    """Ms after which legs failed, where that is unusual: a scenario has no place for it, a setting does."""
    return next((leg.after for leg in legs if leg.result == "failed" and leg.after is not None), None)


def replies_of(trace: Sequence[Event], statuses: Sequence[int | None], limit: int) -> Iterator[InjectedFault]:
    """What each question was answered; `statuses` are those of HTTP, None where none came, `limit` `replyTimeout`."""
    left, asked = iter(statuses), 0
    for event in trace:
        if isinstance(event, Asked):
            asked = event.at
        elif isinstance(event, Replied | Refused):
            status = next(left, 200)
            yield InjectedFault("reply", HERE, reply=_reply(event, status, event.at - asked, limit))


def _reply(event: Replied | Refused, status: int | None, delay: int, limit: int) -> ReplyFault:
    if isinstance(event, Refused) and event.unusable.status_code is None:
        if delay == limit:
            return ReplyFault(delay=limit + 1)
        if not _fails_again(event, status):
            return ReplyFault(drop=True, delay=delay)
    return ReplyFault(None if status in (None, 200) else status, _body(event), delay)


def _fails_again(event: Refused, status: int | None) -> bool:
    """Whether an answer that broke no rule is refused for its status, or since it is empty, when it is read again.

    One that broke off may be sound as far as it came.
    """
    if status is None or not 100 <= status <= LAST_STATUS:
        return False
    return not 200 <= status < 300 or not event.body.strip()


def _body(event: Replied | Refused) -> str:
    """The text of an answer; of one that is no JSON, the beginning up to a sign with which it never is any.

    The whole text may be JSON where the bytes were no UTF-8, and too long an answer is too long for a file.
    """
    if not isinstance(event, Refused) or event.unusable.status_code != _NO_JSON:
        return event.body
    before, sign, _ = event.body.partition(_NO_UTF8)
    return before[:_MOST] + _NO_UTF8 if sign or len(before) > _MOST else event.body


def strikes_of(trace: Sequence[Event]) -> Iterator[InjectedFault]:
    """The error of the platform that was injected, if one was."""
    for place, event in enumerate(trace):
        if isinstance(event, Struck) and event.injected:
            yield _strike(trace[:place], event)


def _strike(before: Sequence[Event], event: Struck) -> InjectedFault:
    """Where it struck: at the dial, instead of the first prompt of its kind, else at its millisecond."""
    if isinstance(before[-1], Dialled) and before[-1].at == event.at:
        return InjectedFault("session", HERE, event.code)
    kind = _OF_PROMPTS.get(event.code)
    heard = ["playFile" if one.prompt.part == "playFile" else "say" for one in before if isinstance(one, Heard)]
    if kind is not None and kind not in heard:
        return InjectedFault(kind, HERE, event.code)
    return InjectedFault("session", HERE, event.code, event.at)
