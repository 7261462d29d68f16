"""What a stretch said and whom it dialled, held against the same stretch of the lists that the log has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.model.call.event import Dialled, Heard
from simulator.running.replaying.findings import state_of
from simulator.running.replaying.neutral import neutral, own_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.model.call.event import Event
    from simulator.model.call.logged import LoggedSession
    from simulator.model.machine.table import Prompt
    from simulator.running.replaying.findings import ReplayFindings
    from simulator.running.replaying.stretch import Passage


def compare_stretch(
    session: LoggedSession, logged: Passage, found: Passage, number: int, findings: ReplayFindings
) -> None:
    """Compare prompts and files in order, with voice, speed and repetitions, and the numbers that were dialled."""
    said, ours = _heard(logged.events), _heard(found.events)
    if said != ours:
        said = _heard(logged.events, *session.ids, *own_ids(logged.call))
        ours = _heard(found.events, *own_ids(found.call))
    at = next((n for n, (one, other) in enumerate(zip(said, ours, strict=False)) if one != other), None)
    at = min(len(said), len(ours)) if at is None else at
    states = [event.state for event in found.events if isinstance(event, Heard)]
    state = states[at] if at < len(states) else state_of(found.call.trace)
    one, other = said[at : at + 1], ours[at : at + 1]
    findings.look("heard", number, _words(one, other), _words(other, one), state, same=said == ours)
    dialled, dials = _dialled(logged.events), _dialled(found.events)
    findings.look("dialled", number, dialled, dials, state_of(found.call.trace))


def _heard(events: Iterable[Event], *ids: tuple[str, str]) -> list[Prompt]:
    """What was heard, as it was asked for: how long it takes is not compared."""
    prompts = [event.prompt for event in events if isinstance(event, Heard)]
    return [evolve(prompt, length=0, text=neutral(prompt.text, ids)) for prompt in prompts]


def _words(prompt: Sequence[Prompt], other: Sequence[Prompt]) -> str:
    """A prompt (or that there is none), with how it is said where its words are those of the other one."""
    if not prompt:
        return "nothing more is heard"
    (one,) = prompt
    said = f'"{one.words}"'
    if not other or other[0].words != one.words:
        return said
    return f"{said} ({one.part}, voice {one.voice}, speed {one.speed:g}, {one.repetition} times)"


def _dialled(events: Iterable[Event]) -> str:
    """The numbers that were dialled; a call that comes in dials none of ours."""
    legs = [event for event in events if isinstance(event, Dialled) and not event.inbound]
    return ", ".join(f"{leg.source} dials {leg.destination}" for leg in legs) or "nobody is dialled"
