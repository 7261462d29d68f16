"""JUnit XML, for CI systems: each difference, and each scenario that ends otherwise, is a case.

What fails a comparison where nothing else is asked for is a failure; wording passes, and is told in the output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.ground import IN_WORDS
from simulator.model.reports.difference_kinds import KINDS, LEAST
from simulator.render.base.junit_file import JunitCase, JunitSuite, document, group_of
from simulator.render.diff_words import TITLES, compared, left_out, same, standing, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.reports.difference import Comparison, Difference, ScenarioChange

FORMAT = "junit"
FAILING = KINDS[: KINDS.index(LEAST) + 1]


def render(comparison: Comparison, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The document."""
    name = f"{comparison.old} -> {comparison.new}"
    ground = comparison.ground
    known = (("ground", IN_WORDS[ground]), ("compared", compared(comparison)))
    group = group_of(comparison.file or comparison.new)
    return document([JunitSuite(name, tuple(_cases(comparison, group)), known=known)])


def _cases(comparison: Comparison, group: str) -> Iterator[JunitCase]:
    yield from (_difference(found, group) for found in comparison.differences)
    yield from (_scenario(one) for one in comparison.scenarios)
    if not comparison.differences:
        yield JunitCase("what callers notice", group, out="\n".join((same(comparison), *left_out(comparison))))


def _difference(found: Difference, group: str) -> JunitCase:
    before, now = told(found)
    name = f"{found.kind}: {found.way.told}"
    text = f"{TITLES[found.kind]}\nat      {standing(found)[0]}\nbefore  {before}\nnow     {now}"
    if found.kind not in FAILING:
        return JunitCase(name, group, out=text)
    return JunitCase(name, group, "failure", found.kind, f"before: {before}, now: {now}", text)


def _scenario(one: ScenarioChange) -> JunitCase:
    said = f"before: {one.before}, now: {one.now}"
    return JunitCase(one.name, group_of(one.file), "failure", "scenario", said, f"{one.file}:{one.line}\n{said}")
