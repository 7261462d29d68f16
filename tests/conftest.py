"""Settings of the whole test suite: how many examples Hypothesis tries, and that no test writes into the tree."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import RLock

import pytest
from hypothesis import HealthCheck, settings

_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile(
    "ci", max_examples=200, derandomize=True, deadline=None, suppress_health_check=_SLOW_IS_FINE, database=None
)
settings.register_profile("fast", settings.get_profile("ci"), max_examples=50)
settings.register_profile(
    "nightly", max_examples=10_000, deadline=None, suppress_health_check=_SLOW_IS_FINE, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_BEFORE = pytest.StashKey[set[str]]()
_WRITTEN = pytest.StashKey[list[str]]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Note how the tree stands, where it is a checkout of git; workers of xdist leave that to the one in charge."""
    if not hasattr(session.config, "workerinput") and os.environ.get("UPDATE_GOLDEN") != "1":
        session.config.stash[_BEFORE] = _changed()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail where the tree was written to meanwhile."""
    before = session.config.stash.get(_BEFORE, None)
    if before is not None:
        session.config.stash[_WRITTEN] = written = sorted(before ^ _changed())
        if written and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name what was written."""
    if written := config.stash.get(_WRITTEN, []):
        terminalreporter.section("written into the tree while the tests ran: by one of them, or by you", red=True)
        terminalreporter.write_line("\n".join(written))


def _changed() -> set[str]:
    """What git calls changed or unknown, a line each; nothing where there is no git or no checkout."""
    command = ["git", "--no-optional-locks", "status", "--porcelain", "--untracked-files=all"]
    try:
        done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return set()
    return set(done.stdout.splitlines())


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Coverage locks what it notes; a signal that comes just then is handled by measured code, in the same thread.

    A worker begins to measure after this file is imported, and before it collects.
    """
    coverage = sys.modules.get("coverage")
    measured = coverage.Coverage.current() if coverage is not None else None
    collector = getattr(measured, "_collector", None)
    if getattr(collector, "data_lock", None) is not None:
        collector.data_lock = RLock()  # type: ignore[union-attr]
    if measured is not None:
        from tests._enough import Enough

        session.config.pluginmanager.register(Enough(measured))
