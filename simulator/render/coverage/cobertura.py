"""Cobertura XML: the lines are the rows of reply tables, as in LCOV."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from simulator.model.drawing.words import printable
from simulator.render.coverage._lines import lines_of
from simulator.render.coverage_words import without_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.reports.coverage import CoverageCounts

FORMAT = "cobertura"


def render(coverage: CoverageCounts, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The document; it has no time of its own, so that the same coverage is the same bytes."""
    return "".join(f"{line}\n" for line in _document(lines_of(coverage), without_lines(coverage)))


def _document(files: dict[str, dict[int, int]], missing: list[str]) -> Iterator[str]:
    whole = _rates([hits for lines in files.values() for hits in lines.values()])
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<coverage {whole} branches-covered="0" branches-valid="0" complexity="0" version="1" timestamp="0">'
    yield from (f"  <!-- {printable(line).replace('--', '- -')} -->" for line in missing)
    yield "  <sources><source>.</source></sources>"
    yield "  <packages>"
    yield f'    <package name="callflow" {_rate(whole)} complexity="0">'
    yield "      <classes>"
    for file, lines in files.items():
        name = quoteattr(printable(file))
        rate = _rate(_rates(list(lines.values())))
        yield f'        <class name={name} filename={name} {rate} complexity="0">'
        yield "          <methods/>"
        yield "          <lines>"
        yield from (f'            <line number="{line}" hits="{hits}"/>' for line, hits in lines.items())
        yield "          </lines>"
        yield "        </class>"
    yield from ("      </classes>", "    </package>", "  </packages>", "</coverage>")


def _rates(hits: list[int]) -> str:
    covered = sum(number > 0 for number in hits)
    rate = covered / len(hits) if hits else 0
    counts = f'lines-covered="{covered}" lines-valid="{len(hits)}"'
    return f'line-rate="{rate:.4f}" branch-rate="0" {counts}'


def _rate(rates: str) -> str:
    """What stands at a package and a class: no counts."""
    return " ".join(rates.split()[:2])
