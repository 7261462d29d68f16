"""Coverage on the command line: what is asked for, where it goes, and whether it is enough."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.cli.base import output as _output
from simulator.cli.base.inputs import refuse_inputs
from simulator.cli.base.telling import show, tell
from simulator.model.reports.coverage import bound
from simulator.render.output import formats, write
from simulator.render.sharing import rendered

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from simulator.cli.base.output import OutputPlan
    from simulator.model.behaviour.ground import Ground
    from simulator.model.reports.coverage import CoverageCounts
    from simulator.model.scenario.verdict import SuiteResult
    from simulator.scenario.flows import Flows


@frozen
class Wanted:
    """The plain format, the further reports, how many percent are enough, and how firmly known (None: any)."""

    plain: str = "text"
    reports: tuple[tuple[str, Path], ...] = ()
    under: float | None = None
    require: Ground | None = None
    show_secrets: bool = False


def wanted(options: argparse.Namespace) -> Wanted | None:
    """What `--cov` and its further options ask for; None where they ask for nothing. Raises UsageError."""
    if not (options.cov or options.cov_format or options.require) and options.cov_fail_under is None:
        return None
    plain, reports = formats(options.cov_format, "coverage", "--cov-format")
    refuse_inputs(options, [path for _, path in reports])
    under = bound(options.cov_fail_under, "--cov-fail-under")
    return Wanted(plain, reports, under, options.require, options.show_secrets)


def measure(wanted: Wanted, plan: OutputPlan, result: SuiteResult, flows: Flows) -> bool:
    """Explore the flows that were called, show what was covered, and say whether it is enough.

    It goes to standard output after the results, or to standard error where those are no text there.
    """
    from time import monotonic

    from simulator.cli.base.stopping import STOPPING
    from simulator.exploring.coverage.counting import Counting
    from simulator.scenario.covering import count

    counting = Counting(clock=monotonic, progress=STOPPING.step)
    count(counting, result.verdicts, flows)
    coverage = counting.coverage()
    for name, path in wanted.reports:
        write(path, rendered("coverage", name, coverage, show_secrets=wanted.show_secrets))
    stream = sys.stdout if plan.output is not None or plan.plain == "text" else sys.stderr
    shown = rendered("coverage", wanted.plain, coverage, _output.colours(stream), wanted.show_secrets)
    apart = "\n" if stream is sys.stdout and plan.output is None else ""
    (_output.show if stream is sys.stdout else show)(apart + shown)
    tell_missing_lines(coverage, [wanted.plain, *(name for name, _ in wanted.reports)])
    return enough(coverage, wanted.under, "--cov-fail-under", wanted.require)


def tell_missing_lines(coverage: CoverageCounts, names: list[str]) -> None:
    """Say on standard error which flows reports by line leave out."""
    from simulator.render.coverage_words import line_notes

    if note := line_notes(coverage, names):
        tell(note)


def enough(coverage: CoverageCounts, under: float | None, option: str, require: Ground | None) -> bool:
    """Whether so many percent are covered, and that is known so firmly; what is missing is said on standard error."""
    from simulator.cli.base import requiring
    from simulator.model.reports.coverage import falls_short
    from simulator.render.coverage_words import why_so

    missing = falls_short(coverage, under, option)
    if missing:
        tell(missing)
    known = requiring.enough(require, coverage.ground, "what there is to cover", why_so(coverage))
    return known and not missing
