"""The command line run in this process, in a folder with the booking scenario."""

from __future__ import annotations

import shlex
import shutil
from typing import TYPE_CHECKING, Protocol

import pytest
from attrs import frozen

from simulator.cli.base.main import run_command_line
from tests.bodies import BOOKING, BOOKING_ACCOUNT

if TYPE_CHECKING:
    from pathlib import Path


@frozen
class Done:
    """What a command came to."""

    status: int
    out: str
    err: str


class Callflow(Protocol):
    """`callflow("check booking.json")`; further arguments are taken as they are."""

    def __call__(self, line: str, *arguments: object) -> Done: ...


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of the command: `booking.json` and `account.yaml`."""
    shutil.copy(BOOKING, tmp_path / "booking.json")
    shutil.copy(BOOKING_ACCOUNT, tmp_path / "account.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def callflow(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callflow:
    def run(line: str, *arguments: object) -> Done:
        status = run_command_line([*shlex.split(line), *map(str, arguments)])
        return Done(status, *capsys.readouterr())

    return run
