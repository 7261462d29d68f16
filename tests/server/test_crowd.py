"""Many sessions through a scripted line, as fast as can be: their figures are those of `run_many`."""

from __future__ import annotations

import pytest

from benchmarks.crowding import LINES, crowd


@pytest.mark.slow
def test_the_figures_of_two_hundred_sessions_are_those_of_run_many() -> None:
    found = crowd(200)
    assert found.ours == found.theirs
    assert sum(found.ours["statuses"].values()) == 200
    assert len(found.ours["statuses"]) > 2
    assert len(found.ours["seconds"]) > len(LINES) / 2
