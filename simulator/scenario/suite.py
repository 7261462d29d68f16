"""Many scenarios: found in files and folders, chosen, run in one process or several, always in the same order."""

from __future__ import annotations

from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve, field

from simulator.errors import UsageError
from simulator.files.reading import read_given
from simulator.model.garbage import garbage_held
from simulator.model.record import frozen
from simulator.model.scenario.verdict import SuiteResult, Unreadable
from simulator.scenario.flows import Flows
from simulator.scenario.found.at_line import Shard
from simulator.scenario.found.choosing import named, tagged
from simulator.scenario.found.collecting import collect
from simulator.scenario.hosted import wants_apart
from simulator.scenario.reading.scenario_file import read_scenarios, unlisted, unread
from simulator.scenario.real_time import Watch
from simulator.scenario.run import flaky, run_scenario, with_trail

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict
    from simulator.running.spreading.crew import Workers
    from simulator.scenario.found.collecting import LeftOut
    from simulator.scenario.triggering.port import TriggerRunner

    EachVerdict = Callable[[Verdict], None]
    Stoppable = Callable[[], AbstractContextManager[None]]


@frozen(eq=False)
class Suite:
    """The scenarios of files and folders, in order, and the files that are at fault."""

    scenarios: tuple[Scenario, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    files: tuple[str, ...] = ()


@frozen
class Selection:
    """Which scenarios run: those that one of `tags` takes, that `part` names (`-k`), and of `ids` (None: all).

    Of these, what falls to `shard`.
    """

    tags: tuple[str, ...] = ()
    part: str = ""
    ids: frozenset[str] | None = None
    shard: Shard = field(factory=Shard)

    def of(self, scenarios: Sequence[Scenario]) -> list[Scenario]:
        """Those that are chosen, in their order. Raises UsageError where `part` or one of `tags` cannot be read."""
        return self.shard.of(self.all_shards(scenarios))

    def all_shards(self, scenarios: Sequence[Scenario]) -> list[Scenario]:
        """Those that are chosen for all shards together."""
        found = tagged(self.tags, named(self.part, scenarios))
        return [one for one in found if self.ids is None or one.id in self.ids]


def no_word(_line: str) -> None:
    """Nobody wants to know."""


@frozen(eq=False)
class Options:
    """How a suite is run; `keep_runs` keeps each call with its verdict.

    `account` and `backend` take the place of every flow's. `trails` keeps of each call what coverage counts, however
    many workers there are. `apart`: scenarios whose backend runs in this process run in one of their own, which can be
    ended, unless somebody looks into this one. One that fails is run again alone, up to `reruns` times. `again` are
    further words for the command that runs a failed scenario again: options that it was run with. `tell` gets a line
    where `workers` would cost time: then processes are not used, and a Dask cluster is. `triggers` plays scenarios
    that begin with one. Files of prompts play as long as they are where `measured` names their folder ("": none, those
    of this machine alone).
    """

    choice: Selection = field(factory=Selection)
    workers: Workers = 1
    fail_fast: bool = False
    account: str | None = None
    backend: str | None = None
    keep_runs: bool = True
    trails: bool = False
    apart: bool = False
    reruns: int = 0
    again: tuple[str, ...] = field(default=(), kw_only=True)
    tell: Callable[[str], None] = field(default=no_word, kw_only=True)
    triggers: TriggerRunner | None = field(default=None, kw_only=True)
    measured: str | None = field(default=None, kw_only=True)


def scenario_files(paths: Iterable[str]) -> tuple[Path, ...]:
    """Every scenario file that paths name or hold, by name. Raises UsageError where there is none."""
    return collect(paths).files


def load_suite(files: Iterable[Path], shut: Iterable[LeftOut] = ()) -> Suite:
    """Read every file; one that is at fault, or cannot be read at all, does not disturb the others.

    Folders that are `shut` are at fault too: what is in them is not tested. Raises UsageError if nothing can be read.
    """
    with garbage_held():  # nothing that is read becomes garbage
        return _load(files, [Unreadable(one.name, None, (unlisted(one.name, one.why),)) for one in shut])


def _load(files: Iterable[Path], unreadable: list[Unreadable]) -> Suite:
    scenarios: list[Scenario] = []
    names: list[str] = []
    why = ""
    for file in files:
        name = file.as_posix()
        names.append(name)
        try:
            raw = read_given(file)
        except OSError as error:
            unreadable.append(Unreadable(name, None, (unread(name, error),)))
            why = why or f'"{name}" cannot be read: {error.strerror}'
            continue
        found, faults = read_scenarios(raw, file.parent, name)
        scenarios += found
        if faults:
            unreadable.append(Unreadable(name, raw.decode(errors="replace"), faults))
    if why and all(one.source is None for one in unreadable) and not scenarios:
        raise UsageError(why)
    return Suite(tuple(scenarios), tuple(unreadable), tuple(names))


def run_suite(
    suite: Suite,
    options: Options | None = None,
    progress: EachVerdict | None = None,
    stoppable: Stoppable | None = None,
) -> SuiteResult:
    """Run what is chosen of a suite; verdicts come in the order of files and lines, however many workers there are.

    With `stoppable`, which is then around all that runs, KeyboardInterrupt stops it, and what ran until then stands.
    """
    options = options or Options()
    chosen = options.choice.of(suite.scenarios)
    watch, interrupted = Watch(), False
    verdicts: list[Verdict] = []
    while len(verdicts) < len(chosen) and not interrupted:
        found, interrupted = _some(chosen[len(verdicts) :], options, progress, stoppable)
        verdicts += [_told(_again(one, options, stoppable), watch, options.again) for one in found]
        if options.fail_fast and verdicts and verdicts[-1].outcome == "fail":
            break
    left_out, not_run = len(suite.scenarios) - len(chosen), len(chosen) - len(verdicts)
    return SuiteResult(
        tuple(verdicts),
        suite.unreadable,
        left_out,
        not_run,
        started=watch.started,
        took=watch.passed(),
        interrupted=interrupted,
    )


def _some(
    chosen: Sequence[Scenario], options: Options, progress: EachVerdict | None, stoppable: Stoppable | None
) -> tuple[list[Verdict], bool]:
    """The verdicts on all of them, or on those to the first failure; and whether somebody stopped it."""
    verdicts: list[Verdict] = []
    found = _running(chosen, options)
    if stoppable is None:
        _collect(verdicts, found, options, progress)
        return verdicts, False
    interrupted = _stopped(stoppable, lambda: _collect(verdicts, found, options, progress))
    _collect(verdicts, _rest(found) if interrupted else iter(()), options, None)
    return verdicts, interrupted


def _stopped(stoppable: Stoppable, work: Callable[[], None]) -> bool:
    try:
        with stoppable():
            work()
    except KeyboardInterrupt:
        return True
    return False


def _rest(found: Generator[Verdict, None, None]) -> Iterator[Verdict]:
    """What had come already when somebody stopped it."""
    with suppress(KeyboardInterrupt):
        yield found.throw(KeyboardInterrupt())
        yield from found


def _collect(verdicts: list[Verdict], found: Iterator[Verdict], options: Options, progress: EachVerdict | None) -> None:
    for verdict in found:
        verdicts.append(verdict if options.keep_runs else evolve(verdict, run=None))
        if progress is not None:
            progress(verdict)
        if options.fail_fast and verdict.outcome == "fail":
            break


def _told(verdict: Verdict, watch: Watch, words: Sequence[str]) -> Verdict:
    """A verdict with the time that it may tell, and with all words of the command that shows it again."""
    found = watch.told(verdict)
    return _with_words(found, words) if words and found.failures else found


def _with_words(verdict: Verdict, words: Sequence[str]) -> Verdict:
    from shlex import join

    more = f" {join(words)}"
    told = (evolve(one, reproduce=one.reproduce + more) if one.reproduce else one for one in verdict.failures)
    return evolve(verdict, failures=tuple(told))


def _again(verdict: Verdict, options: Options, stoppable: Stoppable | None) -> Verdict:
    """The same, or what came of it when it was run again, alone; where nothing was judged, that would be no help."""
    if verdict.outcome == "fail" and verdict.judged:
        alone = evolve(options, workers=1, reruns=0)
        for number in range(options.reruns):
            found, _ = _some([verdict.scenario], alone, None, stoppable)
            if found and found[0].outcome != "fail":
                return flaky(verdict, found[0], number + 1)
    return verdict


def _running(chosen: Sequence[Scenario], options: Options) -> Generator[Verdict, None, None]:
    """The verdicts in order; what begins with a trigger runs here, where the emulator is."""
    for poked, some in groupby(chosen, lambda one: one.trigger is not None):
        yield from _flows_of(list(some), evolve(options, workers=1, apart=False) if poked else options)


def _flows_of(chosen: Sequence[Scenario], options: Options) -> Generator[Verdict, None, None]:
    flows = Flows(options.account, options.backend, options.measured, triggers=options.triggers)

    def alone(some: Sequence[Scenario]) -> Generator[Verdict, None, None]:
        for scenario in some:
            verdict = run_scenario(scenario, flows)
            yield with_trail(verdict) if options.trails else verdict

    def by_workers(some: Sequence[Scenario]) -> Generator[Verdict, None, None]:
        from simulator.scenario._workers import run_in_workers

        whose = (options.account, options.backend, options.measured)
        return run_in_workers(some, processes, whose, trails=options.trails, runs=options.keep_runs)

    if isinstance(options.workers, str) and len(chosen) > 1:
        from simulator.scenario.several.clustered import run_in_cluster

        whose = (options.account, options.backend, options.measured)
        yield from run_in_cluster(chosen, options.workers, whose, trails=options.trails, runs=options.keep_runs)
        return
    processes = 1 if isinstance(options.workers, str) else options.workers
    many = processes > 1 and len(chosen) > 1
    if (many or options.apart) and wants_apart(chosen, options.backend):
        yield from by_workers(chosen)
    elif many:
        from simulator.scenario.sharing import shared

        yield from shared(chosen, processes, alone, by_workers, options.tell)
    else:
        yield from alone(chosen)
