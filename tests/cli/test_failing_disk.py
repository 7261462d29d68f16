"""A disk that fails at each write of every command that writes: each file is the old one or the new one, whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.cli.base.main import run_command_line
from tests.files.faulty import TROUBLES, Disk, Killed, Trouble
from tests.files.test_writing import state
from tests.scenario.calls import FLOW, write

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

SLIPS = b'{"callflow": [{"action": "hangup", "params": {}},]}\n'
FAILING = "...\ncaller: ['1', '2']\nexpect: {session: BUSY}\n"

TOGETHER = {
    "init": "init made/here",
    "generate": "generate t.flow.yaml --shortest --output out --force",
    "update": "test a.scenario.yaml b.scenario.yaml --update",
    "replay": "replay log.jsonl --flow t.flow.yaml --save kept",
}
"""Commands that write all of their files or none."""
EACH = {
    "fix": "check --fix slips.json other.json",
    "output": "check booking.json --output found.txt --force",
    "reports": "check booking.json --format json:found.txt --format sarif:deep/in/found.sarif",
    "save": "run t.flow.yaml --dtmf 1 --save old.scenario.yaml --force",
    "record": "run t.flow.yaml --dtmf 1 --record-replies old.flow.yaml --force",
    "run": "run t.flow.yaml --dtmf 1 --format webhooks:found.txt",
    "test": "test a.scenario.yaml --format junit:found.txt --cov-format json:found.json",
    "graph": "graph booking.json --format svg --output found.svg",
    "explore": "explore t.flow.yaml --format html:found.txt",
    "diff": "diff t.flow.yaml old.flow.yaml --format json:found.txt",
    "faults": "faults t.flow.yaml --format markdown:found.txt",
    "coverage": "coverage combine counted.json --output found.txt --force --format json:more.json",
    "schema": "schema flow --output found.txt --force",
}
"""Commands that write each of their files by itself."""
COMMANDS = TOGETHER | EACH


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with something to lose."""
    folder = tmp_path_factory.mktemp("whole")
    write(folder, FAILING)
    write(folder, FAILING.replace("BUSY", "BUSY, error: -2003"), "b.scenario.yaml")
    (folder / "booking.json").write_text(json.dumps(FLOW["request"]), encoding="utf-8")
    (folder / "old.flow.yaml").write_text(json.dumps(FLOW).replace("Thank you", "Thanks"), encoding="utf-8")
    for name in ("slips.json", "other.json"):
        (folder / name).write_bytes(SLIPS)
    for name in ("found.txt", "old.scenario.yaml", "more.json"):
        (folder / name).write_text("what was there before\n" * 99, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        run_command_line(["test", "a.scenario.yaml", "--cov-format", "json:counted.json"])
        run_command_line(["run", "t.flow.yaml", "--dtmf", "1", "--format", "webhooks:log.jsonl"])
        run_command_line(["generate", "t.flow.yaml", "--shortest", "--output", "out"])
    shutil.rmtree(folder / ".callflow_cache")
    for file in (folder / "out").iterdir():
        file.write_text("# mine\n", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are the same each time: without it they tell when they were written and how long it took."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_file_is_the_old_one_or_the_new_one(name: str, whole: Path, folder: Path, callflow: Callflow) -> None:
    """The three troubles take turns; `test_at_every_call` has each at every call."""
    _strike(name, whole, folder, callflow, TROUBLES)


@pytest.mark.slow
@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("name", COMMANDS)
def test_at_every_call(name: str, trouble: Trouble, whole: Path, folder: Path, callflow: Callflow) -> None:
    _strike(name, whole, folder, callflow, (trouble,))


def _strike(name: str, whole: Path, folder: Path, callflow: Callflow, troubles: tuple[Trouble, ...]) -> None:
    before = _fresh(whole, folder)
    with pytest.MonkeyPatch.context() as patch:
        count = Disk().under(patch)
        callflow(COMMANDS[name])
    new = state(folder)
    assert new != before
    assert count.calls
    for at in range(count.calls):
        _fresh(whole, folder)
        trouble = troubles[at % len(troubles)]
        told, disk = _struck(COMMANDS[name], callflow, Disk(at, trouble))
        _holds(state(folder), before, new, killed=trouble == "kill", together=name in TOGETHER, struck=disk.struck)
        assert trouble == "kill" or not told or (told.count("\n") == 1 and "cannot be written: " in told)


def _fresh(whole: Path, folder: Path) -> dict[str, bytes | None]:
    for inside in folder.iterdir():
        shutil.rmtree(inside) if inside.is_dir() else inside.unlink()
    shutil.copytree(whole, folder, dirs_exist_ok=True)
    return state(folder)


def _struck(line: str, callflow: Callflow, disk: Disk) -> tuple[str, Disk]:
    """What the command says of a failing disk in the end."""
    with pytest.MonkeyPatch.context() as patch:
        disk.under(patch)
        try:
            done = callflow(line)
        except Killed:
            return "", disk
    assert "Traceback" not in done.err
    lines = [one for one in done.err.splitlines(keepends=True) if "cannot be written" in one]
    assert done.status == 2 if lines else done.status in (0, 1)
    return "".join(lines), disk


def _holds(
    now: dict[str, bytes | None],
    before: dict[str, bytes | None],
    new: dict[str, bytes | None],
    *,
    killed: bool,
    together: bool,
    struck: str,
) -> None:
    files = {file: raw for file, raw in now.items() if raw is not None}
    siblings = {file for file in files if file.endswith(".tmp")}
    assert not siblings or killed or struck == "unlink"
    for file in files.keys() - siblings:
        assert files[file] in (before.get(file), new.get(file)), file
    assert before.keys() - now.keys() == set()
    if together and not killed:
        own = {file: raw for file, raw in now.items() if file not in siblings and ".callflow_cache" not in file}
        assert own in [
            {file: raw for file, raw in one.items() if ".callflow_cache" not in file} for one in (before, new)
        ]
