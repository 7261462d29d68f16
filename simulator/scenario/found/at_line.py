"""`PATH:LINE`: the scenario that stands on a line of its file, and the part of a suite that falls to one machine."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from simulator.model.scenario.scenario import Scenario

_PLACE = re.compile(r"(.+?):([0-9]+)(?::[0-9]+)?")
_BEGINS = re.compile(r"---(?:\s|$)")
"""How a document of YAML begins; nothing inside of one can stand so at the beginning of a line."""
_SHARD = re.compile(r"\s*([0-9]{1,6})\s*/\s*([0-9]{1,6})\s*")
_MOST_NAMED = 5


@frozen
class NamedPath:
    """A path that somebody names; `line` is 0 where the whole of it is meant."""

    path: str
    line: int = 0


def named_path(text: str) -> NamedPath:
    """`a.scenario.yaml:12`, and a column behind it, as reports have it. A file that is called so is meant whole."""
    found = _PLACE.fullmatch(text)
    if found is None or Path(text).exists():
        return NamedPath(text)
    return NamedPath(found[1], int(found[2]) or -1)


def at_lines(
    places: Iterable[NamedPath], scenarios: Sequence[Scenario], at_fault: Container[str]
) -> frozenset[str] | None:
    """The ids of the scenarios that stand there, and all in what is named whole; None where everything is.

    A line of a row of `examples` means that row alone. Raises UsageError where no scenario stands on a line, unless
    its file is one of those `at_fault`.
    """
    places = list(places)
    if not any(one.line for one in places):
        return None
    found: set[str] = set()
    for one in places:
        path = Path(one.path)
        if one.line and path.is_dir():
            raise UsageError(f'"{one.path}" is a folder, and a line stands in a file: leave out :{max(one.line, 0)}')
        inside = [scenario for scenario in scenarios if _within(Path(scenario.file), path)]
        chosen = list(_on(one.line, inside, path)) if one.line else inside
        if one.line and not chosen and path.as_posix() not in at_fault:
            raise UsageError(_nothing_there(one, inside))
        found |= {scenario.id for scenario in chosen}
    return frozenset(found)


def _within(file: Path, path: Path) -> bool:
    return file == path or path in file.parents


def _on(line: int, inside: Sequence[Scenario], path: Path) -> Iterator[Scenario]:
    """Those whose document the line is in; of a row of `examples`, where the line is in one, that row alone."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    if not 0 < line <= len(lines):
        return
    begins = [number for number, text in enumerate(lines, 1) if _BEGINS.match(text)]
    document = bisect_right(begins, line)
    here = [one for one in inside if bisect_right(begins, one.line) == document]
    rows = [one for one in here if one.row_lines[0] <= line <= one.row_lines[1]]
    yield from rows or here


def _nothing_there(place: NamedPath, inside: Sequence[Scenario]) -> str:
    listed = [f"{one.line} ({one.name})" for one in inside[:_MOST_NAMED]]
    listed += [f"{len(inside) - _MOST_NAMED} more"] if len(inside) > _MOST_NAMED else []
    hint = f"those of this file begin on {', '.join(listed)}" if inside else "there is none in this file"
    line = "" if place.line < 0 else f" {place.line}"
    return f'no scenario stands on line{line or " 0"} of "{place.path}": {hint}'


@frozen
class Shard:
    """One part of a suite that several machines share: number `part` (from 1) of `parts`."""

    part: int = 1
    parts: int = 1

    def of(self, scenarios: Sequence[Scenario]) -> list[Scenario]:
        """What falls to this part: each scenario to one of them, their numbers differ by one at most."""
        return list(scenarios[self.part - 1 :: self.parts])


def shard(text: str | None) -> Shard:
    """`1/4`. Raises UsageError."""
    if text is None:
        return Shard()
    found = _SHARD.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise UsageError(f'--shard "{text}": expected PART/PARTS, 1/4 to 4/4')
    return Shard(int(found[1]), int(found[2]))
