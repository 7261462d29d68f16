"""A trace as lines that a person reads: when, who, what. The timeline and the diagram share them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

from attrs import frozen

from simulator.model.behaviour.bounds import BOUNDS
from simulator.model.call.event import (
    Answered,
    Asked,
    Began,
    Bridged,
    Captured,
    Dialled,
    Ended,
    EntryEnded,
    Heard,
    HungUp,
    Interrupted,
    Kept,
    LegEnded,
    Lost,
    Moved,
    NotSimulated,
    Pressed,
    Refused,
    Replied,
    Stopped,
    Struck,
)
from simulator.model.call.heard import beep_in, recorded
from simulator.model.call.words import REASONS, clock
from simulator.model.drawing.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.call.event import Event

LONGEST = 40
"""Characters of what is cut short that are repeated: all of it stands above."""

Who = Literal["platform", "caller", "far end", "backend", "state", "simulator"]

_PARTS = {"say": "says", "playFile": "plays", "prompt": "asks", "success": "says", "failure": "says"}


@frozen
class TimelineLine:
    """One line of a timeline; `at` in ms."""

    at: int
    who: Who
    what: str


def lines(trace: Sequence[Event]) -> Iterator[TimelineLine]:
    """A line for each thing that happens; the state's name where it changes."""
    beep = beep_in(trace)
    for event in trace:
        for who, what in _say(event):
            yield TimelineLine(event.at, who, what + _kept(event, beep))


def _kept(event: Event, beep: int | None) -> str:
    """How much of what plays is on the recording, where a machine has answered."""
    kept = recorded(event.at, event.prompt.length, beep) if isinstance(event, Heard) else None
    if kept is None or beep is None:
        return ""
    return {"all": ", recorded", "part": f", recorded from {clock(beep)} on", "none": ", which the machine talks over"}[
        kept
    ]


def _say(event: Event) -> Iterator[tuple[Who, str]]:
    match event:
        case Moved() | Began():
            yield from _place(event)
        case Dialled() | Answered() | LegEnded() | Bridged() | HungUp():
            yield from _leg(event)
        case Heard() | Interrupted():
            yield from _sound(event)
        case Pressed() | Lost() | Kept() | EntryEnded() | Captured():
            yield from _entry(event)
        case Asked() | Replied() | Refused():
            yield from _webhook(event)
        case Struck() | NotSimulated() | Ended() | Stopped():
            yield from _ending(event)
        case _:
            assert_never(event)


def _place(event: Moved | Began) -> Iterator[tuple[Who, str]]:
    if isinstance(event, Began):
        yield "state", f"{event.state}  (call flow {event.digest})"
    elif event.row.source != event.row.dest:
        yield "state", event.state


def _leg(event: Dialled | Answered | LegEnded | Bridged | HungUp) -> Iterator[tuple[Who, str]]:
    match event:
        case Dialled(_, _, source, destination, True):
            yield "caller", f"calls {destination} from {source or 'a withheld number'} (leg A, inbound)"
        case Dialled(_, leg, source, destination, _):
            yield "platform", f"dials {destination} from {source} (leg {leg})"
        case Answered(_, leg, outcome, beep):
            tells = "" if beep is None else f": a {outcome}, which talks until it beeps at {clock(beep)}, then records"
            yield _end_of(leg), f"answers{tells}"
        case Bridged():
            yield "platform", "bridges leg A and leg B"
        case HungUp(_, "platform"):
            yield "platform", "hangs up"
        case HungUp(_, by):
            yield by, "hangs up"
        case LegEnded(_, leg, status, sip):
            yield "platform", f"leg {leg} is over: {status} (SIP {sip})"
        case _:
            assert_never(event)


def _end_of(leg: str) -> Who:
    return "caller" if leg == "A" else "far end"


def _sound(event: Heard | Interrupted) -> Iterator[tuple[Who, str]]:
    prompt = event.prompt
    if isinstance(event, Interrupted):
        words, quote = shortened(prompt.words, LONGEST), "" if prompt.text is None else '"'
        yield "platform", f"is cut short: {quote}{words}{quote}"
        return
    times = f", {prompt.repetition} times" if prompt.repetition > 1 else ""
    words = prompt.file_url or f'"{prompt.text}"'
    yield "platform", f"{_PARTS[prompt.part]} {words}  ({prompt.length / 1000:.1f} s{times})"


def _entry(event: Pressed | Lost | Kept | EntryEnded | Captured) -> Iterator[tuple[Who, str]]:
    match event:
        case Pressed(_, _, key):
            yield "caller", f"presses {key}"
        case Lost(_, _, key, why):
            yield "caller", f"presses {key}, which is lost: {why}"
        case Kept(_, _, key):
            yield "caller", f"presses {key} ahead of the next entry (typeAhead)"
        case EntryEnded(_, _, digits, outcome, reason):
            keys = f'"{digits}"' if digits else "without a key"
            yield "platform", f"entry {keys} {outcome}: {REASONS[reason]}"
        case Captured(_, action, digits):
            result = f'"{digits}"' if digits is not None else "nothing"
            yield "platform", f"{action} captured {result}"
        case _:
            assert_never(event)


def _webhook(event: Asked | Replied | Refused) -> Iterator[tuple[Who, str]]:
    match event:
        case Asked(_, status, digits, stage):
            told = f'digits "{digits}"' if digits is not None else "no digits"
            at_stage = f", clientActionId {stage}" if stage is not None else ""
            yield "platform", f"asks the VCA webhook: {status}, {told}{at_stage}"
        case Replied(_, actions, stage, _):
            plan = ", ".join(actions) or "nothing more to do"
            yield "backend", f"answers: {plan}{f' (clientActionId {stage})' if stage is not None else ''}"
        case Refused(_, unusable):
            yield "backend", f"answers, but it cannot be used: {unusable.why}"
        case _:
            assert_never(event)


def _ending(event: Struck | NotSimulated | Ended | Stopped) -> Iterator[tuple[Who, str]]:
    match event:
        case Struck(_, code, injected):
            yield "platform", f"a fault strikes: {code}{' (injected)' if injected else ''}"
        case NotSimulated(_, scenario):
            yield "simulator", f'the platform scenario "{scenario}" is not simulated: only its name is known'
        case Ended(_, status, last, error):
            failure = f", error {error}" if error is not None else ""
            yield "platform", f"session {status}{failure} (lastAction {last})"
        case Stopped(_, bound, stage):
            why = BOUNDS[bound].stopped if bound in BOUNDS else bound
            yield "simulator", f"stopped: {why} (stage {stage})"
        case _:
            assert_never(event)
