"""Text: the menu tree as a person would write it, then the findings, the proofs, and what was not reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.words import extent, in_short, mattered, not_reached, tried
from simulator.render.ansi import paint
from simulator.render.behaviour._tree import Tree
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.explored import Discovery, Explored, Proof
    from simulator.model.behaviour.ground import Ground
    from simulator.model.behaviour.judgement import Judgement, JudgementOutcome
    from simulator.render.ansi import Style

FORMAT = "text"
HEADS: dict[Ground, str] = {
    "proved": "Proofs", "tried": "In all that was tried", "assumed": "In all that was tried", "notReached": "Proofs",
}  # fmt: skip
VERDICTS: dict[JudgementOutcome, Style] = {
    "proved": "good", "held": "good", "refuted": "error", "undecided": "warning",
}  # fmt: skip
TRIED = "Entries that were tried"
EXAMPLES = 5
"""So many of the places that were not reached are named."""


def render(explored: Explored, colour: bool = False) -> str:
    """All of it; the keys of each finding are written as `callflow run` takes them."""
    return "\n".join(_lines(explored, colour)) + "\n"


def _lines(explored: Explored, colour: bool) -> Iterator[str]:
    behaviour = explored.behaviour
    yield paint(safe(behaviour.title), "strong", colour)
    yield summary(behaviour)
    yield ""
    yield from map(safe, Tree(behaviour).lines())
    yield ""
    yield paint(f"Findings: {len(explored.findings) or 'none'}", "strong", colour)
    for found in explored.findings:
        yield from _finding(found, colour)
    if explored.dropped:
        yield f"  {left_out(explored)}"
    if explored.invariants:
        yield ""
        yield paint("Invariants", "strong", colour)
        for one in explored.invariants:
            yield from _invariant(one, colour)
    yield ""
    yield paint(HEADS[behaviour.ground], "strong", colour)
    for proof in explored.proofs:
        yield from _proof(proof)
    if behaviour.tried:
        yield ""
        yield paint(TRIED, "strong", colour)
        yield from (f"  {safe(words)}" for words in entries_tried(behaviour))
    if behaviour.bounds:
        yield ""
        yield paint("Not reached", "strong", colour)
        yield from _left_out(explored)


def summary(behaviour: Behaviour) -> str:
    """How much was found, in one line."""
    counts = f"{_count(len(behaviour.places), 'place')}, {_count(len(behaviour.edges), 'edge')}"
    return f"{counts}, {extent(behaviour)}"


def left_out(explored: Explored) -> str:
    """How many findings are not shown, and why."""
    codes = ", ".join(dict.fromkeys(one.code for one in explored.dropped))
    count = _count(len(explored.dropped), "finding")
    return f"{count} left out ({codes}): run once more in a new call, the same keys showed something else"


def _finding(found: Discovery, colour: bool) -> Iterator[str]:
    line = f" (line {found.line})" if found.line else ""
    yield f"  {paint(f'{found.severity} {found.code}', 'strong', colour)}: {safe(found.message)}{line}"
    if found.way.moves:
        yield f"    shown by: {safe(found.way.told)}"
    yield f"    {safe(found.hint)}"


def _invariant(one: Judgement, colour: bool) -> Iterator[str]:
    words = f" ({one.words})" if one.words and one.way is None else ""
    yield f"  {paint(f'{one.verdict:<7}', VERDICTS[one.outcome], colour)}  {safe(f'{one.name}{words}')}"
    if one.way is not None:
        yield f"           {safe(one.words)} (line {one.line})"
        yield f"           shown by: {safe(one.way.told)}"
    if one.scenario:
        yield "           as a scenario:"
        yield from (f"             {safe(line)}" for line in one.scenario.splitlines())


def _proof(proof: Proof) -> Iterator[str]:
    yield f"  {'yes' if proof.holds else 'no '}  {safe(proof.words)}"
    if proof.way is not None and proof.way.moves:
        yield f"       {safe(proof.way.told)}"


def entries_tried(behaviour: Behaviour) -> Iterator[str]:
    """Which entries were tried, a line for each capture where these are not all; then those that mattered."""
    if all(found.all for found in behaviour.tried.values()):
        yield "each entry of 0 to 9 at each capture"
    for place, words in (*tried(behaviour), *mattered(behaviour)):
        yield f"{place}: {words}"


def _left_out(explored: Explored) -> Iterator[str]:
    behaviour = explored.behaviour
    for why in not_reached(behaviour):
        yield f"  {why}"
    left = sorted(behaviour.open)
    for number in left[:EXAMPLES]:
        yield f"  {safe(in_short(behaviour.points[number].place))}: {safe(explored.way_to(number).told)}"
    if len(left) > EXAMPLES:
        yield f"  and {len(left) - EXAMPLES} more"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
