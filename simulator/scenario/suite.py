"""Many scenarios: found in files and folders, chosen, run in one process or several, always in the same order."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from attrs import evolve, field

from simulator.errors import UsageError
from simulator.files.reading import read_given
from simulator.model.record import frozen
from simulator.model.scenario.verdict import SuiteResult, Unreadable
from simulator.scenario.flows import Flows
from simulator.scenario.found.choosing import named
from simulator.scenario.found.collecting import collect
from simulator.scenario.hosted import wants_apart
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario, with_trail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict

    EachVerdict = Callable[[Verdict], None]


@frozen(eq=False)
class Suite:
    """The scenarios of files and folders, in order, and the files that are at fault."""

    scenarios: tuple[Scenario, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    files: tuple[str, ...] = ()


@frozen
class Selection:
    """Which scenarios run: those with one of `tags`, that `part` names (`-k`), and of `ids` (None: all)."""

    tags: tuple[str, ...] = ()
    part: str = ""
    ids: frozenset[str] | None = None

    def of(self, scenarios: Sequence[Scenario]) -> list[Scenario]:
        """Those that are chosen, in their order. Raises UsageError where `part` cannot be read."""
        return [one for one in named(self.part, scenarios) if self._takes(one)]

    def _takes(self, scenario: Scenario) -> bool:
        if self.tags and not set(self.tags) & set(scenario.tags):
            return False
        return self.ids is None or scenario.id in self.ids


@frozen(eq=False)
class Options:
    """How a suite is run; `keep_runs` keeps each call with its verdict.

    `trails` keeps of each call what coverage counts, however many workers there are. `apart`: scenarios whose backend
    runs in this process run in one of their own, which can be ended, unless somebody looks into this one.
    """

    choice: Selection = field(factory=Selection)
    workers: int = 1
    fail_fast: bool = False
    account: str | None = None
    keep_runs: bool = True
    trails: bool = False
    apart: bool = False


def scenario_files(paths: Iterable[str]) -> tuple[Path, ...]:
    """Every scenario file that paths name or hold, by name. Raises UsageError where there is none."""
    return collect(paths).files


def load_suite(files: Iterable[Path]) -> Suite:
    """Read every file; one at fault does not disturb the others. Raises UsageError where one is not there."""
    # Nothing that is read becomes garbage, and looking for it would take a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(files)
    finally:
        if collecting:
            gc.enable()


def _load(files: Iterable[Path]) -> Suite:
    scenarios: list[Scenario] = []
    unreadable: list[Unreadable] = []
    names: list[str] = []
    for file in files:
        name = file.as_posix()
        names.append(name)
        try:
            raw = read_given(file)
        except OSError as error:
            raise UsageError(f'"{name}" cannot be read: {error.strerror}') from None
        found, faults = read_scenarios(raw, file.parent, name)
        scenarios += found
        if faults:
            unreadable.append(Unreadable(name, raw.decode(errors="replace"), faults))
    return Suite(tuple(scenarios), tuple(unreadable), tuple(names))


def run_suite(suite: Suite, options: Options | None = None, progress: EachVerdict | None = None) -> SuiteResult:
    """Run what is chosen of a suite; verdicts come in the order of files and lines, however many workers there are."""
    options = options or Options()
    chosen = options.choice.of(suite.scenarios)
    verdicts: list[Verdict] = []
    for verdict in _running(chosen, options):
        verdicts.append(verdict if options.keep_runs else evolve(verdict, run=None))
        if progress is not None:
            progress(verdict)
        if options.fail_fast and verdict.outcome == "fail":
            break
    left_out = len(suite.scenarios) - len(chosen)
    return SuiteResult(tuple(verdicts), suite.unreadable, left_out, len(chosen) - len(verdicts))


def _running(chosen: Sequence[Scenario], options: Options) -> Iterator[Verdict]:
    if (options.workers > 1 and len(chosen) > 1) or (options.apart and wants_apart(chosen)):
        from simulator.scenario._workers import run_in_workers

        account, trails = options.account, options.trails
        yield from run_in_workers(chosen, options.workers, account, trails=trails, runs=options.keep_runs)
        return
    flows = Flows(options.account)
    for scenario in chosen:
        verdict = run_scenario(scenario, flows)
        yield with_trail(verdict) if options.trails else verdict
