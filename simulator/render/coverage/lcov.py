"""LCOV: the lines are the rows of reply tables, so that editors and forges show which of them answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.coverage._lines import lines_of
from simulator.render.coverage_words import without_lines
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.reports.coverage import CoverageCounts

FORMAT = "lcov"


def render(coverage: CoverageCounts, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """A record for each flow file with a reply table, and a comment for each without."""
    return "".join(f"{line}\n" for line in _lines(coverage))


def _lines(coverage: CoverageCounts) -> Iterator[str]:
    yield from (f"# {line}" for line in without_lines(coverage))
    for file, lines in lines_of(coverage).items():
        yield "TN:callflow"
        yield f"SF:{safe(file)}"
        yield from (f"DA:{line},{hits}" for line, hits in lines.items())
        yield f"LF:{len(lines)}"
        yield f"LH:{sum(hits > 0 for hits in lines.values())}"
        yield "end_of_record"
