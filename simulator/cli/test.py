"""callflow test: scenario files and folders, run again and judged."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from simulator.cli.base.heard.suite import add_sounds, measured_folder, measuring
from simulator.cli.base.options import add_coverage, add_output, add_secrets, add_watch, add_workers, workers_of
from simulator.cli.base.requiring import add_require
from simulator.cli.base.suites.choosing import add_choice
from simulator.cli.base.suites.emulated import add_emulating
from simulator.cli.base.suites.serving import add_serving
from simulator.cli.base.telling import tell
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.cli.base.heard.suite import SuiteSounds
    from simulator.cli.base.output import OutputPlan
    from simulator.model.scenario.verdict import SuiteResult
    from simulator.responders.hosting.server import Server
    from simulator.scenario.flows import Flows
    from simulator.scenario.suite import Options, Selection, Suite
    from simulator.server.testing.triggering import TriggerEmulator

HELP = "replay scenario files and folders: pass, warn or fail"
EXAMPLE = "callflow test scenarios --tag smoke --workers 4 --format junit:report.xml"

MOST_RERUNS = 100
SAME = ("account", "backend", "serve", "emulator_port")
"""Options that have a say in what a scenario comes to."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="scenario files, PATH:LINE for the scenario on that line, and folders: what is hidden, built, installed "
        "or in .gitignore is left out",
    )
    add_choice(command)
    command.add_argument("--fail-fast", action="store_true", help="stop after the first failure")
    command.add_argument(
        "--fail-on",
        choices=("error", "warning", "info"),
        default="error",
        help="exit with 1 where a scenario fails; from warning on also where one warns; from info on also where one is "
        "skipped or fails as expected",
    )
    command.add_argument(
        "--rerun", metavar="N", type=int, default=0, help="run a scenario that fails again, alone, up to N times"
    )
    add_workers(command)
    command.add_argument("--account", metavar="FILE", help="account file instead of the flows' own")
    add_serving(command)
    add_emulating(command)
    command.add_argument(
        "--update", action="store_true", help="write what was found into the expectations that do not hold"
    )
    add_output(command, names("simulator.render.report"))
    add_sounds(command)
    add_secrets(command)
    add_coverage(command, names("simulator.render.coverage"))
    add_require(command, "; turns --cov on")
    add_watch(command)


def run(options: argparse.Namespace) -> int:
    """Run what is chosen; 1 where something failed or a file is at fault, 2 where no backend was there to run it.

    Ctrl-C stops the run, and every report is written of what ran until then.
    """
    from simulator.cli.base.stopping import STOPPING

    with STOPPING.held():
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    from simulator.cli.base import coverage as _coverage
    from simulator.cli.base import output as _output
    from simulator.cli.base.heard.suite import SuiteSounds
    from simulator.cli.base.parser import MISUSE
    from simulator.cli.base.suites import last_failed as _last_failed
    from simulator.cli.base.suites.serving import tell_of
    from simulator.render.sharing import rendered
    from simulator.scenario.flows import Flows

    _check(options)
    plan = _output.plan(options, "report")
    wanted = _coverage.wanted(options)
    flows, sounds = Flows(options.account, options.backend), SuiteSounds.of(options)
    with ExitStack() as ending:
        result, server = _result(options, _keeps(options, plan), wanted is not None, flows, ending, sounds)
        _last_failed.remember(result)
        shared = _masked(result, options, plan, flows)
        _output.deliver(plan, lambda name, colour: rendered("report", name, shared, colour, options.show_secrets))
        enough = wanted is None or _coverage.measure(wanted, plan, result, flows)
        sounds.write(result)
    tell_of(server, not result.ok)
    if result.nothing_ran:
        _tell(result, plan)
        return MISUSE
    return 0 if result.ok and enough else 1


def _check(options: argparse.Namespace) -> None:
    """Raise UsageError where an option cannot be used."""
    from simulator.cli.base.suites.serving import checked
    from simulator.errors import UsageError

    options.workers = workers_of(options)
    if not 0 <= options.rerun <= MOST_RERUNS:
        raise UsageError(f"--rerun {options.rerun}: expected 0 to {MOST_RERUNS}")
    checked(options)


