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

CLEARLY = 0.15
"""By how much (of 1) a name must be more like a misspelt word than the next one, to be the one that is meant."""
ALIKE, FEW = 0.8, 4
"""How alike (of 1) both must be, or else how many letters of the two may have no partner in the other."""


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


def meant(word: str, known: Iterable[str]) -> str | None:
    """The one name in `known` that a misspelt word can only mean; None where none is near, or several are.

    It differs from the word by a few letters (case and punctuation do not count), and clearly less than all others.
    """
    from difflib import SequenceMatcher

    plain = _fold(word)
    near = nearest(word, known, 2)
    likeness = [SequenceMatcher(None, _fold(name), plain).ratio() for name in near]
    if not near or (len(near) == 2 and likeness[0] - likeness[1] < CLEARLY):
        return None
    other = (1 - likeness[0]) * (len(plain) + len(_fold(near[0])))
    return near[0] if likeness[0] >= ALIKE or round(other) <= FEW else None


def renames(given: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """What certainly misspelt names should be; none that is given already, or that two of them would become."""
    given, known = tuple(given), tuple(known)
    found = {word: name for word in given if word not in known and (name := meant(word, known)) is not None}
    wanted = [*given, *found.values()]
    return {word: name for word, name in found.items() if wanted.count(name) == 1}


def _fold(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum()) or word
