"""Which scenario files there are: one rule for the commands, the library and pytest, and what it leaves out is said."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.errors import UsageError
from simulator.loading.files.scenario_names import SCENARIO_ENDINGS, is_scenario_name, nearly_scenario_name
from simulator.model.record import frozen
from simulator.registry import nearest
from simulator.running.source import MEANT, kind_at
from simulator.scenario.found.ignored import NAME, Ignored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIX = SCENARIO_ENDINGS[0]
FOREIGN = {
    "node_modules": "packages of others",
    "site-packages": "packages of others",
    "build": "made by a build",
    "dist": "made by a build",
    "__pycache__": "made by Python",
    "venv": "a virtual environment",
    "CVS": "kept by CVS",
    "_darcs": "kept by darcs",
}
"""Folders that are not searched, by their names; they are those of pytest and more."""
MOST_LOOKED_AT = 5_000
"""Folders and files in a folder that is left out, among which scenario files are counted."""
MOST_NAMED = 5


@frozen
class LeftOut:
    """A file, or a folder with so many scenario files in it, that is not taken, and why."""

    name: str
    why: str
    files: int = 0
    more: bool = False
    """Whether looking stopped before the end of the folder."""

    def __str__(self) -> str:
        number = f"{self.files} file{'' if self.files == 1 else 's'}: " if self.files else ""
        number = f"at least {number}" if self.more else number
        return f"{self.name} ({number}{self.why})"

    @property
    def counted(self) -> int:
        """How many files it stands for."""
        return self.files or 1


@frozen
class Collected:
    """The scenario files that paths name or hold, by name, what was left out, and folders that were named in vain.

    `shut` are folders that cannot be listed, so that nobody knows what is in them.
    """

    files: tuple[Path, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    empty: tuple[str, ...] = ()
    shut: tuple[LeftOut, ...] = ()

    @property
    def told(self) -> str:
        """How many files were collected of how many, and why not the others; "" where none was left out."""
        if not self.left_out:
            return ""
        named = [str(one) for one in self.left_out[:MOST_NAMED]]
        named += [f"{len(self.left_out) - MOST_NAMED} more"] if len(self.left_out) > MOST_NAMED else []
        total = len(self.files) + sum(one.counted for one in self.left_out)
        least = "at least " * any(one.more for one in self.left_out)
        of = f"{least}{total} file{'' if total == 1 else 's'}"
        return f"collected {len(self.files)} of {of}; left out: {', '.join(named)}"


class Rule:
    """What is taken below `start`, a folder that somebody named, and why the rest is not."""

    def __init__(self, start: Path) -> None:
        self._start, self._ignored = start, Ignored(start)

    def below(self, path: Path) -> str:
        """Why a scenario file that somebody else found below `start` is not taken; "" where it is."""
        within = path.relative_to(self._start).parts[:-1]
        folders = (self._start.joinpath(*within[: at + 1]) for at in range(len(within)))
        return next(filter(None, map(self.folder, folders)), "") or self.file(path)

    def folder(self, path: Path) -> str:
        """Why a folder is not searched; "" where it is."""
        if path.is_symlink():
            return "a link"
        if (path / "pyvenv.cfg").is_file() or (path / "conda-meta").is_dir():
            return "a virtual environment"
        if path.name.startswith("."):
            return "hidden"
        return FOREIGN.get(path.name, "") or (NAME if self._ignored.ignores(path, True) else "")

    def file(self, path: Path) -> str:
        """Why a file with the name of a scenario file is not taken; "" where it is."""
        if path.exists() and not path.is_file():
            return "no plain file"
        return NAME if self._ignored.ignores(path, False) else ""


def collect(paths: Iterable[str]) -> Collected:
    """Every scenario file that paths name or hold. Raises UsageError where there is none.

    What is named is always taken. In a folder that is named, those are found whose names end in .scenario.yaml, .yml or
    .json, in letters of any case; hidden folders, links to folders, virtual environments, what builds and others made
    and what `.gitignore` names are left out.
    """
    parts = {path: inside(path) if path.is_dir() else Collected((_named(path),)) for path in map(Path, paths)}
    empty = tuple(path.as_posix() for path, part in parts.items() if not part.files)
    collected = evolve(together(parts.values()), empty=empty)
    if not collected.files:
        why = f" ({why})" if (why := ", ".join(filter(None, (collected.told, *map(str, collected.shut))))) else ""
        raise UsageError(f"there is nothing to run: no file there is named *{SUFFIX}{why}")
    return collected


def together(parts: Iterable[Collected]) -> Collected:
    """What several paths hold, each file once; one that is left out of a folder is taken where it is named."""
    found: dict[Path, None] = {}
    left_out: dict[LeftOut, None] = {}
    shut: dict[LeftOut, None] = {}
    for part in parts:
        found |= dict.fromkeys(part.files)
        left_out |= dict.fromkeys(part.left_out)
        shut |= dict.fromkeys(part.shut)
    taken = {path.as_posix() for path in found}
    return Collected(tuple(found), tuple(one for one in left_out if one.name not in taken), shut=tuple(shut))


def _named(path: Path) -> Path:
    """A file that is named. Raises UsageError where it is none, or another kind of file."""
    if not path.exists():
        what = "a link that leads nowhere is" if path.is_symlink() else "there is no file or folder"
        raise UsageError(f'{what} "{path.as_posix()}"{"" if path.is_symlink() else _near(path)}')
    if not is_scenario_name(path.name) and (kind := kind_at(path)) not in ("scenario", None):
        raise UsageError(f'"{path.as_posix()}" is {MEANT[kind]}: expected a scenario file, NAME{SUFFIX}')
    return path


def _near(path: Path) -> str:
    beside = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
    best = nearest(path.name, beside, 1)
    return f': did you mean "{path.with_name(best[0]).as_posix()}"?' if best else ""


def inside(start: Path) -> Collected:
    """What is taken of a folder that is named, and what is left out."""
    rule = Rule(start)
    unlisted: list[OSError] = []
    found: list[Path] = []
    left_out: list[LeftOut] = []
    for at, folders, files in os.walk(start, onerror=unlisted.append):
        here = Path(at)
        skipped = {name: why for name in folders if (why := rule.folder(here / name))}
        folders[:] = [name for name in folders if name not in skipped]
        left_out += (one for name, why in skipped.items() if (one := _uncollected(here / name, why, start)))
        judged = [(path, _why_not(path, rule)) for path in map(here.joinpath, files)]
        found += (path for path, reason in judged if reason == "")
        left_out += (LeftOut(path.as_posix(), reason) for path, reason in judged if reason)
    shut = tuple(map(_unlisted, unlisted))
    return Collected(tuple(sorted(found)), tuple(sorted(left_out, key=lambda one: one.name)), shut=shut)


def _why_not(path: Path, rule: Rule) -> str | None:
    """Why a file is not taken; "" where it is, None where it is nothing that anybody meant to be taken."""
    if is_scenario_name(path.name):
        return rule.file(path)
    if nearly_scenario_name(path.name) and path.is_file() and kind_at(path) == "scenario":
        return f"its name does not end in {SUFFIX}"
    return None


def _unlisted(error: OSError) -> LeftOut:
    return LeftOut(Path(error.filename).as_posix(), f"cannot be listed: {error.strerror}")


def _uncollected(folder: Path, why: str, start: Path) -> LeftOut | None:
    """A folder that is not searched, where scenario files are in it; those that a link leads back to are found."""
    if folder.is_symlink() and folder.resolve().is_relative_to(start.resolve()):
        return None
    names = list(islice(_names(folder), MOST_LOOKED_AT))
    number = sum(map(is_scenario_name, names))
    return LeftOut(folder.as_posix(), why, number, len(names) == MOST_LOOKED_AT) if number else None


def _names(folder: Path) -> Iterator[str]:
    for _, folders, files in os.walk(folder):
        folders.sort()  # where looking stops, the same stands before on any machine
        yield from sorted(files)
        yield from ("" for _ in folders)  # they count as looked at
