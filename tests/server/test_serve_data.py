"""`callflow serve --data`: what was acknowledged is there after a restart, also after kill -9."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.cli.base.main import run_command_line
from tests.server._house import MENU
from tests.server.test_serve_command import CALLFLOWS, ask, served

if TYPE_CHECKING:
    from collections.abc import Iterator

WEBHOOK = {"type": "VSS", "url": "http://127.0.0.1:9/VSS"}


def test_sessions_and_registrations_survive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = ["--data", str(tmp_path / "kept")]
    found: list[Any] = []

    def first(base: str) -> None:
        assert ask(base, "/api/v1/subaccounts/acme/webhooks", WEBHOOK)[0] == 200
        found.append(ask(base, CALLFLOWS, MENU)[1]["sessionId"])

    def second(base: str) -> None:
        found.append(ask(base, "/_sim/sessions")[1])
        found.append(ask(base, "/api/v1/subaccounts/acme/webhooks")[1])

    served(monkeypatch, data, first)
    served(monkeypatch, [*data, "--freeze"], second)
    assert [one["sessionId"] for one in found[1]["sessions"]] == [found[0]]
    assert found[1]["sessions"][0]["status"] == "LIVE"
    assert found[2]["webhooks"][0]["url"] == WEBHOOK["url"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("--freeze", "--freeze goes with --data"),
        ("--data account.yaml", '--data "account.yaml" cannot be used: File exists'),
    ],
)
def test_a_folder_that_cannot_be_used_is_told(
    arguments: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("account.yaml").write_text("{}")
    assert run_command_line(["serve", "--port", "0", *arguments.split()]) == 2
    assert why in capsys.readouterr().err


@pytest.fixture
def process(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of its own process, and where it listens."""
    command = [sys.executable, "-m", "simulator", "serve", "--port", "0", "--data", str(tmp_path / "kept")]
    root = Path(__file__).parents[2]
    environment = {name: one for name, one in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    environment["PYTHONPATH"] = str(root)
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment, cwd=tmp_path
    ) as started:
        assert started.stderr is not None
        yield started, started.stderr.readline().strip().rpartition(" ")[2]
        started.kill()


@pytest.mark.nested
def test_a_kill_loses_nothing_that_was_acknowledged(
    process: tuple[subprocess.Popen[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, base = process
    known = {ask(base, CALLFLOWS, MENU)[1]["sessionId"] for _ in range(20)}
    os.kill(started.pid, signal.SIGKILL)
    started.wait(10)
    found: list[Any] = []
    served(monkeypatch, ["--data", str(tmp_path / "kept")], lambda base: found.append(ask(base, "/_sim/sessions")[1]))
    assert {one["sessionId"] for one in found[0]["sessions"]} == known
