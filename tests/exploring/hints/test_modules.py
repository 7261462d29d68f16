"""Which modules are read: those that an import from the flow's folder would find, and nothing that is installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from simulator.exploring.hints import modules
from simulator.exploring.hints.modules import modules_of, roots_of


def write(folder: Path, files: dict[str, str]) -> None:
    """Write modules, by their path without the suffix."""
    for name, text in files.items():
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def names(folder: Path, name: str) -> list[str]:
    return [module.name for module in modules_of(name, roots_of(folder))]


def test_imports_are_followed_nearest_first(tmp_path: Path) -> None:
    files = {"bank": "import b\nimport a\n", "a": "import c\n", "b": "from c import x\n", "c": "import bank\n", "d": ""}
    write(tmp_path, files)
    assert sorted(names(tmp_path, "bank")) == ["a", "b", "bank", "c"]
    assert (names(tmp_path, "bank")[0], names(tmp_path, "bank")[-1]) == ("bank", "c")


IMPORTS = [
    ("import shop.pins", ["shop", "shop.pins"]),
    ("from shop import pins", ["shop", "shop.pins"]),
    ("from shop.pins import PIN", ["shop", "shop.pins"]),
    ("import_module('shop.pins')", ["shop", "shop.pins"]),
    ("APPS = ['shop.pins']", ["shop", "shop.pins"]),
    ("import names.pins", ["names.pins"]),
    ("import sqlite3, json, flask, simulator.running.flow", []),
    ("import missing, names, shopp", []),
    ("import_module('/etc')\nimport_module('..')\nimport_module('')\nimport_module('a\\0b')", []),
    ("from . import pins", ["pins"]),
]


@pytest.mark.parametrize(("source", "found"), IMPORTS)
def test_each_way_to_import(source: str, found: list[str], tmp_path: Path) -> None:
    write(tmp_path, {"shop/__init__": "", "shop/pins": "", "names/pins": "", "pins": "", "bank": source})
    assert names(tmp_path, "bank") == ["bank", *found]


def test_relative_imports_start_from_their_package(tmp_path: Path) -> None:
    files = {
        "shop/__init__": "from . import app",
        "shop/app": "from .data import pins\nfrom .. import shop\nfrom ...beyond import x\n",
        "shop/data/__init__": "from ..more import x",
        "shop/data/pins": "",
        "shop/more": "",
    }
    write(tmp_path, files)
    assert sorted(names(tmp_path, "shop.app")) == ["shop", "shop.app", "shop.data", "shop.data.pins", "shop.more"]


def test_a_package_goes_before_a_module_and_a_module_before_a_plain_folder(tmp_path: Path) -> None:
    write(tmp_path, {"bank": "", "bank/other": "", "shop": "", "shop/__init__": ""})
    paths = [next(modules_of(name, roots_of(tmp_path))).path for name in ("bank", "shop")]
    assert [path.relative_to(tmp_path.resolve()).as_posix() for path in paths] == ["bank.py", "shop/__init__.py"]


def test_the_flows_folder_goes_first_then_the_current_one_then_what_the_user_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow, here, added = (tmp_path / name for name in ("flow", "here", "added"))
    write(flow, {"a": ""})
    write(here, {"a": "", "b": "import a"})
    write(added, {"b": "", "c": "import b"})
    monkeypatch.chdir(here)
    monkeypatch.syspath_prepend(added)
    found = list(modules_of("c", roots_of(flow)))
    assert [module.path for module in found] == [added / "c.py", here / "b.py", flow / "a.py"]


def test_what_is_installed_or_comes_with_python_is_no_place_to_look_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "lib" / "site-packages"
    installed.mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(installed), str(Path(pytest.__file__).parents[1]), *sys.path, "gone.zip"])
    roots = roots_of(tmp_path)
    assert not any("site-packages" in root.parts or (root / "os.py").exists() for root in roots)
    assert roots[0] == tmp_path.resolve()


def test_a_module_that_is_too_large_or_no_python_stops_nothing(tmp_path: Path) -> None:
    files = {"bank": "import big, broken, c", "big": "#" * 1_000_001, "broken": "def", "c": "PIN = '4711'"}
    write(tmp_path, files)
    assert sorted(names(tmp_path, "bank")) == ["bank", "broken", "c"]


def test_modules_are_many_or_large_only_so_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {f"m{n}": f"import m{n + 1}  # {'x' * 100}" for n in range(8)})
    monkeypatch.setattr(modules, "MOST_MODULES", 5)
    assert names(tmp_path, "m0") == ["m0", "m1", "m2", "m3", "m4"]
    monkeypatch.setattr(modules, "MOST_BYTES", 250)
    assert names(tmp_path, "m0") == ["m0", "m1"]
