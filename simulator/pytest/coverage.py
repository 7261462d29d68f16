"""Coverage under pytest: counted where tests run, put together on the controller where xdist shares the work."""

from __future__ import annotations

from hashlib import blake2s
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from simulator.api.flow import load
from simulator.errors import CallflowError, UsageError
from simulator.exploring.coverage.counted import trail_of
from simulator.exploring.coverage.counting import Counting
from simulator.loading.files.coverage_file import read_coverage
from simulator.model.behaviour.ground import required, weaker
from simulator.model.reports.coverage import CoverageCounts, bound, falls_short
from simulator.model.reports.coverage_merge import merge
from simulator.render.coverage_words import line_notes, why_so
from simulator.render.formats import renderer
from simulator.render.output import formats, write
from simulator.render.sharing import rendered
from simulator.scenario.covering import count
from simulator.scenario.run import with_trail

if TYPE_CHECKING:
    from simulator.model.behaviour.ground import Ground
    from simulator.model.scenario.verdict import Verdict
    from simulator.running.dry_run import DryRun
    from simulator.scenario.flows import Flows

NAME = "callflow-coverage"
"""How the plugin that measures is registered."""
REQUIRE = "--callflow-cov-require"


def switch_on(config: pytest.Config) -> None:
    """Measure this session. Raises pytest's own UsageError where an option cannot be used."""
    try:
        plain, reports = formats(config.option.callflow_cov_format, "coverage", "--callflow-cov-format")
        under = bound(config.option.callflow_cov_fail_under, "--callflow-cov-fail-under")
        require = required(config.option.callflow_cov_require, REQUIRE)
    except UsageError as error:
        raise pytest.UsageError(str(error)) from None
    config.pluginmanager.register(Measuring(config, plain, reports, under, require), NAME)


class Measuring:
    """Counts the calls of scenarios and of the fixture; with xdist each worker sends what it counted."""

    def __init__(
        self, config: pytest.Config, plain: str, reports: Any, under: float | None, require: Ground | None
    ) -> None:
        self._config, self._plain, self._reports, self._under, self._require = config, plain, reports, under, require
        self._show_secrets = config.option.callflow_cov_show_secrets
        self._counting = Counting(config.invocation_params.dir, monotonic)
        self._coverage = CoverageCounts()
        self._missing = ""

    def scenario(self, verdict: Verdict, flows: Flows) -> None:
        """The call of a scenario."""
        count(self._counting, [with_trail(verdict)], flows)

    def called(self, run: DryRun, source: Any, options: dict[str, Any]) -> None:
        """A call of the fixture, with the options of `simulator.run`."""
        account, backend = options.get("account"), options.get("backend")
        loaded = load(source, account=account, backend=backend)
        flow = loaded.flow_file
        variant = [] if loaded.file else [f"{loaded.kind} {blake2s(loaded.raw, digest_size=4).hexdigest()}"]
        flow = flow if loaded.file else evolve(flow, file="inline")
        given = {"account": account, "backend": backend}
        variant += [f"{name} {value}" for name, value in given.items() if value is not None]
        self._counting.add(flow, trail_of(run), ", ".join(variant))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker of xdist is done; one that crashed has sent nothing."""
        text = getattr(node, "workeroutput", {}).get(NAME)
        if text is not None:
            self._coverage = merge(self._coverage, read_coverage(text.encode(), f"worker {node.gateway.id}"))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Explore what was called; a worker sends it, everybody else writes reports and judges."""
        self._coverage = merge(self._coverage, self._counting.coverage())
        sent: dict[str, str] | None = getattr(self._config, "workeroutput", None)
        if sent is not None:
            sent[NAME] = renderer("coverage", "json")(self._coverage)
            return
        missing = falls_short(self._coverage, self._under, "--callflow-cov-fail-under")
        why = why_so(self._coverage)
        unknown = weaker(self._require, self._coverage.ground, "what there is to cover", why, REQUIRE)
        self._missing = "\n".join(filter(None, (missing, unknown)))
        try:
            for name, path in self._reports:
                write(self._config.invocation_params.dir / path, self._rendered(name))
        except CallflowError as error:
            self._missing = str(error)
        if self._missing and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """The table, and what is missing."""
        terminalreporter.section("coverage of call flows")
        terminalreporter.write(self._rendered(self._plain, terminalreporter.hasmarkup))
        if note := line_notes(self._coverage, [self._plain, *(name for name, _ in self._reports)]):
            terminalreporter.write_line(note)
        if self._missing:
            terminalreporter.write_line(self._missing, red=True)

    def _rendered(self, name: str, colour: bool = False) -> str:
        return rendered("coverage", name, self._coverage, colour, self._show_secrets)
