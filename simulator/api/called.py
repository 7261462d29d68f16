"""One call of many, in a row: where it went, how it ended, what was pressed, how long it took."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.api.call_facts import CallFacts, facts
from simulator.model.call.event import Answered, Began, Ended, EntryEnded, Heard, HungUp, Replied, Stopped
from simulator.model.call.keys import Script, hangup_at
from simulator.model.drawing.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.call.event import Event
    from simulator.model.call.keys import KeyToken, TimedToken
    from simulator.running.dry_run import DryRun

FIRST = "start"
"""The place at which a call begins."""
LONGEST_NAME = 32
MANY = 10
"""Repetitions of a place that are no longer told apart: calls that go round and round are one path."""


@frozen(slots=False)
class Called:
    """What became of one caller; `caller` counts from 0.

    `path` names the places that the call passed: `start`, then each `clientActionId`, or the first words of a list
    without one (its actions, where nothing is heard); `menu ×2` came twice running. `outcome` is the session's status,
    with the error where there is one (`ERROR -2003`); `keys` what counted, entry by entry; `seconds` the simulated
    time from the request (or the call coming in) to the end. `script` has every pause: `run` with it gives the same
    call again, with `legs` where these came by chance. `segment` is the kind of a modelled caller and `wanted` what
    they want; `facts` say what a contact centre asks.
    """

    caller: int
    path: tuple[str, ...]
    outcome: str
    keys: str
    seconds: float
    heard_last: str
    script: str = ""
    legs: tuple[str, ...] = ()
    segment: str = ""
    wanted: str = ""
    facts: CallFacts = CallFacts()

    @property
    def last_place(self) -> str:
        """Where the call ended: the last place of its path."""
        return self.path[-1] if self.path else ""


def called(
    number: int,
    found: DryRun,
    tokens: Sequence[KeyToken],
    timed: tuple[TimedToken, ...],
    legs: tuple[str, ...] = (),
    who: tuple[str, str] = ("", ""),
    goals: Sequence[str] = (),
) -> Called:
    """The row of a run; `tokens` and `timed` are what the caller did, or would have done.

    `legs` are what its dials came to, where that was chance; `who` is the segment and what is wanted.
    """
    if any(one.pauses for one in timed):
        timed = _when_hung_up(found)
    script = Script(tuple(tokens), timed).text
    if found.call is None:
        assert found.answer is not None  # only a request can be refused
        return Called(number, (), f"refused {found.answer['statusCode']}", "", 0.0, "", script)
    trace = found.trace
    heard = [event for event in trace if isinstance(event, Heard)]
    return Called(
        number,
        places(trace),
        outcome(trace[-1]),
        _keys(trace),
        trace[-1].at / 1000,
        heard[-1].prompt.words if heard else "",
        script,
        legs,
        *who,
        facts(number, trace, goals),
    )


def _when_hung_up(found: DryRun) -> tuple[TimedToken, ...]:
    """When a caller really hung up, by the clock: what somebody bridged waits does not count there."""
    answered = next((event.at for event in found.trace if isinstance(event, Answered)), 0)
    gone = (event.at for event in found.trace if isinstance(event, HungUp) and event.by == "caller")
    return tuple(hangup_at(at - answered) for at in gone)


def outcome(last: Event) -> str:
    """How a call ended: by its last event."""
    if isinstance(last, Stopped):
        return f"stopped {last.bound}"
    assert isinstance(last, Ended)  # every other trace ends so
    return last.status if last.error is None else f"{last.status} {last.error}"


def places(trace: Sequence[Event]) -> tuple[str, ...]:
    """The names of the places that a call passed; a name that comes again at once is counted: `menu ×2`."""
    return tuple(_counted(name, sum(1 for _ in same)) for name, same in groupby(_names(trace)))


def _counted(name: str, times: int) -> str:
    if times == 1:
        return name
    return f"{name} ×{times}" if times < MANY else f"{name} ×{MANY}+"


def _names(trace: Sequence[Event]) -> Iterator[str]:
    stage: str | None = FIRST
    actions = ""
    for number, event in enumerate(trace):
        if isinstance(event, Replied):
            stage, actions = event.client_action_id, ", ".join(event.actions)
        elif isinstance(event, Began):
            yield (_first_words(trace[number + 1 :]) or actions) if stage is None else stage


def _first_words(rest: Sequence[Event]) -> str:
    """What is heard first in a list, if anything."""
    for event in rest:
        if isinstance(event, Heard):
            return shortened(event.prompt.words, LONGEST_NAME)
        if isinstance(event, Began):
            break
    return ""


def _keys(trace: Sequence[Event]) -> str:
    """What counted, entry by entry, and whether the caller hung up."""
    words = []
    for event in trace:
        if isinstance(event, EntryEnded) and (event.digits or event.outcome != "abandoned"):
            words.append(event.digits + "#" * (event.reason == "hash") or "silence")
        elif isinstance(event, HungUp) and event.by == "caller":
            words.append("hangup")
    return " ".join(words)
