"""Places in words: short enough for one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.bounds import BOUNDS
from simulator.model.drawing.words import in_quotes, printable, shortened
from simulator.model.instants import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from simulator.model.behaviour.behaviour import Behaviour, Place
    from simulator.model.behaviour.ground import Ground
    from simulator.model.behaviour.tried_entries import TriedEntries

NAMED = 5
"""So many of the entries that were tried are named."""


def in_short(place: Place) -> str:
    """What a caller notices of a place, on one line."""
    match place.kind:
        case "inbound":
            return "a call comes in"
        case "dial":
            return f"leg {place.leg} is dialled ({shortened(', '.join(place.words))})"
        case "end":
            return ending(place)
        case _:
            said = " ".join(map(in_quotes, place.words))
            return f"{said or 'nothing is heard'}{f' ({place.past})' if place.past else ''}"


def ending(place: Place) -> str:
    """How a call ends."""
    if place.status == "STOPPED":
        return f"the simulator stops ({place.by})"
    error = f" {place.error}" if place.error is not None else ""
    return f"the call ends: {place.status}{error}" + (" (the caller hung up)" if place.by == "caller" else "")


def stage_of(place: Place) -> str:
    """The stage of a place in words."""
    if place.stage is None:
        return "no clientActionId"
    return f'clientActionId "{printable(place.stage)}"'


WHO: Mapping[Ground, str] = {
    "proved": "a table answers",
    "tried": "a backend answers",
    "assumed": "a backend answers, and the fingerprint tells its pasts apart",
}
"""Who answers, by the ground of what is claimed where nothing was left out."""


def extent(behaviour: Behaviour) -> str:
    """How much of what callers can meet was found, in words that claim no more than is known."""
    match behaviour.ground:
        case "proved":
            return "everything explored"
        case "notReached":
            return "not all is known"
    how = ", as the fingerprint tells pasts apart" if behaviour.known == "assumed" else ""
    return "; ".join(
        (f"all that was tried{how}{_walked(behaviour)}", *without_some(behaviour.unrung, behaviour.instants))
    )


def without_some(unrung: Sequence[str], instants: Sequence[int]) -> Iterator[str]:
    """Which outcomes of a dial were left out, where some were, and when calls began, where that decides."""
    if unrung:
        yield f"no leg was {', '.join(unrung)}"
    if instants:
        first = ", ".join(map(in_words, instants[:NAMED]))
        more = f" and {len(instants) - NAMED} more" if len(instants) > NAMED else ""
        yield f"calls began at {first}{more}"


def _walked(behaviour: Behaviour) -> str:
    if behaviour.known == "proved":
        return ""
    return f"; merged after {behaviour.walks} {'walk' if behaviour.walks == 1 else 'walks'}"


def why_so(behaviour: Behaviour) -> str:
    """Why what is known of a behaviour is known as it is."""
    match behaviour.ground:
        case "proved":
            return "a table answers, and nothing was left out"
        case "notReached":
            unlike = ["the backend answers the same keys differently"] if behaviour.unstable else []
            return "; ".join((*not_reached(behaviour), *unlike))
    by = (WHO[behaviour.known], *without_some(behaviour.unrung, behaviour.instants))
    return "; ".join((*by, *(f"{place}: {words}" for place, words in tried(behaviour))))


def tried(behaviour: Behaviour) -> Iterator[tuple[str, str]]:
    """Each capture of which only some entries were tried, and how many of how many, with the first of them."""
    found = ((in_short(behaviour.places[name]), one) for name, one in behaviour.tried.items() if not one.all)
    yield from dict.fromkeys((place, how_many(one)) for place, one in found)


def mattered(behaviour: Behaviour) -> Iterator[tuple[str, str]]:
    """Each capture with entries that led elsewhere than the most, though unannounced, and where each was found."""
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for name, found in behaviour.tried.items():
        for hint in found.mattered:
            groups.setdefault((in_short(behaviour.places[name]), hint.origin), {})[hint.digits] = None
    for (place, origin), entries in groups.items():
        first = ", ".join([*entries][:NAMED]) + (f", ... ({len(entries)})" if len(entries) > NAMED else "")
        yield place, f"{first} {'leads' if len(entries) == 1 else 'lead'} elsewhere ({origin})"


def how_many(found: TriedEntries) -> str:
    """So many entries of so many, with the first of them that are nobody's secret."""
    known = [digits for digits in found.digits if digits not in found.secret]
    first = ", ".join(known[:NAMED]) + (", ..." if len(found.digits) > NAMED else "")
    apart = f", and {len(found.apart)} with other keys" if found.apart else ""
    return f"tried {len(found.digits):,} of {found.possible:,} entries here: {first or 'none'}{apart}"


def not_reached(behaviour: Behaviour) -> tuple[str, ...]:
    """Why exploration stopped, in words; nothing where it did not."""
    return tuple(BOUNDS[bound].words for bound in behaviour.bounds)
