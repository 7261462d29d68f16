"""A backend that is not there: one message with its cause, and no command that goes green."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from simulator.api.run import run
from tests.scenario.calls import FLOW, write

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

MANY = """
scenario: one
flow: dead.flow.yaml
---
scenario: two
flow: dead.flow.yaml
expect: {error: -2003}
---
scenario: "more ${n}"
flow: also.flow.yaml
examples: [{n: 3}, {n: 4}, {n: 5}]
"""


def nobody() -> str:
    """The address of a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/vca"


@pytest.fixture
def url(folder: Path) -> str:
    """Flow files whose backend is not there, under the address that this is."""
    where = nobody()
    for name in ("dead", "also"):
        dead = {"request": FLOW["request"], "backend": where}
        (folder / f"{name}.flow.yaml").write_text(json.dumps(dead))
    (folder / "broken.py").write_text("1 / 0\n")
    hook = run(FLOW["request"], "1").webhooks[-1].body  # type: ignore[arg-type]
    (folder / "log.jsonl").write_text(json.dumps(hook) + "\n")
    return where


@pytest.mark.parametrize(
    "command",
    [
        "run dead.flow.yaml --dtmf 1",
        "run dead.flow.yaml --format json",
        "run booking.json --backend URL",
        "explore dead.flow.yaml",
        "explore dead.flow.yaml --format json",
        "diff dead.flow.yaml also.flow.yaml",
        "diff booking.json --new-backend URL",
        "diff booking.json --old-backend URL",
        "generate dead.flow.yaml --output made",
        "generate dead.flow.yaml --shortest --output made",
        "generate dead.flow.yaml --failing 3 --output made",
        "faults dead.flow.yaml",
        "replay log.jsonl --flow dead.flow.yaml",
    ],
)
@pytest.mark.usefixtures("folder")
def test_nothing_listens_on_the_port(callflow: Callflow, url: str, command: str) -> None:
    done = callflow(command.replace("URL", url))
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        f"callflow: {url} cannot be reached: Connection refused (nothing listens there: start the server first)\n"
    )
    assert not Path("made").exists(), "nothing is written in front of a backend that is not there"


@pytest.mark.parametrize("command", ["run", "explore", "faults"])
@pytest.mark.usefixtures("url")
def test_a_backend_that_cannot_be_imported_is_told_with_its_own_lines(callflow: Callflow, command: str) -> None:
    done = callflow(f"{command} booking.json --backend python:broken:f")
    assert (done.status, done.out) == (2, "")
    first, *frames = done.err.splitlines()
    assert first == (
        "callflow: `python:broken:f` cannot be imported: ZeroDivisionError: division by zero (broken.py:1)"
    )
    assert frames[0] == '  File "broken.py", line 1, in <module>', "what Python does to import it is no news"


STARTING = """
async def app(scope, receive, send):
    await receive()
    await send({"type": "lifespan.startup.failed", "message": "no database"})
"""


@pytest.mark.parametrize(
    ("backend", "why"),
    [
        ("python:here:gone", "`python:here:gone`: the module here has no `gone`"),
        ("wsgi:nowhere:app", "`wsgi:nowhere:app`: there is no module nowhere"),
        ("wsgi:broken:app", "`wsgi:broken:app` cannot be imported: ZeroDivisionError: division by zero (broken.py:1)"),
        ("asgi:starting:app", "`asgi:starting:app` cannot be started: the app's start-up failed: no database"),
    ],
)
@pytest.mark.parametrize(
    "command",
    ["run", "test .", "explore", "diff", "generate --output made", "faults", "replay log.jsonl --flow"],
)
@pytest.mark.usefixtures("url")
def test_every_command_says_why_it_cannot_begin(
    folder: Path, callflow: Callflow, command: str, backend: str, why: str
) -> None:
    (folder / "here.py").write_text("def f(body):\n    return {}\n")
    (folder / "starting.py").write_text(STARTING)
    for name in ("dead", "also"):
        text = json.dumps({"request": FLOW["request"], "backend": backend})
        (folder / f"{name}.flow.yaml").write_text(text)
    write(folder, MANY)
    files = {"test .": "", "diff": "dead.flow.yaml also.flow.yaml"}
    done = callflow(f"{command} {files.get(command, 'dead.flow.yaml')}")
    assert done.status == 2
    assert why in (done.out if command == "test ." else done.err)
    assert not Path("made").exists()


@pytest.mark.parametrize("command", ["check", "graph"])
@pytest.mark.usefixtures("url")
def test_who_only_reads_a_flow_does_not_look_for_its_backend(callflow: Callflow, command: str) -> None:
    Path("broken.flow.yaml").write_text(json.dumps({"request": FLOW["request"], "backend": "python:broken:f"}))
    assert callflow(f"{command} dead.flow.yaml").status == 0
    assert callflow(f"{command} broken.flow.yaml").status == 0


