"""What a contact centre asks of one call: who ended it, who was reached, where the time went, and each entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.exploring.search.standing import place_id
from simulator.model.call.event import (
    Answered,
    Began,
    Bridged,
    Dialled,
    Ended,
    EntryEnded,
    Heard,
    HungUp,
    LegEnded,
    Moved,
    Pressed,
    Replied,
    Stopped,
)
from simulator.model.call.leg_outcomes import leg_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.call.event import Event


@frozen(slots=False)
class EntryMade:
    """One entry of one caller: at which place and try (from 1), what was entered, and when; ms of the session.

    `asked` is when its prompt began, `first_key` when its first key counted (None: none did), `ended` when it was over.
    """

    caller: int
    number: int
    place_id: str
    stage: str | None
    attempt: int
    digits: str
    outcome: str
    reason: str
    asked: int | None
    first_key: int | None
    ended: int


@frozen(slots=False)
class CallFacts:
    """Who ended a call (caller, platform, or the simulator), whether a person and a goal were reached, and its parts.

    `goal` is None where no goals are known. The parts are seconds: ringing (of either leg), in the IVR, and bridged.
    `retries` are the entries that were rejected. `answers` is how often a person answered leg B, and `person_seconds`
    the part of the talk that was theirs: the rest was a machine's.
    """

    ended_by: str = ""
    goal: bool | None = None
    ring_seconds: float = 0.0
    ivr_seconds: float = 0.0
    talk_seconds: float = 0.0
    retries: int = 0
    entries: tuple[EntryMade, ...] = ()
    answers: int = 0
    person_seconds: float = 0.0

    @property
    def person(self) -> bool:
        """Whether a person was reached."""
        return self.answers > 0


def facts(number: int, trace: Sequence[Event], goals: Sequence[str] = ()) -> CallFacts:
    """The facts of the call of a caller; `goals` are stages or words heard."""
    ring, talk, persons = _apart(trace)
    return CallFacts(
        _by(trace),
        _reached(trace, goals) if goals else None,
        ring / 1000,
        (trace[-1].at - ring - talk) / 1000,
        talk / 1000,
        sum(isinstance(event, EntryEnded) and event.outcome == "rejected" for event in trace),
        tuple(_entries(number, trace)),
        sum(map(_by_person, trace)),
        persons / 1000,
    )


def _by_person(event: Event) -> bool:
    return isinstance(event, Answered) and event.leg == "B" and not leg_row(event.outcome).greets


def _by(trace: Sequence[Event]) -> str:
    if isinstance(trace[-1], Stopped):
        return "simulator"
    by = [event.by for event in trace if isinstance(event, HungUp) and event.by != "far end"]
    return by[-1] if by else "platform"


def _apart(trace: Sequence[Event]) -> tuple[int, int, int]:
    """The ms in which a leg rang, those bridged, and of these those with a person."""
    ring = talk = persons = 0
    ringing = bridged = None
    person = False
    for event in trace:
        if isinstance(event, Answered):
            person = _by_person(event)
        if isinstance(event, Dialled) and not event.inbound:
            ringing = event.at
        elif isinstance(event, Answered | LegEnded | Ended | Stopped) and ringing is not None:
            ring, ringing = ring + event.at - ringing, None
        if isinstance(event, Bridged):
            bridged = event.at
        elif isinstance(event, LegEnded | Stopped) and bridged is not None:
            talk, persons = talk + event.at - bridged, persons + person * (event.at - bridged)
            bridged = None
    return ring, talk, persons


def _reached(trace: Sequence[Event], goals: Sequence[str]) -> bool:
    wanted = [one.casefold() for one in goals]
    stages = {event.client_action_id for event in trace if isinstance(event, Replied)}
    heard = [event.prompt.words.casefold() for event in trace if isinstance(event, Heard)]
    return bool(stages.intersection(goals)) or any(one in words for one in wanted for words in heard)


def _entries(caller: int, trace: Sequence[Event]) -> Iterator[EntryMade]:
    stage = coming = asked = key = None
    digest = place = ""
    number = attempt = 0
    for event in trace:
        if isinstance(event, Replied):
            coming = event.client_action_id
        elif isinstance(event, Began):
            digest, stage, place, attempt = event.digest, coming, "", 0
        if isinstance(event, Began | Moved):
            if event.to.place != place:
                place, attempt = event.to.place, 0
        elif isinstance(event, Heard) and event.prompt.part == "prompt":
            asked, key = event.at, None
        elif isinstance(event, Pressed) and key is None:
            key = event.at
        elif isinstance(event, EntryEnded):
            number, attempt = number + 1, attempt + 1
            yield EntryMade(
                caller, number, place_id(digest, stage, place), stage, attempt, event.digits, event.outcome,
                event.reason, asked, key, event.at,
            )  # fmt: skip
            asked = key = None
