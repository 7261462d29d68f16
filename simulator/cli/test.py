"""callflow test: scenario files and folders, run again and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.options import add_coverage, add_output, add_secrets, add_watch
from simulator.cli.base.requiring import add_require
from simulator.cli.base.telling import tell
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.cli.base.output import OutputPlan
    from simulator.model.scenario.verdict import SuiteResult
    from simulator.scenario.suite import Selection, Suite

HELP = "replay scenario files and folders: pass, warn or fail"
EXAMPLE = "callflow test scenarios --tag smoke --workers 4 --format junit:report.xml"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="scenario files, and folders: what is hidden, built, installed or in .gitignore is left out",
    )
    command.add_argument("--tag", metavar="TAG", action="append", default=[], help="only scenarios with this tag")
    command.add_argument(
        "-k",
        metavar="TEXT",
        dest="part",
        default="",
        help="only the scenario of that name; else those with TEXT in file or name, with and, or, not and brackets",
    )
    command.add_argument("--fail-fast", action="store_true", help="stop after the first failure")
    command.add_argument("--last-failed", action="store_true", help="only those that failed last time, if any did")
    command.add_argument("--workers", metavar="N", type=int, default=1, help="processes that share the work")
    command.add_argument("--account", metavar="FILE", help="account file instead of the flows' own")
    command.add_argument(
        "--update", action="store_true", help="write what was found into the expectations that do not hold"
    )
    add_output(command, names("simulator.render.report"))
    add_secrets(command)
    add_coverage(command, names("simulator.render.coverage"))
    add_require(command, "; turns --cov on")
    add_watch(command)


def run(options: argparse.Namespace) -> int:
    """Run what is chosen; 1 where something failed or a file is at fault, 2 where no backend was there to run it."""
    from simulator.cli.base import coverage as _coverage
    from simulator.cli.base import last_failed as _last_failed
    from simulator.cli.base import output as _output
    from simulator.cli.base.parser import MISUSE
    from simulator.cli.base.progress import Progress
    from simulator.cli.base.scenarios import suite_of
    from simulator.errors import UsageError
    from simulator.render.sharing import rendered
    from simulator.scenario.suite import Options, run_suite

    if options.workers < 1:
        raise UsageError(f"--workers {options.workers}: expected 1 or more")
    plan = _output.plan(options, "report")
    wanted = _coverage.wanted(options)
    suite = suite_of(options.paths)
    chosen = _choice(options, suite)
    keep = options.update or bool({"html", "junit"} & {plan.plain, *(name for name, _ in plan.reports)})
    how = Options(chosen, options.workers, options.fail_fast, options.account, keep, wanted is not None, apart=True)
    progress = Progress(len(chosen.of(suite.scenarios)))
    result = run_suite(suite, how, progress.step)
    progress.clear()
    if options.update:
        result = _updated(options, result, how)
    _last_failed.remember(result)
    if not result.verdicts and not result.unreadable:
        raise UsageError("nothing to run: no scenario is chosen by --tag and -k")
    shared = _masked(result, options, plan)
    _output.deliver(plan, lambda name, colour: rendered("report", name, shared, colour, options.show_secrets))
    enough = wanted is None or _coverage.measure(wanted, plan, result, options.account)
    if result.nothing_ran:
        _tell(result, plan)
        return MISUSE
    return 0 if result.ok and enough else 1


def _masked(result: SuiteResult, options: argparse.Namespace, plan: OutputPlan) -> SuiteResult:
    """The result with what is to be masked, where a report is meant to be shared."""
    from simulator.render.sharing import SHARED

    if options.show_secrets or not SHARED & {plan.plain, *(name for name, _ in plan.reports)}:
        return result
    from attrs import evolve

    from simulator.scenario.flows import Flows
    from simulator.scenario.secrets import secrets_of

    return evolve(result, secrets=secrets_of(result.verdicts, Flows(options.account)))


def _tell(result: SuiteResult, plan: OutputPlan) -> None:
    """Say on standard error why nothing ran, where standard output does not."""
    if plan.plain != "text" or plan.output is not None:
        for cause in result.unreached:
            tell(f"no scenario could run: {cause}")


def _choice(options: argparse.Namespace, suite: Suite) -> Selection:
    from simulator.cli.base import last_failed as _last_failed
    from simulator.scenario.suite import Selection

    ids = _last_failed.among(suite) if options.last_failed else None
    return Selection(tuple(options.tag), options.part, ids)


def _updated(options: argparse.Namespace, result: SuiteResult, how: object) -> SuiteResult:
    """Rewrite what does not hold, say on standard error what was done, and run everything again."""
    from simulator.scenario.suite import load_suite, run_suite, scenario_files
    from simulator.scenario.update import update

    for line in update(result):
        tell(line)
    return run_suite(load_suite(scenario_files(options.paths)), how)  # type: ignore[arg-type]
