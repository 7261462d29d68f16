"""JUnit XML, for CI systems: each finding, invariant and proof is a case, which says how it is known.

Errors and refuted invariants are failures; warnings and notes pass, and are told in the output of the suite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.ground import IN_WORDS
from simulator.render.base.junit_file import JunitCase, JunitSuite, document, group_of
from simulator.render.behaviour.text import summary
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.behaviour.explored import Discovery, Explored, Proof
    from simulator.model.behaviour.judgement import Judgement

FORMAT = "junit"


def render(explored: Explored, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """The document."""
    behaviour = explored.behaviour
    name = explored.file or behaviour.title
    known = (("ground", IN_WORDS[behaviour.ground]), ("explored", summary(behaviour)))
    return document([JunitSuite(name, tuple(_cases(explored, group_of(name))), known=known)])


def _cases(explored: Explored, group: str) -> Iterator[JunitCase]:
    yield from (_finding(found, group) for found in explored.findings)
    yield from (_invariant(one, group) for one in explored.invariants)
    yield from (_proof(one, group) for one in explored.proofs)


def _finding(found: Discovery, group: str) -> JunitCase:
    lines = [f"{found.severity} {found.code}: {found.message}", found.hint]
    if found.way.moves:
        lines.insert(1, f"shown by: {found.way.told}")
    name, text = f"{found.code} {found.message}", "\n".join(map(safe, lines))
    if found.severity != "error":
        return JunitCase(name, group, out=text)
    return JunitCase(name, group, "failure", found.code, found.message, text)


def _invariant(one: Judgement, group: str) -> JunitCase:
    text = f"{safe(f'{one.verdict}: {one.statement}')}\n{safe(one.words)}"
    if one.outcome != "refuted":
        return JunitCase(f"invariant {one.name}", group, out=text)
    shown = f"{text}\nshown by: {safe(one.way.told)}" if one.way is not None else text
    return JunitCase(f"invariant {one.name}", group, "failure", "invariant", f"refuted: {one.words}", shown)


def _proof(one: Proof, group: str) -> JunitCase:
    """A case that never fails, so that its name says what is known."""
    known = f"{'yes' if one.holds else 'no'}, {IN_WORDS[one.ground]}"
    return JunitCase(f"{one.name}: {known}", group, out=f"{known}: {one.words}")
