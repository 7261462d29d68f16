"""The tasks of the Makefile and the rings of tests: each is listed, CI calls what there is, processes are marked."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import tomllib
from contextlib import suppress
from pathlib import Path
from select import select

import pytest

from simulator.loading.yaml.text import load_yaml
from tests._folders import by_folder, name_of

ROOT = Path(__file__).parents[1]
TASKS = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
FILES = sorted((ROOT / "tests").rglob("test_*.py"))
PROCESSES = re.compile(r"\b(subprocess\.\w+|pytester)\b")


@pytest.mark.nested
@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_help_lists_every_task() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [line.split()[0] for line in shown.splitlines()] == TASKS
    assert all(len(line.split()) > 1 for line in shown.splitlines())


def test_ci_and_the_hooks_call_tasks_that_there_are() -> None:
    called = re.findall(r"^(?:beside )?task (\w+)", (ROOT / ".ci" / "run").read_text("utf-8"), re.M)
    assert len(called) > 5
    assert set(called) <= set(TASKS)
    hooks = load_yaml((ROOT / ".pre-commit-config.yaml").read_bytes()).data["repos"]
    assert [one["repo"] for one in hooks] == ["local"]
    made = [hook["entry"].removeprefix("make ") for hook in hooks[0]["hooks"] if hook["entry"].startswith("make ")]
    assert set(made) <= set(TASKS)


@pytest.mark.nested
@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="nothing tells when another's process ends")
@pytest.mark.parametrize(("script", "status", "printed"), [("joined", 3, "begun\n"), ("false", 1, "")])
def test_what_ci_does_beside_its_tasks_ends_with_them(script: str, status: int, printed: str, tmp_path: Path) -> None:
    """With all that it started, and what it printed is shown where it is waited for."""
    text = (ROOT / ".ci" / "run").read_text("utf-8")
    functions = text[text.index("beside() {") : text.index("bring() {")]
    kept = tmp_path / "kept"
    kept.mkdir()
    task = "echo begun\n" + ("exit 3\n" if script == "joined" else "sleep 60 &\necho $! >there\nwait\n")
    (tmp_path / "task").write_text(task)
    wait = "" if script == "joined" else "while [ ! -s there ]; do sleep 0.05; done"
    written = "\n".join(("set -euo pipefail", functions, "beside bash task", wait, script))
    environment = {**os.environ, "TMPDIR": str(kept)}
    done = subprocess.run(
        ["bash", "-c", written], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (status, printed, "")
    assert list(kept.iterdir()) == []
    if script == "false":
        with suppress(ProcessLookupError):  # gone, or it goes now
            assert select([os.pidfd_open(int((tmp_path / "there").read_text()))], [], [], 10)[0]


@pytest.mark.nested
def test_no_tag_but_that_of_a_release_is_a_version(tmp_path: Path) -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools_scm"]["scm"]["git"]
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for line in (["init", "-q"], *([*("commit", "-q", "--allow-empty", "-m"), tag] for tag in ("v1.2.3", "backup2"))):
        subprocess.run([*git, *line], cwd=tmp_path, check=True)
        if line[0] == "commit":
            subprocess.run([*git, "tag", line[-1]], cwd=tmp_path, check=True)
    found = subprocess.run(told["describe_command"].split(), cwd=tmp_path, capture_output=True, text=True, check=True)
    assert found.stdout.startswith("v1.2.3-1-g")


def test_the_contributors_page_names_tasks_that_there_are() -> None:
    named = re.findall(r"(?:`|\$ )(?:\w+=\w+ )?make (\w+)", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert {"setup", "fast"} <= set(named) <= set(TASKS)


def test_every_ring_has_tests() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]["markers"]
    text = "".join(file.read_text("utf-8") for file in FILES)
    assert {line.partition(":")[0] for line in declared} <= set(re.findall(r"\bpytest\.mark\.(\w+)", text))


@by_folder(FILES)
def test_what_starts_a_process_is_marked_as_nested(files: list[Path]) -> None:
    """A test that says itself that it does; helpers that do it are for their callers to know."""
    unmarked: list[str] = []
    for file in (one for one in files if "pytestmark = pytest.mark.nested" not in one.read_text("utf-8")):
        functions = [node for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
        for node in functions:
            if node.name.startswith("test_") and PROCESSES.search(ast.unparse(node)):
                marks = list(map(ast.unparse, node.decorator_list))
                unmarked += [] if "pytest.mark.nested" in marks else [f"{name_of(file)}: {node.name}"]
    assert unmarked == []