@pytest.mark.parametrize("workers", ["", "--workers 2"])
def test_of_a_suite_nothing_can_run(folder: Path, callflow: Callflow, url: str, workers: str) -> None:
    write(folder, MANY)
    done = callflow(f"test . {workers}")
    assert done.status == 2
    assert done.err.startswith(f"callflow: {workers}: not used" if workers else "")
    assert len(done.err.splitlines()) == bool(workers)
    assert done.out == (
        f"FAIL 5 scenarios did not run: {url} cannot be reached: Connection refused "
        "(nothing listens there: start the server first)\n"
        "  a.scenario.yaml:1 one\n"
        "  a.scenario.yaml:4 two\n"
        "  a.scenario.yaml:8 more 3\n"
        "  and 2 more\n"
        "\n"
        "5 failed\n"
    )


@pytest.mark.usefixtures("url")
def test_of_a_suite_the_others_run(folder: Path, callflow: Callflow) -> None:
    write(folder, MANY.replace("flow: dead", "backend: x\nflow: dead", 0) + "---\nscenario: fine\nflow: t.flow.yaml\n")
    done = callflow("test .")
    assert done.status == 1
    assert done.out.count("refused") == 1
    assert done.out.splitlines()[-1] == "5 failed, 1 passed with a warning"
    write(folder, "scenario: fine\nflow: t.flow.yaml\nsed: 1\n", "b.scenario.yaml")
    assert callflow("test . -k more").status == 1, "a file at fault is told too"


@pytest.mark.usefixtures("url")
def test_the_first_failure_can_be_the_last(folder: Path, callflow: Callflow) -> None:
    write(folder, MANY)
    done = callflow("test . --fail-fast")
    assert done.status == 2
    assert done.out.startswith("FAIL 1 scenario did not run: ")
    assert done.out.endswith("1 failed, 4 not run\n")


def test_the_lines_of_a_broken_module_are_told_once(folder: Path, callflow: Callflow) -> None:
    (folder / "broken.py").write_text("1 / 0\n")
    (folder / "dead.flow.yaml").write_text(json.dumps({"request": FLOW["request"], "backend": "python:broken:f"}))
    write(folder, MANY.replace("also.flow", "dead.flow"))
    done = callflow("test .")
    assert done.status == 2
    assert done.out.count("ZeroDivisionError: division by zero (broken.py:1)") == 1
    assert done.out.count('    File "broken.py", line 1, in <module>') == 1


def test_every_format_tells_it(folder: Path, callflow: Callflow, url: str) -> None:
    write(folder, MANY)
    done = callflow("test . --format json --format junit:r.xml --format html:r.html --format github:r.txt")
    assert done.status == 2
    assert done.err == (
        f"callflow: no scenario could run: {url} cannot be reached: Connection refused "
        "(nothing listens there: start the server first)\n"
    )
    data = json.loads(done.out)
    assert [(one["scenarios"], url in one["cause"]) for one in data["unreached"]] == [(5, True)]
    assert {one["failures"][0]["what"] for one in data["scenarios"]} == {"backend"}
    cases = ElementTree.parse("r.xml").getroot().findall(".//testcase/failure")
    assert len(cases) == 5
    assert all(url in case.get("message", "") for case in cases)
    assert Path("r.html").read_text().count("5 did not run: ") == 1
    (annotation,) = Path("r.txt").read_text().splitlines()
    assert annotation.startswith("::error file=a.scenario.yaml,line=1,title=the backend is not there::5 scenarios did")


@pytest.mark.usefixtures("url")
def test_nothing_is_updated_for_want_of_a_backend(folder: Path, callflow: Callflow) -> None:
    file = write(folder, MANY)
    before = file.read_bytes()
    assert callflow("test . --update").status == 2
    assert file.read_bytes() == before


@pytest.mark.usefixtures("url")
def test_no_coverage_is_enough_where_nothing_ran(folder: Path, callflow: Callflow) -> None:
    write(folder, MANY)
    assert callflow("test . --cov --cov-fail-under 0").status == 2


def test_scenarios_of_a_version_that_is_not_there(folder: Path, callflow: Callflow) -> None:
    write(folder, "...\n---\nscenario: refused\nflow: t.flow.yaml\naccount: {callerIds: ['+6562345679']}\n")
    (folder / "empty.py").write_text("def f(body):\n    return {}\n")
    done = callflow("diff t.flow.yaml --new-backend python:empty:f --scenarios .")
    assert done.status == 1, "a backend that is there is compared"
