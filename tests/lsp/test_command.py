"""`callflow lsp` itself: one conversation over its pipes, and what is said where the extra is missing."""

from __future__ import annotations

import importlib
import io
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

import simulator.lsp
from simulator.cli.base.main import run_command_line
from simulator.errors import MissingExtraError
from tests.lsp.client import LspClient, packed
from tests.lsp.desks import STARTER, starter


@pytest.mark.nested
def test_an_editor_starts_it_and_says_goodbye(tmp_path: Path) -> None:
    starter(tmp_path)
    account = tmp_path / "other.yaml"
    account.write_text("voiceProfiles: [de-DE-Hedda]\n")
    command = [sys.executable, "-m", "simulator", "lsp", "--stdio", "--account", account.as_posix()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        client = LspClient(process.stdin, process.stdout)
        client.initialize()
        told = client.open(tmp_path / "booking.flow.yaml", STARTER["booking.flow.yaml"])
        assert {one["code"] for one in told} == {-1002}
        client.end()
        assert process.wait(60) == 0


class _Streams:
    """Standard input and output of a command, in memory."""

    def __init__(self, given: bytes) -> None:
        self.given = io.TextIOWrapper(io.BytesIO(given))
        self.out = io.TextIOWrapper(io.BytesIO())


def test_the_end_of_its_input_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "initialize"}
    params: dict[str, object] = {"processId": None, "rootUri": None, "capabilities": {}}
    streams = _Streams(packed({**asked, "params": params}))
    monkeypatch.setattr(sys, "stdin", streams.given)
    monkeypatch.setattr(sys, "stdout", streams.out)
    assert run_command_line(["lsp"]) == 0
    streams.out.seek(0)
    assert '"serverInfo"' in streams.out.read()


def test_a_wrong_account_is_told_before_anything_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(["lsp", "--account", (tmp_path / "none.yaml").as_posix()]) == 2
    assert "there is no file" in capsys.readouterr().err


def test_without_its_libraries_it_says_which_extra_brings_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name, *more: None if name == "pygls" else found(name, *more))
    with pytest.raises(MissingExtraError, match=r"pip install 'callflow-simulator\[lsp\]'"):
        importlib.reload(simulator.lsp)
