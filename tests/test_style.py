"""The house's measures: short files and functions, no loose ends, and pages that tell the truth."""

from __future__ import annotations

import ast
import io
import json
import re
import shutil
import tokenize
from typing import TYPE_CHECKING

import pytest

import simulator.errors
from simulator.loading.yaml.text import load_yaml
from tests._folders import ROOT, by_folder, name_of
from tests._markdown import blocks, call, commands, execute

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = sorted(file for folder in ("simulator", "manual") for file in (ROOT / folder).rglob("*.py"))
FOLDERS = ("simulator", "manual", "tests", "benchmarks")
EVERYTHING = sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))
README = ROOT / "README.md"
ARCHITECTURE = ROOT / "ARCHITECTURE.md"

LONGEST = {"simulator": (300, 40), "manual": (300, 40), "tests": (400, 50), "benchmarks": (400, 50)}
"""Lines of a file, and of a function."""
CALLERS = ROOT / "docs" / "callers.md"
GUIDES = sorted((ROOT / "docs").glob("*/**/*.md"))
"""The pages of the manual that are written by hand for one kind of reader; what they show is run."""
MOST_EXCEPTIONS = 8
README_LINES, ARCHITECTURE_LINES = 160, 80
COMMENT_SHARE = 0.08


@by_folder(EVERYTHING)
def test_files_and_functions_are_short(files: list[Path]) -> None:
    long: list[str] = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        longest_file, longest_function = LONGEST[name_of(file).partition("/")[0]]
        if (lines := len(text.splitlines())) > longest_file:
            long.append(f"{name_of(file)} has {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                long += [f"{name_of(file)}: {node.name} has {length} lines"] if length > longest_function else []
    assert long == []


@by_folder(EVERYTHING)
def test_nothing_is_left_to_do(files: list[Path]) -> None:
    loose = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
    assert [name_of(file) for file in files if loose.search(file.read_text(encoding="utf-8"))] == []


@by_folder(SOURCES)
def test_nothing_is_printed_past_the_command_line(files: list[Path]) -> None:
    """`print` is the command line's own; a library that prints cannot be used in a program."""
    prints: list[str] = []
    for file in (one for one in files if not name_of(one).startswith("simulator/cli/")):
        calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        names = [node.func for node in calls if isinstance(node.func, ast.Name)]
        prints += [f"{name_of(file)}:{one.lineno}" for one in names if one.id == "print"]
    assert prints == []


@by_folder(SOURCES)
def test_every_module_and_every_public_thing_has_a_docstring(files: list[Path]) -> None:
    bare: list[str] = []
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        things = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        public = [node for node in things if not node.name.startswith("_")]
        bare += [f"{name_of(file)}: {node.name}" for node in public if not ast.get_docstring(node)]
        bare += [] if ast.get_docstring(tree) else [name_of(file)]
    assert bare == []


def test_comments_are_few() -> None:
    lines = comments = 0
    for file in SOURCES:
        text = file.read_text(encoding="utf-8")
        lines += len(text.splitlines())
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        comments += sum(1 for token in tokens if token.type == tokenize.COMMENT and token.line.lstrip().startswith("#"))
    assert comments / lines < COMMENT_SHARE


def test_there_are_at_most_eight_exceptions_and_the_docstring_draws_them_all() -> None:
    found = [
        name
        for name, value in vars(simulator.errors).items()
        if isinstance(value, type) and issubclass(value, Exception)
    ]
    assert len(found) <= MOST_EXCEPTIONS
    assert all(re.search(rf"(├── |└── |    ){name}\b", simulator.errors.__doc__ or "") for name in found)


def test_exceptions_for_others_are_declared_in_errors_only() -> None:
    """A private module may have one for itself, to leave a recursion."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and file.name != "errors.py" and not file.name.startswith("_"):
                if node.name.startswith("_"):
                    continue
                bases = [ast.unparse(base) for base in node.bases]
                assert not any(base.endswith(("Error", "Exception")) for base in bases), f"{file}: {node.name}"


def test_the_paths_in_the_architecture_page_exist() -> None:
    paths = [word for word in re.findall(r"`([^`\s]+)`", ARCHITECTURE.read_text(encoding="utf-8")) if "/" in word]
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_links_of_the_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "scenarios").rglob("*.md")]
    assert {README, ARCHITECTURE} < set(pages)
    for page in pages:
        for target in re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_pages_are_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= README_LINES
    assert len(ARCHITECTURE.read_text(encoding="utf-8").splitlines()) <= ARCHITECTURE_LINES


@pytest.mark.parametrize("page", [README, ROOT / "scenarios" / "README.md", *GUIDES], ids=name_of)
def test_every_command_of_a_page_runs_and_shows_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("scenarios", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)  # some commands write files
    ours = [command for command in commands(page) if not command.installs]
    assert ours or page in GUIDES
    for command in ours:
        status, out, err = call(command.line, capsys)
        assert status in (0, 1), err
        if command.output:
            assert out.rstrip("\n") == command.output, command.line


@pytest.mark.parametrize("page", [CALLERS, *GUIDES], ids=name_of)
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder that has what the project's root has, since some of it writes files."""
    for folder in ("scenarios", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    execute(page)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=name_of)
def test_every_block_of_a_page_that_is_data_is_read(page: Path) -> None:
    for block in blocks(page, "json"):
        json.loads(block)
    for block in blocks(page, "yaml"):
        for part in re.split(r"^---$", block, flags=re.MULTILINE):
            assert load_yaml(part.encode()).root is not None, part


def test_the_readme_installs_in_two_lines_that_need_nothing_but_python() -> None:
    """One line for the first run, one for the tests; each stands alone and makes its own environment."""
    installs = [command for command in commands(README) if command.installs]
    assert len(installs) == 2
    for command in installs:
        assert "\n" not in command.line
        assert command.line.startswith("python3 -m venv")
        assert command.output == ""


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert blocks(README, "python")
    execute(README)


@pytest.mark.parametrize("written", [block for block in blocks(README, "yaml") if block.startswith("scenario:")])
def test_the_scenarios_of_the_readme_pass(written: str) -> None:
    from simulator.scenario.reading.scenario_file import read_scenarios
    from simulator.scenario.run import run_scenario

    folder = ROOT / "scenarios" / "hotline"
    scenarios, findings = read_scenarios(written.encode(), folder, str(folder / "readme.scenario.yaml"))
    assert not findings
    assert [run_scenario(scenario).outcome for scenario in scenarios] == ["pass"]
