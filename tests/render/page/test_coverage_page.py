"""The page of coverage in a real browser: nothing fetched, no wider than the screen, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.render.formats import renderer
from tests.render.coverage_cases import coverage
from tests.render.page import browser as seen_by

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    seen_by.demand_browser()
    with seen_by.browser() as one:
        yield one


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, seen_by.PHONE, seen_by.DESK])
def test_it_fits_the_screen_and_everybody_can_read_it(running: Any, tmp_path: Path, width: int, scheme: str) -> None:
    file = tmp_path / "coverage.html"
    file.write_text(renderer("coverage", "html")(coverage()), encoding="utf-8")
    with seen_by.opened(running, file, width, scheme) as seen:
        assert seen.asked == [file.as_uri()]
        assert seen.page.evaluate("document.documentElement.scrollWidth") == width
        assert seen.said == []
        assert seen.axe() == []


def test_covered_and_missed_differ_in_colour_and_line(running: Any, tmp_path: Path) -> None:
    file = tmp_path / "coverage.html"
    file.write_text(renderer("coverage", "html")(coverage()), encoding="utf-8")
    style = "(e) => [getComputedStyle(e).stroke, getComputedStyle(e).strokeDasharray]"
    with seen_by.opened(running, file, seen_by.DESK) as seen:
        passed = seen.page.locator(".cov .edge.passed path").first.evaluate(style)
        missed = seen.page.locator(".cov .edge:not(.passed) path").first.evaluate(style)
        assert passed[0] != missed[0]
        assert (passed[1], missed[1]) == ("none", "6px, 4px")
