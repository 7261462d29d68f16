"""Imports point down only and never in a circle, a name means one thing, and each third-party library has one home."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests._folders import by_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1] / "simulator"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "registry"),
    ("files",),
    ("model",),
    ("planning", "announcing", "hearing"),
    ("actions", "webhooks", "entries"),
    ("compiler",),
    ("loading",),
    ("rules",),
    ("engine",),
    ("callers", "networks", "responders"),
    ("running",),
    ("exploring",),
    ("scenario",),
    ("populations",),
    ("render",),
    ("api",),
    ("schema",),
    ("server",),
    ("notebook", "pytest", "lsp"),
    ("cli",),
    ("starter",),
)
"""Lowest first; a module may import its own package and every layer below."""

HOMES = {
    "transitions": ("compiler/", "api/compiled_flow.py"),
    "pathspec": ("scenario/found/ignored.py",),
    "phonenumbers": ("model/number.py",),
    "cattrs": ("loading/body/",),
    "tree_sitter": ("loading/json/",),
    "tree_sitter_json": ("loading/json/",),
    "ruamel": ("loading/yaml/",),
    "pygraphviz": ("render/graph/",),
    "watchfiles": ("cli/base/watch.py",),
    "time_machine": ("responders/hosting/simulated.py",),
    "pytest": ("pytest/",),
    "_pytest": ("pytest/",),
    "numpy": ("exploring/expecting/", "populations/"),
    "numba": ("populations/sampling/",),
    "distributed": ("running/spreading/cluster.py",),
    "networkx": ("api/behaviour_tables.py",),
    "pandas": ("render/dataframe.py",),
    "anywidget": ("notebook/_widget.py",),
    "traitlets": ("notebook/_widget.py",),
    "starlette": ("server/",),
    "uvicorn": ("server/",),
    "h11": ("server/posting/",),
    "pygls": ("lsp/",),
    "lsprotocol": ("lsp/",),
    "regex": ("entries/pattern.py", "model/pattern.py"),
    "attrs": ("",),
    "attr": ("",),
}
"""Where each library may be imported: the prefix of its only home."""

REGISTRIES = (
    "actions",
    "rules",
    "webhooks",
    "exploring/findings",
    "scenario/expectations",
    "cli",
    "server/api",
    "server/sim",
)
"""Folders of entries, which may be many."""
MOST_MODULES = 20

FILES = sorted(ROOT.rglob("*.py"))
NAMED = re.compile(r"_*[A-Z]\w*[a-z]\w*")
"""A class, or a name at the top of a module that stands for a type."""


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def module_of(file: Path) -> str:
    """The dotted name of a module."""
    parts = file.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_of(module: str) -> str:
    """The package directly below `simulator` that a module is in."""
    return module.split(".")[1]


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


MODULES = {module_of(file): file for file in FILES}
PACKAGES = {module for module, file in MODULES.items() if file.name == "__init__.py"}


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported: also for the type checker only, and inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)


def inside(tree: ast.AST) -> Iterator[str]:
    """The modules of ours that are imported."""
    yield from (name for name in imports(tree) if name.partition(".")[0] == "simulator")


def level(package: str) -> int:
    return next(at for at, layer in enumerate(LAYERS) if package in layer)


def names(tree: ast.Module) -> Iterator[str]:
    """Every class, and every type that is given a name at the top of a module or for the type checker."""
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    blocks = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.If))]
    for node in (node for block in blocks for node in block):
        targets = node.targets if isinstance(node, ast.Assign) else ()
        yield from (one.id for one in targets if isinstance(one, ast.Name) and NAMED.fullmatch(one.id))


def circles(edges: dict[str, set[str]]) -> set[str]:
    """What is in a circle, or on a way from one circle to another."""
    left = dict(edges)
    while True:
        imported = {name for found in left.values() for name in found}
        kept = {name: found & left.keys() for name, found in left.items() if name in imported and found & left.keys()}
        if kept == left:
            return set(left)
        left = kept


@by_folder(FILES)
def test_imports_point_down_only(files: list[Path]) -> None:
    wrong: list[str] = []
    for own, file in ((module_of(file), file) for file in files):
        if own in ("simulator", "simulator.__main__"):
            continue  # the public API and the entry point stand above all layers, and import lazily
        names = set(inside(tree_of(file)))
        if "simulator" in names:
            wrong += [f"{own} imports the public API, which is for users: import the module itself"]
        others = {name for name in names - {"simulator"} if package_of(name) != package_of(own)}
        above = [name for name in others if level(package_of(name)) >= level(package_of(own))]
        wrong += [f"{own} imports {name}, which is not below it" for name in above]
    assert wrong == []


def test_no_two_files_import_each_other_in_a_circle() -> None:
    assert circles({name: set(inside(tree_of(file))) for name, file in MODULES.items()}) == set()


def test_a_private_module_is_imported_in_its_own_package_only() -> None:
    """A package within it may use it as well."""
    for name, file in MODULES.items():
        own = name if name in PACKAGES else name.rpartition(".")[0]
        for imported in inside(tree_of(file)):
            package, _, module = imported.rpartition(".")
            if module.startswith("_"):
                assert f"{own}.".startswith(f"{package}."), f"{name} imports {imported}, which is private"


def test_a_name_of_a_class_or_of_a_type_means_one_thing() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for name, file in MODULES.items():
        for found in names(tree_of(file)):
            homes[found].append(name)
    assert {found: where for found, where in homes.items() if len(where) > 1} == {}


@by_folder(FILES)
def test_each_library_is_imported_in_its_home_only(files: list[Path]) -> None:
    abroad: list[str] = []
    for file in files:
        tops = {name.partition(".")[0] for name in imports(tree_of(file))} - {"simulator"} - sys.stdlib_module_names
        abroad += [f"{top} is imported in {name_of(file)}" for top in tops if not _at_home(top, name_of(file))]
    assert abroad == []


def _at_home(library: str, file: str) -> bool:
    return file.startswith(HOMES.get(library, ()))


def test_every_package_has_its_layer() -> None:
    packages = {package_of(name) for name in MODULES.keys() - {"simulator", "simulator.__main__"}}
    assert packages == {name for layer in LAYERS for name in layer}


def test_a_package_has_few_modules_unless_it_is_a_registry() -> None:
    found: dict[str, int] = defaultdict(int)
    for file in FILES:
        found[file.parent.relative_to(ROOT).as_posix()] += file.name != "__init__.py"
    many = {package for package, count in found.items() if count > MOST_MODULES}
    assert many <= {*REGISTRIES, *(package for package in found if package.startswith("render/"))}


def test_each_package_says_what_it_is_for() -> None:
    assert [name for name in PACKAGES if len(ast.get_docstring(tree_of(MODULES[name])) or "") <= 20] == []


def test_a_circle_is_seen_and_what_leads_to_it_or_from_it_is_not_in_it() -> None:
    assert circles(_edges("ab bc cb cd")) == {"b", "c"}
    assert circles(_edges("ab bc ac")) == set()
    assert circles(_edges("aa")) == {"a"}


def _edges(pairs: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in pairs.replace(" ", "")}
    for source, dest in map(tuple, pairs.split()):
        found[source].add(dest)
    return found


def test_imports_for_the_type_checker_and_in_functions_are_seen() -> None:
    code = "if TYPE_CHECKING:\n    import a\ndef f():\n    from simulator.cli.base import output, main_of_none\n"
    assert list(imports(ast.parse(code))) == ["a", "simulator.cli.base.output", "simulator.cli.base"]


def test_names_of_types_are_seen_wherever_they_are_given() -> None:
    code = "class A:\n    class _B: ...\nLIMIT = 1\n_Kind = int\nif TYPE_CHECKING:\n    Schema = dict[str, int]\n"
    assert sorted(names(ast.parse(code))) == ["A", "Schema", "_B", "_Kind"]


def test_every_module_can_be_imported() -> None:
    """Those too that only annotations speak of."""
    files = (file for file in ROOT.rglob("*.py") if file.name != "__main__.py" and file.parent.name != "starter")
    for file in files:
        importlib.import_module(".".join(file.relative_to(ROOT.parent).with_suffix("").parts))
