"""The public API: sorted, importable, typed, documented, and exactly what the pages name."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import simulator
from tests._markdown import execute

ROOT = Path(__file__).parents[1]
API = ROOT / "docs" / "api.md"
README = ROOT / "README.md"
FUNCTIONS = [name for name in simulator.__all__ if inspect.isfunction(getattr(simulator, name))]


def test_the_names_are_sorted_and_each_once() -> None:
    assert list(simulator.__all__) == sorted(set(simulator.__all__))


@pytest.mark.parametrize("name", simulator.__all__)
def test_every_name_is_importable_and_documented(name: str) -> None:
    value = getattr(simulator, name)
    assert inspect.getdoc(value)
    assert name in dir(simulator)


@pytest.mark.parametrize("name", simulator.__all__)
def test_every_public_member_is_documented(name: str) -> None:
    value = getattr(simulator, name)
    for member, found in vars(value).items() if inspect.isclass(value) else ():
        if not member.startswith("_") and (inspect.isfunction(found) or isinstance(found, property)):
            assert inspect.getdoc(found), f"{name}.{member} has no docstring"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_typed_throughout(name: str) -> None:
    signature = inspect.signature(getattr(simulator, name))
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty, parameter


def test_a_name_comes_from_where_the_type_checker_thinks() -> None:
    """The lazy table and the imports under TYPE_CHECKING are two lists of one thing."""
    tree = ast.parse((ROOT / "simulator" / "__init__.py").read_text(encoding="utf-8"))
    checked = {
        alias.name: node.module
        for branch in tree.body
        if isinstance(branch, ast.If)
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {name: f"simulator.{home}" for name, home in simulator._HOMES.items()} == checked
    assert sorted(simulator._HOMES) == list(simulator.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'simulator' has no attribute 'dance'"):
        _ = simulator.dance


@pytest.mark.nested
def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = ("phonenumbers", "tree_sitter", "ruamel.yaml", "pygraphviz", "transitions", "attrs", "cattrs")
    code = f"import simulator, sys; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_the_api_page_has_a_heading_for_every_name_and_for_no_other() -> None:
    headings = re.findall(r"^### `(\w+)`$", API.read_text(encoding="utf-8"), re.M)
    assert sorted(headings) == list(simulator.__all__)


def test_every_entry_of_the_api_page_has_an_example() -> None:
    for entry in re.split(r"^### ", API.read_text(encoding="utf-8"), flags=re.M)[1:]:
        assert "```python\n" in entry, entry.partition("\n")[0]


def test_the_examples_of_the_api_page_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    execute(API)


@pytest.mark.parametrize("name", simulator.__all__)
def test_the_readme_names_every_name(name: str) -> None:
    assert re.search(rf"`(simulator\.)?{name}(\(.*?\))?`", README.read_text(encoding="utf-8"))
