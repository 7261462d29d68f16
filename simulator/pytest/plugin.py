"""The pytest plugin: collects scenario files beside other tests, and has fixtures: `callflow`, `callflow_emulator`.

Nothing is imported here before it is used: pytest loads this module in every project where the package is installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from simulator.pytest.fixture import Callflow
    from simulator.server.emulator import Emulator
    from simulator.server.testing.triggering import TriggerEmulator


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of coverage."""
    group = parser.getgroup("callflow")
    group.addoption(
        "--callflow-cov", action="store_true", help="measure which places and edges of call flows are covered"
    )
    group.addoption(
        "--callflow-cov-format",
        metavar="NAME[:FILE]",
        action="append",
        default=[],
        help="html, json, lcov, ...: how that is shown; with :FILE a further report; turns --callflow-cov on",
    )
    group.addoption(
        "--callflow-cov-fail-under",
        metavar="PERCENT",
        help="fail where fewer edges are covered, 0 to 100; turns --callflow-cov on",
    )
    group.addoption(
        "--callflow-cov-require",
        metavar="GROUND",
        help="fail where what there is to cover is known less firmly: proved, tried or assumed; turns "
        "--callflow-cov on",
    )
    group.addoption(
        "--callflow-cov-show-secrets",
        action="store_true",
        help="do not mask entries that a backend's source or data hold in the html report",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Load what measures coverage, where that is asked for."""
    given = config.option
    asked = (given.callflow_cov, given.callflow_cov_format, given.callflow_cov_fail_under, given.callflow_cov_require)
    if any(one not in (False, [], None) for one in asked):
        from simulator.pytest.coverage import switch_on

        switch_on(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A scenario file is a collector of its scenarios."""
    if ".scenario." not in file_path.name.casefold():
        return None
    from simulator.pytest.collecting import scenario_file

    return scenario_file(file_path, parent)


def pytest_report_collectionfinish(config: pytest.Config) -> str | None:
    """Say which scenario files were left out, where there are scenarios at all."""
    import sys

    collecting = sys.modules.get("simulator.pytest.collecting")
    return None if collecting is None else collecting.left_out(config)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Shut down what was started for scenarios and for the fixture, if anything was."""
    import sys

    items = sys.modules.get("simulator.pytest.items")
    if items is not None:
        items.finish(session)
    emulated = sys.modules.get("simulator.pytest.emulated")
    if emulated is not None:
        emulated.finish(session.config)
    ending = sys.modules.get("simulator.responders.hosting.ending")
    if ending is not None:
        ending.end_backends()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the scenarios that passed with a warning, and the backends for want of which some did not run."""
    warned = _told(terminalreporter, "passed", "callflow warning")
    if warned:
        terminalreporter.section("scenarios that passed with a warning")
        for node, text in warned:
            terminalreporter.write_line(f"{node}\n{text}")
    unreached = [text for _, text in _told(terminalreporter, "failed", "callflow unreached")]
    if unreached:
        terminalreporter.section("backends that cannot be reached or started")
        for cause in dict.fromkeys(unreached):
            terminalreporter.write_line(f"{unreached.count(cause)} of the scenarios did not run: {cause}", red=True)
    told = [one for outcome in ("passed", "failed") for one in _told(terminalreporter, outcome, "callflow waited")]
    waited = [float(text) for _, text in told]
    if waited:
        calls = f"{len(waited)} call{'' if len(waited) == 1 else 's'}"
        terminalreporter.write_line(f"waited {sum(waited):g} s for answers that never came, in {calls}")


def _told(terminalreporter: Any, outcome: str, name: str) -> list[tuple[str, str]]:
    """What items of an outcome have to tell under a name."""
    reports = terminalreporter.stats.get(outcome, ())
    return [(one.nodeid, text) for one in reports for told, text in one.user_properties if told == name]


def _fixtures() -> tuple[Any, ...]:
    import pytest

    @pytest.fixture
    def callflow(request: pytest.FixtureRequest) -> Callflow:
        """Runs calls from a test: `callflow.run("booking.flow.yaml", dtmf="1 2").session("COMPLETED")`."""
        from simulator.pytest.fixture import Callflow

        return Callflow(request.path.parent, request.config.pluginmanager.get_plugin("callflow-coverage"))

    @pytest.fixture(scope="session")
    def callflow_emulator_server(pytestconfig: pytest.Config) -> TriggerEmulator:
        """One emulator for all tests of the session; programs that are started once have its `base_url`."""
        from simulator.pytest.emulated import emulator_of

        return emulator_of(pytestconfig)

    @pytest.fixture
    def callflow_emulator(callflow_emulator_server: TriggerEmulator) -> Emulator:
        """The platform on a free port, reset: `callflow_emulator.base_url`, `.lines`, `.faults`, `.wait()`."""
        callflow_emulator_server.reset()
        return callflow_emulator_server

    return callflow, callflow_emulator_server, callflow_emulator


callflow, callflow_emulator_server, callflow_emulator = _fixtures()
