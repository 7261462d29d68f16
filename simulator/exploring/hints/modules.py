"""The modules of a backend: the one that the flow names and all that it imports of its own folders, found as files.

They are looked for as an import from the flow's folder would; what is installed, or comes with Python, is left out.
"""

from __future__ import annotations

import re
import sys
import sysconfig
from collections import deque
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.exploring.hints.files import is_file, is_folder, read
from simulator.exploring.hints.reading import read_module
from simulator.exploring.hints.source import ModuleSource
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_MODULES = 200
MOST_BYTES = 1_000_000
"""Of all modules together."""

_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_INSTALLED = {"site-packages", "dist-packages"}
_OURS = __name__.partition(".")[0]


@frozen
class ModuleFile:
    """A module of a backend: its dotted name, its file, and what its source says."""

    name: str
    path: Path
    source: ModuleSource

    @property
    def package(self) -> str:
        """The package that its relative imports start from."""
        return self.name if self.path.stem == "__init__" else self.name.rpartition(".")[0]


def roots_of(folder: Path) -> tuple[Path, ...]:
    """The folders that an import looks in: the flow's, the current one, then those that the user added."""
    found = [folder, Path(), *map(Path, sys.path)]
    return tuple(dict.fromkeys(path.resolve() for path in found if is_folder(path) and not _installed(path)))


def modules_of(name: str, roots: tuple[Path, ...]) -> Iterator[ModuleFile]:
    """The module of this name first, then those that it and its own import, nearest first."""
    waiting, seen = deque([name]), {name}
    read_already: set[Path] = set()
    left = MOST_BYTES
    while waiting:
        for dotted, path in _files(waiting.popleft(), roots):
            raw = None if path in read_already else read(path)
            if raw is None:
                continue
            read_already.add(path)
            left -= len(raw)
            if left < 0 or len(read_already) > MOST_MODULES:
                return
            module = ModuleFile(dotted, path, read_module(raw))
            yield module
            fresh = dict.fromkeys(one for one in _imported(module) if _NAME.fullmatch(one) and one not in seen)
            seen |= fresh.keys()
            waiting.extend(fresh)


def _installed(path: Path) -> bool:
    return bool(_INSTALLED.intersection(path.parts)) or path.resolve() in _standard()


@lru_cache(maxsize=1)
def _standard() -> frozenset[Path]:
    """Where Python's own modules are."""
    folders = {Path(sysconfig.get_path(kind)).resolve() for kind in ("stdlib", "platstdlib")}
    return frozenset({*folders, *(folder / "lib-dynload" for folder in folders)})


def _imported(module: ModuleFile) -> Iterable[str]:
    """The names that may be modules: what is imported, and dotted names in texts, as frameworks have them."""
    for one in module.source.imports:
        base = one.module
        if one.level:
            above = module.package.split(".")
            kept = above[: len(above) - one.level + 1]
            base = ".".join((*kept, one.module)).strip(".")
        yield from (f"{base}.{name}".strip(".") for name in ("", *one.names))
    yield from (text for text in module.source.texts if "." in text)


def _files(name: str, roots: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    """The files of a dotted name, packages first."""
    parts = name.split(".")
    if parts[0] == _OURS:
        return
    here = next((root for root in roots if _is_module(root / parts[0])), None)
    if here is None:
        return
    for at, part in enumerate(parts, 1):
        here = here / part
        for file in (here / "__init__.py", here.with_suffix(".py")):
            if is_file(file):
                yield ".".join(parts[:at]), file
                break


def _is_module(path: Path) -> bool:
    return is_file(path.with_suffix(".py")) or is_folder(path)
