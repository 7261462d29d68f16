"""Imports point down only, and each third-party library has one home."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1] / "simulator"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "registry"),
    ("model",),
    ("actions", "planning"),
    ("loading",),
    ("announcing",),
    ("rules",),
    ("compiler", "webhooks"),
    ("engine",),
    ("callers", "networks", "responders"),
    ("render",),
    ("library", "schema"),
    ("exploring",),
    ("scenario",),
    ("cli", "notebook", "_pytest_fixture", "_pytest_items"),
    ("_pytest_coverage",),
    ("pytest_plugin", "starter"),
)
"""Lowest first; a module may import its own package and every layer below."""

HOMES = {
    "transitions": ("compiler/",),
    "phonenumbers": ("model/number.py",),
    "cattrs": ("loading/",),
    "tree_sitter": ("loading/",),
    "tree_sitter_json": ("loading/",),
    "ruamel": ("loading/",),
    "pygraphviz": ("render/graph/",),
    "watchfiles": ("cli/_watch.py",),
    "pytest": ("pytest_plugin.py", "_pytest_items.py", "_pytest_fixture.py", "_pytest_coverage.py"),
    "pandas": ("render/_dataframe.py",),
    "anywidget": ("notebook/_widget.py",),
    "traitlets": ("notebook/_widget.py",),
    "regex": ("exploring/pattern.py",),
    "attrs": ("",),
    "attr": ("",),
}
"""Where each library may be imported; the prefix of everything else is its only home."""

FILES = sorted(ROOT.rglob("*.py"))


def imports(node: ast.AST) -> Iterator[str]:
    """The modules that are imported when the code runs: what stands under TYPE_CHECKING is for the type checker."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield from _from(child)
        yield from imports(child)


def _from(node: ast.ImportFrom) -> Iterator[str]:
    """`from simulator.cli import _output` imports the module `simulator.cli.base.output`."""
    for alias in node.names:
        module = str(node.module)
        path = ROOT.parent.joinpath(*module.split("."), alias.name)
        yield f"{module}.{alias.name}" if path.with_suffix(".py").exists() or path.is_dir() else module


def level(package: str) -> int:
    return next(at for at, layer in enumerate(LAYERS) if package in layer)


def package_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_imports_point_down_only(file: Path) -> None:
    own = package_of(file)
    if own in ("__init__", "__main__"):
        return  # the public API and the entry point stand above all layers, and import lazily
    for name in imports(ast.parse(file.read_text(encoding="utf-8"))):
        parts = name.split(".")
        if parts[0] != "simulator":
            continue
        assert len(parts) > 1, "the public API is for users: import the module itself"
        if parts[1] != own:
            assert level(parts[1]) < level(own), f"{own} imports {name}, which is not below it"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_each_library_is_imported_in_its_home_only(file: Path) -> None:
    here = file.relative_to(ROOT).as_posix()
    for name in imports(ast.parse(file.read_text(encoding="utf-8"))):
        top = name.partition(".")[0]
        if top != "simulator" and top not in sys.stdlib_module_names:
            assert here.startswith(HOMES[top]), f"{top} is imported in {here}"


def test_every_package_has_its_layer() -> None:
    packages = {package_of(file) for file in FILES} - {"__init__", "__main__"}
    assert packages == {name for layer in LAYERS for name in layer}


def test_the_type_checkers_imports_are_excepted_and_nested_ones_are_not() -> None:
    code = "if TYPE_CHECKING:\n    import a\ndef f():\n    from simulator.cli import _output, run_command_line\n"
    assert list(imports(ast.parse(code))) == ["simulator.cli.base.output", "simulator.cli"]
