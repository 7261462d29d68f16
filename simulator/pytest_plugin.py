"""The pytest plugin: collects `*.scenario.yaml` beside other tests, and gives tests the fixture `callflow`.

Nothing is imported here before it is used: pytest loads this module in every project where the package is installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from simulator._pytest_fixture import Callflow


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A scenario file is a collector of its scenarios."""
    if not file_path.name.endswith(".scenario.yaml"):
        return None
    from simulator._pytest_items import ScenarioFile

    return ScenarioFile.from_parent(parent, path=file_path)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the scenarios that passed with a warning."""
    warned = [
        (report.nodeid, text)
        for report in terminalreporter.stats.get("passed", ())
        for name, text in report.user_properties
        if name == "callflow warning"
    ]
    if warned:
        terminalreporter.section("scenarios that passed with a warning")
        for node, text in warned:
            terminalreporter.write_line(f"{node}\n{text}")


def _fixture() -> Any:
    import pytest

    @pytest.fixture
    def callflow(request: pytest.FixtureRequest) -> Callflow:
        """Runs calls from a test: `callflow.run("booking.flow.yaml", dtmf="1 2").session("COMPLETED")`."""
        from simulator._pytest_fixture import Callflow

        return Callflow(request.path.parent)

    return callflow


callflow = _fixture()