def _keeps(options: argparse.Namespace, plan: OutputPlan) -> bool:
    """Whether each call is kept with its verdict."""
    return (
        options.update
        or options.audio is not None
        or options.measure
        or "html" in {plan.plain, *(name for name, _ in plan.reports)}
    )


def _result(
    options: argparse.Namespace, keep: bool, trails: bool, flows: Flows, ending: ExitStack, sounds: SuiteSounds
) -> tuple[SuiteResult, Server | None]:
    """What the suite comes to, as far as nobody stops it, and the server that is ended with `ending`."""
    from attrs import evolve

    from simulator.cli.base.progress import Progress
    from simulator.cli.base.stopping import STOPPING
    from simulator.cli.base.suites.choosing import choice
    from simulator.cli.base.suites.emulated import address_for, emulating
    from simulator.cli.base.suites.scenarios import suite_of
    from simulator.cli.base.suites.serving import serving
    from simulator.model.scenario.verdict import SuiteResult
    from simulator.scenario.found.at_line import named_path
    from simulator.scenario.suite import run_suite

    try:
        with STOPPING.open():
            places = [named_path(path) for path in options.paths]
            suite = suite_of([one.path for one in places])
            chosen = choice(options, places, suite, flows)
            some = chosen.of(suite.scenarios)
            sounds.plan(some)
            progress = Progress(len(some))
            triggers = ending.enter_context(emulating(options, some))
            server = ending.enter_context(serving(options, some, flows, address_for(triggers)))
    except KeyboardInterrupt:
        return SuiteResult(interrupted=True), None
    how = _how(options, chosen, keep, trails, triggers)
    result = run_suite(suite, how, progress.step, STOPPING.open)
    progress.clear()
    if options.update and not result.interrupted:
        result = _updated(result, suite, how)
    return evolve(result, fail_on=options.fail_on), server


def _how(
    options: argparse.Namespace, chosen: Selection, keep: bool, trails: bool, triggers: TriggerEmulator | None
) -> Options:
    from simulator.scenario.suite import Options

    return Options(
        chosen,
        options.workers,
        options.fail_fast,
        options.account,
        options.backend,
        keep,
        trails,
        apart=True,
        reruns=options.rerun,
        again=_again(options),
        tell=tell,
        triggers=triggers,
        measured=measured_folder(options),
    )


def _masked(result: SuiteResult, options: argparse.Namespace, plan: OutputPlan, flows: Flows) -> SuiteResult:
    """The result with what is to be masked, where a report is meant to be shared."""
    from simulator.render.sharing import SHARED

    if options.show_secrets or not SHARED & {plan.plain, *(name for name, _ in plan.reports)}:
        return result
    from attrs import evolve

    from simulator.scenario.secrets import secrets_of

    return evolve(result, secrets=secrets_of(result.verdicts, flows))


def _tell(result: SuiteResult, plan: OutputPlan) -> None:
    """Say on standard error why nothing ran, where standard output does not."""
    if plan.plain != "text" or plan.output is not None:
        for cause in result.unreached:
            tell(f"no scenario could run: {cause}")


def _again(options: argparse.Namespace) -> tuple[str, ...]:
    """The options that a failed scenario was run with, for the command that runs it again."""
    given = ((f"--{name.replace('_', '-')}", getattr(options, name)) for name in SAME)
    words = tuple(word for option, value in given if value is not None for word in (option, str(value)))
    return (*words, *measuring(options))


def _updated(result: SuiteResult, suite: Suite, how: Options) -> SuiteResult:
    """Rewrite what does not hold, say on standard error what was done, and run everything again."""
    from pathlib import Path

    from simulator.cli.base.stopping import STOPPING
    from simulator.scenario.suite import load_suite, run_suite
    from simulator.scenario.update import update

    for line in update(result):
        tell(line)
    return run_suite(load_suite(map(Path, suite.files)), how, stoppable=STOPPING.open)
