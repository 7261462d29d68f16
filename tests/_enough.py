"""A file of which each line and branch was taken is traced no further: to trace costs more than the tests themselves.

What was noted of it is kept, so that the report is the same. Workers of xdist tell each other of such files: it is
what all of them took together that counts. Tests that take long and random ones come last: little is traced by then.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = 1000
"""After so many tests is the first look, after twice as many the next one: a look takes seconds."""


class Enough:
    """Looks from time to time at what was taken so far."""

    def __init__(self, measured: Coverage, first: int = FIRST) -> None:
        self._measured, self._next = measured, first
        self._tests = 0
        self._looked_before_long_ones = False
        self._arcs: dict[str, int] = {}
        self._whole: set[str] = set()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Long ones last, in the order that they had."""
        items.sort(key=_long)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Look after so many tests, and before the first long one."""
        self._tests += 1
        first_long = _long(item) and not self._looked_before_long_ones
        if first_long or self._tests >= self._next:
            self._looked_before_long_ones |= first_long
            self._next = max(self._next, 2 * self._tests)
            self.look(_meeting(item.config))

    def look(self, meeting: Path) -> None:
        """Stop tracing what is whole here, and what was in another worker: each writes it to a file in a folder."""
        found = set(self._found())
        meeting.mkdir(exist_ok=True)
        with (meeting / f"{os.getpid()}.txt").open("a", encoding="utf-8") as file:
            file.writelines(f"{name}\n" for name in sorted(found))
        told = {line for one in meeting.glob("*.txt") for line in one.read_text("utf-8").splitlines()}
        self._whole |= found | told
        collector: Any = self._measured._collector
        for name in self._whole & collector.should_trace_cache.keys():
            collector.should_trace_cache[name].trace = False

    def _found(self) -> Iterator[str]:
        """The files that became whole since the last look.

        They are looked at by another one, since what measures would flush before each of them.
        """
        data = self._measured.get_data()
        looking = Coverage(data_file=data.data_filename())
        looking.load()
        for name in data.measured_files() - self._whole:
            arcs = len(data.arcs(name) or ())
            if arcs != self._arcs.get(name, 0):
                self._arcs[name] = arcs
                if not looking.analysis2(name)[3] and all(a == b for a, b in looking.branch_stats(name).values()):
                    yield name


def _meeting(config: pytest.Config) -> Path:
    """A folder of this run alone: what was whole in an earlier one says nothing."""
    factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined]
    worker = getattr(config, "workerinput", None)
    own = factory.getbasetemp()
    return own / "whole" if worker is None else own.parent / f"whole-{worker['testrunuid']}"


def _long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) is not None for name in ("slow", "hypothesis"))
