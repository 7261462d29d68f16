"""The pages in a real browser: nothing fetched, nothing run but our own, readable on a phone, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.render.formats import renderer
from simulator.render.page.style import script
from tests.render.page import browser as seen_by
from tests.render.page.suite import SCRIPT, a_run, a_suite
from tests.render.test_behaviour_formats import hostile

PAGES = {
    "behaviour": lambda: hostile().render("html"),
    "report": lambda: renderer("report", "html")(a_suite()),
    "run": lambda: a_run().render("html"),
}


pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    seen_by.demand_browser()
    with seen_by.browser() as one:
        yield one


@pytest.fixture(params=sorted(PAGES))
def file(request: Any, tmp_path: Path) -> Path:
    path = tmp_path / f"{request.param}.html"
    path.write_text(PAGES[request.param](), encoding="utf-8")
    return path


def test_nothing_is_fetched_and_nothing_complains(running: Any, file: Path) -> None:
    with seen_by.opened(running, file, seen_by.DESK) as seen:
        seen.unfold()
        assert seen.asked == [file.as_uri()]
        assert seen.said == []


def test_a_prompt_that_is_a_script_stays_a_text(running: Any, file: Path) -> None:
    with seen_by.opened(running, file, seen_by.DESK) as seen:
        seen.unfold()
        assert seen.page.title() != "run"
        said = seen.page.locator(".bubble, pre, .outline", has_text=SCRIPT[:30]).first.inner_text()
        assert SCRIPT in said
        assert seen.page.locator("img, main script:not([type='application/json']), header script").count() == 0
        run = seen.page.locator("script:not([type])").all()
        more = ("report.js",) if "report" in file.name else ()
        assert [one.inner_html() for one in run] == [script(*more)]


@pytest.mark.parametrize("width", [320, seen_by.PHONE, seen_by.DESK])
def test_it_is_no_wider_than_the_screen(running: Any, file: Path, width: int) -> None:
    with seen_by.opened(running, file, width) as seen:
        seen.unfold()
        assert seen.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [seen_by.PHONE, seen_by.DESK])
def test_axe_finds_nothing(running: Any, file: Path, width: int, scheme: str) -> None:
    with seen_by.opened(running, file, width, scheme) as seen:
        assert seen.axe() == []
        seen.unfold()
        assert seen.axe() == []


def test_a_failed_scenario_is_open_and_can_be_reached_by_its_link(running: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(PAGES["report"](), encoding="utf-8")
    with seen_by.opened(running, path, seen_by.PHONE) as seen:
        seen.page.get_by_role("link", name="books lunch").click()
        assert seen.page.locator("#s3 .line").is_visible()
        assert not seen.page.locator("#s1 .line").is_visible()
