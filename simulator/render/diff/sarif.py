"""SARIF 2.1.0, for code scanning: each difference, at the new flow file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.ground import IN_WORDS
from simulator.render.base.sarif_log import SarifResult, document
from simulator.render.diff_words import TITLES, compared, gravest, left_out, standing, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.model.reports.difference import Comparison, Difference
    from simulator.model.reports.difference_kinds import DifferenceKind
    from simulator.render.base.sarif_log import SarifLevel

FORMAT = "sarif"
LEVELS: Mapping[DifferenceKind, SarifLevel] = {
    "outcome": "error", "routing": "error", "timing": "warning", "wording": "note",
}  # fmt: skip


def render(comparison: Comparison, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """One run."""
    ground = comparison.ground
    known = {
        "summary": gravest(comparison), "ground": ground, "known": IN_WORDS[ground], "compared": compared(comparison),
        "notCompared": list(left_out(comparison)),
    }  # fmt: skip
    results = [*map(_difference, comparison.differences)]
    results += [
        SarifResult("scenario", "error", f"{one.name} ({one.file}:{one.line})\nbefore: {one.before}\nnow: {one.now}")
        for one in comparison.scenarios
    ]
    rules: dict[str, str] = {"scenario": "A scenario ends differently"}
    rules |= {str(kind): title for kind, title in TITLES.items()}
    return document(results, rules, comparison.file, known)


def _difference(found: Difference) -> SarifResult:
    before, now = told(found)
    text = f"{TITLES[found.kind]}: {found.way.told}\nbefore: {before}\nnow: {now}"
    known = {"known": "these keys show it", "dtmf": found.way.dtmf, "legs": list(found.way.legs), **found.way.instant}
    return SarifResult(found.kind, LEVELS[found.kind], text, 0, standing(found)[1], known)
