"""A folder is a registry: walk it, import each module, and collect what it declares."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


@cache
def modules(package: str) -> tuple[ModuleType, ...]:
    """Every public module of `package`, in the order of their names; names with `_` in front are skipped."""
    folder = import_module(package)
    names = sorted(found.name for found in iter_modules(folder.__path__) if not found.name.startswith("_"))
    return tuple(import_module(f"{package}.{name}") for name in names)


def declared(package: str, name: str) -> dict[str, object]:
    """What each module of `package` declares under `name`, by module; modules without it are skipped."""
    return {
        module.__name__.rpartition(".")[2]: getattr(module, name)
        for module in modules(package)
        if hasattr(module, name)
    }


def names(package: str) -> tuple[str, ...]:
    """The names of the public modules of `package`, without importing any of them."""
    folder = import_module(package)
    return tuple(sorted(m.name for m in iter_modules(folder.__path__) if not m.name.startswith("_")))


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names in `known` nearest to `word`, best first: case and punctuation do not count as a difference."""
    from difflib import get_close_matches

    plain = {_fold(name): name for name in sorted(known)}
    return tuple(plain[hit] for hit in get_close_matches(_fold(word), plain, most, 0.6))


def _fold(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum()) or word
