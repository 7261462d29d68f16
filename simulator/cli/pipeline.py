"""callflow pipeline: what a CI job does with call flows, in one go, with a summary for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from pathlib import Path

    from simulator.cli.base.pipelining.steps import PipelineResult

HELP = "check, test, coverage, and what callers notice of a change, in one go with a summary, as a CI job wants it"
EXAMPLE = "callflow pipeline scenarios --summary summary.md"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("paths", metavar="PATH", nargs="*", default=["."], help="flow files, scenario files, folders")
    command.add_argument(
        "--base", metavar="REV", help="compare each flow that changed with what it was where the work here left REV"
    )
    command.add_argument(
        "--reports", metavar="FOLDER", default="callflow-reports", help="JUnit, SARIF, coverage (callflow-reports)"
    )
    command.add_argument("--summary", metavar="FILE", help="Markdown of all of it (default: summary.md in FOLDER)")
    command.add_argument(
        "--fail-on", choices=("error", "warning", "info"), default="error", help="as of check and test (error)"
    )
    command.add_argument(
        "--fail-on-difference",
        choices=("outcome", "routing", "timing", "wording"),
        help="exit with 1 where callers notice a change of this kind, or a graver one (default: it is only told)",
    )
    command.add_argument("--cov-fail-under", metavar="PERCENT", help="exit with 1 where fewer edges are covered")


def run(options: argparse.Namespace) -> int:
    """Do every step, whatever came of the one before, and write the summary."""
    import sys
    from pathlib import Path

    from simulator.cli.base.pipelining.base_tree import start_of_change
    from simulator.cli.base.pipelining.planned import clear, steps_of, touched_flows
    from simulator.cli.base.pipelining.steps import summary, worst
    from simulator.errors import UsageError
    from simulator.files.writing import as_bytes, write_file
    from simulator.loading.words import escaped

    for path in options.paths:
        if not Path(path).exists():
            raise UsageError(f'there is no file or folder "{path}"')
    told = _place(options)
    commit = start_of_change(options.base) if options.base is not None else None
    steps = list(steps_of(options))
    if not steps:
        raise UsageError("there is nothing to do: no file there is named *.flow.yaml or *.scenario.yaml")
    touched = touched_flows(options, commit) if commit is not None else []
    clear(options.reports)
    results = [*(step.done() for step in steps), *_compared(options, commit, touched)]
    write_file(told, as_bytes(summary(results)))
    sys.stdout.write(
        "".join(f"\n{one.step.title}: {one.verdict}" for one in results) + f"\n\n{escaped(told.as_posix())}\n"
    )
    return worst(results)


def _place(options: argparse.Namespace) -> Path:
    """Where the summary goes: not over what is read. Raises UsageError."""
    from pathlib import Path

    from simulator.cli.base.inputs import refuse_inputs
    from simulator.render.output import place_of

    found = Path(options.summary or Path(options.reports, "summary.md"))
    refuse_inputs(options, [place_of(str(found))])
    return found


def _compared(options: argparse.Namespace, commit: str | None, touched: list[str]) -> Iterable[PipelineResult]:
    from simulator.cli.base.pipelining.base_tree import files_of
    from simulator.cli.base.pipelining.planned import comparisons, not_compared

    if commit is None:
        why = "not compared: --base names no revision"
        return [not_compared(why).done()] if options.fail_on_difference else []
    if not touched:
        return [not_compared(f"no flow changed since the work here left {options.base}").done()]
    with files_of(commit) as tree:
        return [step.done() for step in comparisons(options, touched, tree)]
