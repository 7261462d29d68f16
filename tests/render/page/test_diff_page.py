"""The page of a comparison in a real browser: nothing fetched, no wider than the screen, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.render.formats import renderer
from tests.render.page import browser as seen_by
from tests.render.test_diff_formats import SCRIPT, changed, with_scenarios

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    seen_by.demand_browser()
    with seen_by.browser() as one:
        yield one


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, seen_by.PHONE, seen_by.DESK])
def test_it_fits_the_screen_and_everybody_can_read_it(running: Any, tmp_path: Path, width: int, scheme: str) -> None:
    file = tmp_path / "diff.html"
    file.write_text(renderer("diff", "html")(with_scenarios(changed().comparison)), encoding="utf-8")
    with seen_by.opened(running, file, width, scheme) as seen:
        assert seen.asked == [file.as_uri()]
        assert seen.said == []
        assert seen.page.evaluate("document.documentElement.scrollWidth") == width
        assert seen.axe() == []
        assert seen.page.locator("td", has_text=SCRIPT).count() == 1
