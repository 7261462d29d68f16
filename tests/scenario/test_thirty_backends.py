"""Thirty backends that misbehave beside ten that do not: thirty fail with their cause, ten pass, reports are whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from simulator.render.base.markdown import escaped as in_markdown
from tests.render.xsd import holds
from tests.responders._calls import MENU
from tests.scenario import misbehaving

ROOT = Path(__file__).parents[2]
FILES = ("junit", "html", "text", "github", "markdown")
"""The reports that go to files; the JSON goes to standard output."""
pytestmark = [pytest.mark.slow, pytest.mark.nested]


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A folder with a flow and a scenario for each: every fourth of them behaves."""
    shutil.copy(misbehaving.__file__, tmp_path)
    (tmp_path / "request.json").write_text(json.dumps(MENU))
    texts = []
    for kind in misbehaving.KINDS:
        good = list(misbehaving.good)
        for number, name in enumerate(misbehaving.bad):
            texts += [scenario(tmp_path, kind, name)]
            texts += [scenario(tmp_path, kind, good.pop())] if number % 3 == 2 else []
        assert good == []
    (tmp_path / "all.scenario.yaml").write_text("---\n".join(texts))
    return tmp_path


def scenario(folder: Path, kind: str, name: str) -> str:
    account = {"assumptions": {"replyTimeout": misbehaving.reply_timeout(name)}}
    flow = {"request": "request.json", "backend": f"{kind}:misbehaving:{kind}_{name}", "account": account}
    (folder / f"{kind}_{name}.flow.yaml").write_text(json.dumps(flow))
    return f"scenario: {kind} {name}\nflow: {kind}_{name}.flow.yaml\ncaller: ['1']\nexpect: {{session: COMPLETED}}\n"


def bare_environment() -> dict[str, str]:
    """Without the workers and the measuring of this run: where coverage looks in, no process of its own is used."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_", "COVERAGE_"))}


def program(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**bare_environment(), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def judge(found: dict[str, str]) -> None:
    """What each scenario failed of, nothing where it passed."""
    assert len(found) == 120
    for name, why in found.items():
        kind, _, backend = name.partition(" ")
        if backend in misbehaving.good:
            assert why == "", name
        else:
            assert why.startswith(f"backend: {misbehaving.bad[backend][1]}"), (kind, name)


def test_there_are_thirty_and_ten() -> None:
    assert (len(misbehaving.bad), len(misbehaving.good)) == (30, 10)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_suite_of_them(suite: Path, workers: str) -> None:
    reports = [word for name in ["json", *(f"{name}:all.{name}" for name in FILES)] for word in ("--format", name)]
    done = program(suite, "simulator", "test", ".", "--workers", workers, *reports)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = json.loads(done.stdout)
    assert (told["failed"], told["passed"]) == (90, 30)
    judge({one["name"]: first(one["failures"]) for one in told["scenarios"]})
    texts = {name: (suite / f"all.{name}").read_text() for name in FILES}
    holds(texts["junit"])
    cases = ElementTree.fromstring(texts["junit"]).iter("testcase")
    judge({str(case.get("name")): message(case) for case in cases})
    assert texts["html"].rstrip().endswith("</html>")
    assert texts["text"].endswith("90 failed, 30 passed\n")
    assert texts["markdown"].startswith("## Not every scenario holds\n\n90 failed, 30 passed.\n")
    whole(texts, told["scenarios"])


def whole(texts: dict[str, str], told: list[dict[str, Any]]) -> None:
    """Each failure stands in each report once: its cause in the page, and at the head of its annotation."""
    lines = texts["github"].splitlines()
    assert (len(lines), sum(line.startswith("::error file=all.scenario.yaml,") for line in lines)) == (90, 90)
    rows = [line for line in texts["markdown"].splitlines() if line.startswith("| fail |")]
    assert len(rows) == 90
    for one in told:
        name, failed = one["name"], bool(one["failures"])
        assert (f"FAIL {name}  " in texts["text"]) is failed
        assert any(f"title={name}::{in_annotation(first(one['failures']))}" in line for line in lines) is failed
        assert any(f"| {in_markdown(name)} |" in row for row in rows) is failed
        assert name in texts["html"]


def in_annotation(text: str) -> str:
    """A text as an annotation has it."""
    return text.replace("%", "%25").replace("\n", "%0A")


def test_pytest_runs_them_too(suite: Path) -> None:
    done = program(suite, "pytest", "-q", "-p", "no:cacheprovider", "--junitxml", "all.xml")
    assert done.returncode == 1
    assert "90 failed, 30 passed" in done.stdout
    judge({str(case.get("name")): message(case) for case in ElementTree.parse(suite / "all.xml").iter("testcase")})


def first(failures: list[dict[str, str]]) -> str:
    return f"{failures[0]['what']}: {failures[0]['found']}" if failures else ""


def message(case: ElementTree.Element) -> str:
    failure = case.find("failure")
    return "" if failure is None else str(failure.get("message")).partition("\n")[0]
