"""Files without an end are refused in one line, and of a stranger's file nothing is quoted."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bodies import HANGUP, SAY, request
from tests.scenario.calls import FLOW, write

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

SECRET = "hunter2secret"
STRANGERS = {
    "passwd": f"root:x:0:{SECRET}\n",
    "environ": f"PATH=/bin\0TOKEN={SECRET}\0",
    "config.json": json.dumps({"auths": {"registry": {"auth": SECRET}}}),
    "broken.json": f'{{"token": "{SECRET}"',
    "key.pem": f"-----BEGIN KEY-----\n{SECRET}\n",
    "secrets.yaml": f"db:\n  password: {SECRET}\n  - {SECRET}\n",
}


def flow(folder: Path, **parts: object) -> None:
    (folder / "t.flow.yaml").write_text(json.dumps({**FLOW, **parts}), encoding="utf-8")


def parts(name: str) -> list[dict[str, object]]:
    """A file in every place of a flow that names one."""
    row = {"when": {"clientActionId": "*"}, "reply": name}
    return [{"request": name}, {"account": name}, {"replies": [row]}, {"account": {"scenarios": {"a": name}}}]


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/dev/zero", "it is a device"),
        ("/dev/stdin", "it is a"),
        ("pipe", "it is a pipe"),
        ("link", "it is a pipe"),
        ("/proc/self/environ", "it is a file of the system"),
        ("sparse", "it has more than 64 MB"),
        (".", ""),
    ],
)
def test_a_flow_names_plain_files_only(number: int, name: str, why: str, folder: Path, callflow: Callflow) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("pipe")
    with (folder / "sparse").open("wb") as file:
        file.truncate(1 << 34)
    flow(folder, **parts(name)[number])
    for command in ("check", "run"):
        done = callflow(f"{command} t.flow.yaml")
        assert done.status == 1
        assert f"the file `{name}` cannot be read" in done.out + done.err
        assert number == 3 or why in done.out + done.err


@pytest.mark.parametrize(
    "line",
    [
        "check pipe.scenario.yaml",
        "test pipe.scenario.yaml",
        "check pipe.json",
        "run pipe.flow.yaml",
        "run booking.json --account pipe.json",
        "coverage combine pipe.json",
        "replay pipe.json --flow t.flow.yaml",
        "test a.scenario.yaml",
        "check /dev/zero",
        "coverage combine /dev/zero",
        "replay /dev/zero --flow t.flow.yaml",
        "check --fix pipe.json",
    ],
)
def test_what_the_command_line_names_is_refused_without_waiting(line: str, folder: Path, callflow: Callflow) -> None:
    write(folder, "scenario: a\nflow: pipe.flow.yaml\nexpect: {session: COMPLETED}\n")
    for name in ("pipe.json", "pipe.scenario.yaml", "pipe.flow.yaml"):
        os.mkfifo(folder / name)
    done = callflow(line)
    assert done.status in (1, 2)
    assert "it is a pipe" in done.out + done.err or "it is a device" in done.err
    assert "Traceback" not in done.err


def test_what_a_shell_opens_is_read(folder: Path, callflow: Callflow) -> None:
    end, begin = os.pipe()
    os.write(begin, json.dumps(request(SAY, HANGUP)).encode())
    os.close(begin)
    assert callflow(f"check /dev/fd/{end}").status == 0
    os.close(end)
    assert callflow("run booking.json --account /dev/null").status == 0


@pytest.fixture
def apart(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the working folder."""
    other = tmp_path_factory.mktemp("apart")
    for name, text in STRANGERS.items():
        (other / name).write_text(text, encoding="utf-8")
    return other


@pytest.mark.parametrize("name", STRANGERS)
def test_nothing_of_a_strangers_file_is_quoted(name: str, apart: Path, folder: Path, callflow: Callflow) -> None:
    (folder / "inside").symlink_to(apart / name)
    write(folder, f"scenario: a\nflow: {apart / name}\nexpect: {{answer: 1}}\n---\nscenario: b\nrequest: inside\n")
    for named in (str(apart / name), "inside"):
        for given in parts(named):
            flow(folder, **given)
            for line in ("check", "run --format json", "explore", "check --fix --diff", "graph"):
                done = callflow(f"{line} t.flow.yaml")
                assert SECRET not in done.out + done.err
                assert "--fix" in line or "is not shown" in done.out + done.err
    done = callflow("test a.scenario.yaml --format json:r.txt")
    assert SECRET not in done.out + done.err + Path("r.txt").read_text()
    assert (done.status, (done.out + done.err).count("is not shown")) >= (1, 2)


@pytest.mark.parametrize("name", [*STRANGERS, "nowhere.yaml"])
def test_nor_of_one_that_a_scenario_names_as_its_flow(name: str, apart: Path, folder: Path, callflow: Callflow) -> None:
    write(folder, f"scenario: a\nflow: {apart / name}\nexpect: {{answer: 1}}\n")
    done = callflow("test a.scenario.yaml")
    said = done.out + done.err
    assert done.status
    assert SECRET not in said
    assert ("cannot be read" if name == "nowhere.yaml" else "is not shown") in said


def test_ones_own_files_are_quoted(apart: Path, folder: Path, callflow: Callflow) -> None:
    """What the command line names, what lies beside the flow, and bodies wherever they are."""
    assert SECRET in callflow(f"check {apart / 'config.json'}").out
    flow(apart, request="config.json")
    assert SECRET in callflow(f"check {apart / 't.flow.yaml'}").out
    (apart / "body.json").write_text('{"callflow": [{"action": "dancing"}]}')
    flow(folder, request=str(apart / "body.json"))
    assert "dancing" in callflow("check t.flow.yaml").out


@pytest.mark.parametrize(
    "line",
    [
        "check LONG",
        "test LONG",
        "init LONG",
        "replay LONG --flow t.flow.yaml",
        "run LONG.flow.yaml",
        "graph booking.json --output LONG",
        "check booking.json --format json:LONG",
        "coverage combine LONG",
        "run booking.json --record-replies LONG",
    ],
)
def test_a_name_that_is_too_long_is_one_line(line: str, folder: Path, callflow: Callflow) -> None:
    done = callflow(line.replace("LONG", "x" * 300))
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "File name too long" in done.err
