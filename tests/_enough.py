"""A file of which each line and branch was taken is traced no further: to trace costs more than the tests themselves.

What was noted of it is kept, so that the report is the same. Workers of xdist tell each other where they note it: it is
what all of them took together that counts. Tests that take long and random ones come last: little is traced by then.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import pytest
from coverage import Coverage, CoverageData
from coverage.results import analysis_from_file_reporter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = 500
"""After so many tests is the first look."""
PAUSE = 20
"""So many times as long as a look took nobody looks again: it costs a twentieth, and not only at the beginning is there
something to be seen, since what tests that take long reach alone is traced until then.
"""


class Together:
    """What several workers noted, as coverage reads it."""

    def __init__(self, notes: list[CoverageData]) -> None:
        self._notes = notes

    def has_arcs(self) -> bool:
        """All of them note branches."""
        return True

    def measured_files(self) -> set[str]:
        """The files of all of them."""
        return {name for one in self._notes for name in one.measured_files()}

    def arcs(self, name: str) -> set[tuple[int, int]]:
        """What any of them took."""
        return {arc for one in self._notes for arc in one.arcs(name) or ()}

    def lines(self, name: str) -> set[int]:
        """The lines of these."""
        return {line for arc in self.arcs(name) for line in arc if line > 0}


class Enough:
    """Looks from time to time at what was taken so far."""

    def __init__(self, measured: Coverage, first: int = FIRST) -> None:
        self._measured, self._first = measured, first
        self._tests = 0
        self._due = 0.0
        self._looked_before_long_ones = False
        self._arcs: dict[str, int] = {}
        self._whole: set[str] = set()
        self._reporters: dict[str, Any] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Long ones last, in the order that they had."""
        items.sort(key=_long)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Look after so many tests, before the first long one, and again after a while."""
        self._tests += 1
        first_long = _long(item) and not self._looked_before_long_ones
        if first_long or (self._tests >= self._first and time.monotonic() >= self._due):
            self._looked_before_long_ones |= first_long
            begin = time.monotonic()
            self.look(_meeting(item.config))
            self._due = time.monotonic() + PAUSE * (time.monotonic() - begin)

    def look(self, meeting: Path) -> None:
        """Stop tracing what is whole by now; each worker writes into a folder where it notes what it takes."""
        own = self._measured.get_data()  # what was taken until now is written down by this
        meeting.mkdir(exist_ok=True)
        mine = meeting / f"{os.getpid()}.txt"
        if not mine.exists():  # another one reads it: it is there as a whole, or not at all
            mine.with_suffix(".new").write_text(own.data_filename(), "utf-8")
            mine.with_suffix(".new").rename(mine)
        notes = [_noted(path.read_text("utf-8")) for path in meeting.glob("*.txt")]
        self._whole.update(self._found(Together(notes)))
        for one in notes:
            one.close()
        collector: Any = self._measured._collector
        for name in self._whole & collector.should_trace_cache.keys():
            collector.should_trace_cache[name].trace = False

    def _found(self, together: Together) -> Iterator[str]:
        """The files that became whole since the last look; each is parsed once in all."""
        for name in together.measured_files() - self._whole:
            arcs = len(together.arcs(name))
            if arcs != self._arcs.get(name, 0):
                self._arcs[name] = arcs
                if name not in self._reporters:
                    self._reporters[name] = self._measured._get_file_reporter(name)
                noted: Any = together
                found = analysis_from_file_reporter(noted, 0, self._reporters[name], name).numbers
                if not found.n_missing and not found.n_missing_branches:
                    yield name


def _noted(name: str) -> CoverageData:
    data = CoverageData(name)
    data.read()
    return data


def _meeting(config: pytest.Config) -> Path:
    """A folder of this run alone: what was whole in an earlier one says nothing."""
    factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined]
    worker = getattr(config, "workerinput", None)
    own = factory.getbasetemp()
    return own / "whole" if worker is None else own.parent / f"whole-{worker['testrunuid']}"


def _long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) is not None for name in ("slow", "hypothesis"))
