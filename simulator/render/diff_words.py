"""Differences in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.bounds import BOUNDS
from simulator.model.behaviour.words import WHO, how_many, in_short, stage_of, without_some
from simulator.model.drawing.words import in_quotes, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.behaviour.behaviour import Place
    from simulator.model.machine.table import Prompt
    from simulator.model.reports.difference import Comparison, Difference, Side
    from simulator.model.reports.difference_kinds import DifferenceKind

TITLES: dict[DifferenceKind, str] = {
    "outcome": "The call ends differently",
    "routing": "The caller goes elsewhere",
    "timing": "The same takes another time",
    "wording": "Something else is heard",
}
OFFERED = "Other options are announced"


def same(comparison: Comparison) -> str:
    """That nothing differs, in words that claim no more than is known."""
    if comparison.ground == "proved":
        return "Callers notice no difference."
    return "Callers notice nothing in all that was tried."


def told(found: Difference) -> tuple[str, str]:
    """What there is before and now, as far as it differs."""
    return _told(found, found.old, found.new), _told(found, found.new, found.old)


def _told(found: Difference, side: Side, other: Side) -> str:
    if found.kind == "timing":
        return f"{side.ms / 1000:g} s, then {_goes(side.dest)}"
    heard = ", ".join(_said(prompt, other.heard) for prompt in side.heard)
    if side.options is not None:
        return f"{heard or 'nothing in its place'}; {_announces(side.options)}"
    if found.kind == "wording":
        return heard or "nothing in its place"
    return f"{heard or 'nothing is heard'}; {_goes(side.dest)}{_as(side.dest, other.dest)}"


def _as(place: Place, other: Place) -> str:
    """As whom a number is dialled, where the other version dials it as somebody else."""
    return f" as {place.dials_as}" if place.words == other.words and place.dials_as != other.dials_as else ""


def _announces(options: tuple[tuple[str, str], ...]) -> str:
    named = (f"{key} ({shortened(purpose)})" if purpose else key for key, purpose in options)
    return f"announced: {', '.join(named) or 'no key'}"


def gravest(comparison: Comparison) -> str:
    """The gravest difference in one line."""
    if not comparison.differences:
        changed = len(comparison.scenarios)
        return f"Scenarios end differently: {changed} of {comparison.played}." if changed else same(comparison)
    first = comparison.differences[0]
    before, now = told(first)
    what = TITLES[first.kind] if first.new.options is None else OFFERED
    return f"{what} ({first.kind}): {first.way.told}, before: {before}, now: {now}"


def _said(prompt: Prompt, others: tuple[Prompt, ...]) -> str:
    """A prompt; how it is said too, where the other version says the same words otherwise."""
    words = in_quotes(prompt.words)
    same = [one for one in others if one.words == prompt.words]
    details = list(_details(prompt)) if same and prompt not in same else []
    return f"{words} ({', '.join(details)})" if details else words


def _details(prompt: Prompt) -> Iterator[str]:
    yield f"voice {prompt.voice}" if prompt.voice else "a file" if prompt.file_url is not None else "the usual voice"
    yield f"speed {prompt.speed:g}"
    yield "once" if prompt.repetition == 1 else f"{prompt.repetition} times"


def _goes(place: Place) -> str:
    """Where a call goes; a menu by its stage, since its prompt was heard."""
    if place.kind == "capture":
        return f"keys are awaited ({stage_of(place)})"
    if place.kind == "play":
        return f"lists play without end, the last: {in_short(place)}"
    return in_short(place)


def standing(found: Difference) -> tuple[str, str]:
    """Where the caller is in the old and in the new version."""
    return _at(found.old.at), _at(found.new.at)


def _at(place: Place | None) -> str:
    if place is None:
        return "the beginning of the call"
    return f"{in_short(place)} ({stage_of(place)})" if place.kind == "capture" else in_short(place)


def also(found: Difference) -> str:
    """After how many other inputs the same shows; empty where there is none."""
    return f"also after {found.more} other {'input' if found.more == 1 else 'inputs'}" if found.more else ""


def counts(comparison: Comparison) -> str:
    """How many differences there are of each kind, in one line."""
    found = [(kind, len(comparison.of(kind))) for kind in TITLES]
    nothing = "no difference" if comparison.ground == "proved" else "nothing found"
    return ", ".join(f"{kind} {number}" for kind, number in found if number) or nothing


def compared(comparison: Comparison) -> str:
    """How much was compared."""
    match comparison.ground:
        case "proved":
            whole = "everything was compared"
        case "notReached":
            whole = "not all could be compared"
        case _:
            walks = f", merged after {comparison.walks} {'walk' if comparison.walks == 1 else 'walks'}"
            merged = "" if comparison.known == "proved" else walks
            some = without_some(comparison.unrung, comparison.instants)
            whole = "; ".join((f"{comparison.inputs} inputs tried in both{merged}", *some))
    return f"{comparison.places} {'pair' if comparison.places == 1 else 'pairs'} of places, {whole}"


def entries_tried(comparison: Comparison) -> Iterator[str]:
    """Which entries were tried in front of a backend, a line for each capture where these are not all."""
    if comparison.tried and all(found.all for _, found in comparison.tried):
        yield "each entry of 0 to 9 at each capture"
    lines = (f"{place}: {how_many(found)}" for place, found in comparison.tried if not found.all)
    yield from dict.fromkeys(lines)


def why_so(comparison: Comparison) -> str:
    """Why it is known as it is that callers meet no other difference."""
    match comparison.ground:
        case "proved":
            return "tables answer, and nothing was left out"
        case "notReached":
            return "; ".join(left_out(comparison))
        case _:
            tried = f"{comparison.inputs} inputs tried in both"
            return "; ".join((WHO[comparison.known], tried, *without_some(comparison.unrung, comparison.instants)))


def left_out(comparison: Comparison) -> Iterator[str]:
    """Why not all was compared."""
    yield from (BOUNDS[bound].words for bound in comparison.bounds)
    yield from comparison.unstable
