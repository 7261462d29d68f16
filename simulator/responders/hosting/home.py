"""Where a flow's backend imports from: two flows in two folders may both have a `helper`, and each gets its own.

Python keeps one module for each name. Of two modules of a name the one of the folder that is at work is kept there, and
the other is put aside until its folder is at work again.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Iterable

    Stamp = tuple[int, int] | None
    """When a file was written, in ns, and its bytes; None where there is none."""

BLINK = 0.05
"""Seconds in which nobody changes a file and runs it again."""
INSTALLED = ("site-packages", "dist-packages")


@define(eq=False)
class Home:
    """The folder of a flow, as seen from a working folder; `aside` are its modules while another home is at work."""

    folder: Path
    here: Path
    aside: dict[str, ModuleType] = field(init=False, factory=dict)
    _watched: dict[Path, Stamp] = field(init=False, factory=dict)
    _names: set[str] = field(init=False, factory=set)
    _looked: float = field(init=False, default=0.0)
    _foreign: set[str] = field(init=False, factory=set)
    """Names of this folder that were imported while it was not at work: by the program that we are a guest of."""

    def enter(self) -> None:
        """Let imports come from here."""
        if _at_work[0] is not self:
            self.settle()

    def settle(self) -> None:
        """The same, with another look at what there is."""
        before, _at_work[0] = _at_work[0], self
        if before is not None and before is not self:
            before.clear(self)
        with suppress(OSError):
            self._names = {path.stem for path in self.folder.iterdir() if path.suffix == ".py" or path.is_dir()}
        if before is not self:
            self._foreign |= {top for top in self._names if top in sys.modules and self._owns(top, sys.modules[top])}
        for top in self._names:
            known = sys.modules.get(top)
            if known is not None and not self._owns(top, known) and not _fixed(known):
                owner = next((home for home in _homes.values() if home._owns(top, known)), None)
                moved = {name: sys.modules.pop(name) for name in _named(top)}
                if owner is not None:
                    owner.aside.update(moved)
        sys.modules.update(self.aside)
        self.aside.clear()
        _look_in(self.here, self.folder)

    def clear(self, other: Home) -> None:
        """Put this folder's modules aside, also those of names that the other home finds somewhere else."""
        for top in self._names - self._foreign:
            known = sys.modules.get(top)
            if known is not None and self._owns(top, known) and not (other._owns(top, known) or _fixed(known)):
                self.aside |= {name: sys.modules.pop(name) for name in _named(top)}

    def watch(self, modules: Iterable[ModuleType]) -> None:
        """Note what the files of these modules are now, if they are of this folder or of the working one."""
        files = [Path(str(one.__file__)) for one in modules if self._may_change(one)]
        self._watched |= {path: _stamp(path) for path in files}

    def changed(self) -> bool:
        """Whether one of these files is another now; then none of them is imported any more."""
        now = monotonic()
        if now - self._looked < BLINK:
            return False
        self._looked = now
        if all(_stamp(path) == known for path, known in self._watched.items()):
            return False
        files = {path.as_posix() for path in self._watched}
        self._watched.clear()
        for name, module in list(sys.modules.items()):
            if getattr(module, "__file__", None) in files:
                del sys.modules[name]
        return True

    def _owns(self, top: str, module: ModuleType) -> bool:
        """Whether a module is what the folder has under this name."""
        file = getattr(module, "__file__", None)
        if file is not None:
            return Path(file) in (self.folder / f"{top}.py", self.folder / top / "__init__.py")
        return (self.folder / top).as_posix() in list(getattr(module, "__path__", ()))

    def _may_change(self, module: ModuleType) -> bool:
        file = getattr(module, "__file__", None)
        return bool(file) and not _fixed(module) and any(map(Path(str(file)).is_relative_to, (self.folder, self.here)))


_homes: dict[tuple[str, str], Home] = {}
_at_work: list[Home | None] = [None]
_ours: set[str] = set()
"""Folders that imports look in since a home is at work."""


def home_of(folder: Path) -> Home:
    """The home of the flows of a folder; a name from outside is what it is now."""
    return _home(os.getcwd(), folder)  # noqa: PTH109 - a Path of it takes longer than the look-up


@lru_cache(maxsize=64)
def _home(here: str, folder: Path) -> Home:
    """Links on the way to a folder are followed once."""
    key = (folder.resolve().as_posix(), here)
    if key not in _homes:
        _homes[key] = Home(Path(key[0]), Path(here))
    return _homes[key]


def _look_in(*folders: Path) -> None:
    """Look in these folders first, the last of them before the others, and no longer in those of another home."""
    wanted = [folder.as_posix() for folder in folders]
    for path in _ours.difference(wanted):
        with suppress(ValueError):
            sys.path.remove(path)
    _ours.intersection_update(wanted)
    for path in wanted:
        if path in sys.path:
            sys.path.remove(path)
        else:
            _ours.add(path)
        sys.path.insert(0, path)


def _named(top: str) -> list[str]:
    return [name for name in sys.modules if name == top or name.startswith(f"{top}.")]


def _fixed(module: ModuleType) -> bool:
    """Whether a module is installed, comes with Python or is ours: it never makes room for another."""
    file = getattr(module, "__file__", None)
    if file is None or module is sys.modules.get("__main__"):
        return not hasattr(module, "__path__")
    parts = Path(file).parts
    library = Path(sys.modules["os"].__file__ or "").parent
    ours = module.__name__.partition(".")[0] == __name__.partition(".")[0]
    return ours or any(name in parts for name in INSTALLED) or Path(file).is_relative_to(library)


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
