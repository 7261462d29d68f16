"""Markdown, for the summary of a CI step: findings, invariants and proofs, each with how it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.ground import IN_WORDS
from simulator.model.behaviour.words import not_reached
from simulator.render.base.markdown import code, escaped, table
from simulator.render.behaviour.text import left_out, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.behaviour.explored import Discovery, Explored
    from simulator.model.behaviour.way import Way

FORMAT = "markdown"


def render(explored: Explored, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """The summary."""
    return "\n".join(_lines(explored)) + "\n"


def _lines(explored: Explored) -> Iterator[str]:
    behaviour = explored.behaviour
    yield f"## {escaped(behaviour.title)}"
    yield ""
    yield f"{escaped(summary(behaviour))}. How that is known: {IN_WORDS[behaviour.ground]}."
    yield ""
    yield f"### Findings: {len(explored.findings) or 'none'}"
    if explored.findings:
        yield ""
        yield from table(("", "Code", "Finding", "Shown by", "Hint"), map(_finding, explored.findings))
    if explored.dropped:
        yield from ("", left_out(explored))
    if explored.invariants:
        yield from ("", "### Invariants", "")
        rows = ((escaped(one.name), one.verdict, escaped(one.words), _keys(one.way)) for one in explored.invariants)
        yield from table(("Invariant", "Outcome", "", "Shown by"), rows)
    yield from ("", "### What is known of a call", "")
    proofs = (
        ("yes" if one.holds else "no", escaped(one.words), IN_WORDS[one.ground], _keys(one.way))
        for one in explored.proofs
    )
    yield from table(("", "", "How it is known", "Shown by"), proofs)
    if behaviour.bounds:
        yield from ("", "### Not reached", "")
        yield from (f"- {escaped(why)}" for why in not_reached(behaviour))


def _finding(found: Discovery) -> tuple[str, ...]:
    line = f" (line {found.line})" if found.line else ""
    return found.severity, found.code, escaped(found.message) + line, _keys(found.way), escaped(found.hint)


def _keys(way: Way | None) -> str:
    if way is None or not way.moves:
        return ""
    return f"{escaped(way.said)} {code(way.options)}" if way.options else escaped(way.told)
