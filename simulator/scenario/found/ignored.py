"""What git ignores: `.gitignore` in a folder, in those below it, and in those above it in the same repository."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.files.reading import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pathspec import GitIgnoreSpec

NAME = ".gitignore"
_ANY = "any name there is/"
"""A pattern that takes this takes all names: it says that the folder itself is ignored."""


class Ignored:
    """Asks the `.gitignore` files of everything below `start`. What ignores `start` itself does not count."""

    def __init__(self, start: Path) -> None:
        self._start = start.absolute()
        above = (self._start, *self._start.parents)
        self._root = next((one for one in above if (one / ".git").exists()), self._start)
        self._specs: dict[Path, GitIgnoreSpec | None] = {}

    def ignores(self, path: Path, folder: bool) -> bool:
        """Whether a file or a folder is ignored; the folders above it are asked about for themselves."""
        path = path.absolute()
        for above in path.parents:
            spec = self._spec(above)
            found = None if spec is None else spec.check_file(_below(path, above, folder)).include
            if found is not None:
                return found
            if above == self._root:
                break
        return False

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            file = folder / NAME
            self._specs[folder] = self._read(file) if file.is_file() else None
        return self._specs[folder]

    def _read(self, file: Path) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec  # most folders have none

        own = _ANY if file.parent == self._start else ""
        if self._start.is_relative_to(file.parent) and not own:
            own = _below(self._start, file.parent, True)
        patterns = [one for spec in _lines(file) for one in spec.patterns]
        return GitIgnoreSpec([one for one in patterns if not own or one.include is None or not one.match_file(own)])


def _below(path: Path, above: Path, folder: bool) -> str:
    return path.relative_to(above).as_posix() + ("/" if folder else "")


def _lines(file: Path) -> Iterator[GitIgnoreSpec]:
    """Each line for itself: one that is no pattern says nothing, as in git, and one that cannot be read neither."""
    from pathspec import GitIgnoreSpec

    with suppress(OSError):
        for line in read_plain(file).decode(errors="replace").splitlines():
            with suppress(ValueError):
                yield GitIgnoreSpec.from_lines([line])
