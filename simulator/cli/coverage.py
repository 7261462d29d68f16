"""callflow coverage: what several runs covered together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.options import add_output, add_secrets
from simulator.cli.base.requiring import add_require
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.model.reports.coverage import CoverageCounts

HELP = "merge what several runs covered"
EXAMPLE = "callflow coverage combine one.json two.json --format html:coverage.html --fail-under 5"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    kinds = command.add_subparsers(metavar="WHAT", dest="what", required=True, help="combine")
    combine = kinds.add_parser(
        "combine",
        help="add up files of `callflow test --cov-format json:FILE` and `pytest --callflow-cov-format json:FILE`",
        description="Add up files that `callflow test --cov-format json:FILE` wrote (or pytest with the plugin's).",
        epilog=f"Example: {EXAMPLE}",
        allow_abbrev=False,
    )
    combine.add_argument("files", metavar="FILE", nargs="+", help="coverage files, or - for standard input")
    combine.add_argument("--fail-under", metavar="PERCENT", help="exit with 1 where fewer edges are covered, 0 to 100")
    add_require(combine)
    add_output(combine, names("simulator.render.coverage"))
    add_secrets(combine)


def run(options: argparse.Namespace) -> int:
    """Merge the files, show the whole, and exit with 1 where it is not enough."""
    from functools import reduce

    from simulator.cli.base import coverage as _coverage
    from simulator.cli.base import output as _output
    from simulator.model.reports.coverage import bound
    from simulator.model.reports.coverage_merge import merge
    from simulator.render.sharing import rendered

    plan = _output.plan(options, "coverage")
    under = bound(options.fail_under, "--fail-under")
    coverage = reduce(merge, map(_read, options.files))
    _output.deliver(plan, lambda name, colour: rendered("coverage", name, coverage, colour, options.show_secrets))
    _coverage.tell_missing_lines(coverage, [plan.plain, *(name for name, _ in plan.reports)])
    return 0 if _coverage.enough(coverage, under, "--fail-under", options.require) else 1


def _read(name: str) -> CoverageCounts:
    from functools import partial
    from pathlib import Path

    from simulator.files.reading import MOST_LOG_BYTES, read_given, read_stdin
    from simulator.loading.files.coverage_file import read_coverage
    from simulator.running.source import read_bytes

    if name == "-":
        return read_coverage(read_stdin(MOST_LOG_BYTES), "standard input")
    return read_coverage(read_bytes(Path(name), partial(read_given, most=MOST_LOG_BYTES)), name)
