"""The tasks of the Makefile and the rings of tests: each is listed, CI calls what there is, processes are marked."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from simulator.loading.yaml.text import load_yaml

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
    called = re.findall(r"^task (\w+)", (ROOT / ".ci" / "run").read_text("utf-8"), re.M)
    assert len(called) > 5
    assert set(called) <= set(TASKS)
    hooks = load_yaml((ROOT / ".pre-commit-config.yaml").read_bytes()).data["repos"]
    assert [one["repo"] for one in hooks] == ["local"]
    made = [hook["entry"].removeprefix("make ") for hook in hooks[0]["hooks"] if hook["entry"].startswith("make ")]
    assert set(made) <= set(TASKS)


def test_the_contributors_page_names_tasks_that_there_are() -> None:
    named = re.findall(r"(?:`|\$ )(?:\w+=\w+ )?make (\w+)", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert {"setup", "fast"} <= set(named) <= set(TASKS)


def test_every_ring_has_tests() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]["markers"]
    text = "".join(file.read_text("utf-8") for file in FILES)
    assert {line.partition(":")[0] for line in declared} <= set(re.findall(r"\bpytest\.mark\.(\w+)", text))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_starts_a_process_is_marked_as_nested(file: Path) -> None:
    """A test that says itself that it does; helpers that do it are for their callers to know."""
    text = file.read_text("utf-8")
    if "pytestmark = pytest.mark.nested" in text:
        return
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and PROCESSES.search(ast.unparse(node)):
            assert "pytest.mark.nested" in map(ast.unparse, node.decorator_list), node.name
