"""A folder is a registry: each public module in it is an entry, and declares what it is.

What entries share stands in a package of the folder (`base`), which is no entry. The folder of a plug-in is added to
the package's `__path__`, and its modules are entries like ours.
"""

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
    """Every entry of `package`, imported, in the order of their names."""
    return tuple(import_module(f"{package}.{name}") for name in names(package))


def declared(package: str, name: str) -> dict[str, object]:
    """What each module of `package` declares under `name`, by module; modules without it are skipped."""
    return {
        module.__name__.rpartition(".")[2]: getattr(module, name)
        for module in modules(package)
        if hasattr(module, name)
    }


def names(package: str) -> tuple[str, ...]:
    """The names of the entries of `package`, without importing any of them."""
    found = iter_modules(import_module(package).__path__)
    return tuple(sorted(one.name for one in found if not one.ispkg and not one.name.startswith("_")))


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names in `known` nearest to `word`, best first: case and punctuation do not count as a difference."""
    from difflib import get_close_matches

    plain = {_fold(name): name for name in sorted(known)}
    return tuple(plain[hit] for hit in get_close_matches(_fold(word), plain, most, 0.6))


def _fold(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum()) or word
