"""A large drawing in a real browser: readable at first sight, zoomed, panned and folded by pointer, keys and touch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.api.exploration import explore
from tests.render.large_flow import large_flow
from tests.render.page import browser as seen_by

pytestmark = pytest.mark.browser

SMALLEST = """() => Math.min(...[...document.querySelectorAll('.draw text')].filter(t => t.getBBox().width)
  .map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a))"""
WIDTH = "document.querySelector('.draw svg').getBoundingClientRect().width"
SEEN = "[...document.querySelectorAll('.place')].filter(p => p.style.display !== 'none').length"


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    seen_by.demand_browser()
    with seen_by.browser() as one:
        yield one


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "behaviour.html"
    path.write_text(explore(large_flow()).render("html"), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [390, 1280])
def test_its_text_can_be_read_at_first_sight(running: Any, file: Path, width: int) -> None:
    with seen_by.opened(running, file, width) as seen:
        assert seen.page.evaluate(SMALLEST) >= 10
        start = seen.page.locator(".node.start").bounding_box()
        assert 0 <= start["x"] < width / 2
        seen.page.get_by_role("button", name="show what is folded").click()
        assert seen.page.evaluate(SMALLEST) >= 10


def test_a_large_one_opens_folded_and_unfolds_place_by_place(running: Any, file: Path) -> None:
    with seen_by.opened(running, file, seen_by.DESK) as seen:
        folded = seen.page.evaluate(SEEN)
        assert folded < 15
        seen.page.locator(".fold[aria-expanded=false]:visible").nth(1).click()
        assert folded < seen.page.evaluate(SEEN) < 25
        seen.page.locator(".fold[aria-expanded=false]:visible").nth(1).press("Enter")
        seen.page.get_by_role("button", name="show what is folded").click()
        assert seen.page.evaluate(SEEN) == seen.page.locator(".place").count() > 41
        seen.page.get_by_role("button", name="fold all").click()
        assert seen.page.evaluate(SEEN) == folded


def test_unfolded_it_stands_as_the_svg_has_it(running: Any, file: Path) -> None:
    given = "[...document.querySelectorAll('.place')].map(p => p.getAttribute('transform'))"
    with seen_by.opened(running, file, seen_by.DESK) as seen:
        seen.page.get_by_role("button", name="show what is folded").click()
        now = seen.page.evaluate(given)
    written = [part.split('"')[0] for part in file.read_text("utf-8").split('transform="')[2:]]
    assert now == [one for one in written if one.startswith("translate(") and "$" not in one]


def test_it_is_zoomed_by_buttons_keys_and_wheel(running: Any, file: Path) -> None:
    with seen_by.opened(running, file, seen_by.DESK) as seen:
        first = seen.page.evaluate(WIDTH)
        seen.page.get_by_role("button", name="zoom in").click()
        assert seen.page.evaluate(WIDTH) == pytest.approx(first * 1.25, rel=0.02)
        seen.page.get_by_role("button", name="zoom out").click()
        assert seen.page.evaluate(WIDTH) == pytest.approx(first, rel=0.02)
        seen.page.locator(".draw").press("+")
        seen.page.locator(".draw").press("-")
        assert seen.page.evaluate(WIDTH) == pytest.approx(first, rel=0.02)
        seen.page.locator(".draw").press("0")
        box = seen.page.locator(".draw").bounding_box()
        assert seen.page.locator(".draw svg").bounding_box()["height"] <= box["height"]
        whole = seen.page.evaluate(WIDTH)
        seen.page.mouse.move(box["x"] + 50, box["y"] + 50)
        seen.page.keyboard.down("Control")
        seen.page.mouse.wheel(0, -200)
        seen.page.keyboard.up("Control")
        seen.page.wait_for_function(f"{WIDTH} > {whole} * 1.2")


def test_it_is_panned_by_the_pointer(running: Any, file: Path) -> None:
    with seen_by.opened(running, file, seen_by.PHONE) as seen:
        box = seen.page.locator(".draw")
        box.scroll_into_view_if_needed()
        where = box.bounding_box()
        seen.page.mouse.move(where["x"] + 300, where["y"] + 200)
        seen.page.mouse.down()
        seen.page.mouse.move(where["x"] + 100, where["y"] + 150)
        seen.page.mouse.up()
        assert seen.page.evaluate("document.querySelector('.draw').scrollLeft") >= 190


def test_it_is_zoomed_by_two_fingers(running: Any, file: Path) -> None:
    pinch = """() => { const box = document.querySelector('.draw'), touch = (id, x) =>
        new Touch({identifier: id, target: box, clientX: x, clientY: 200});
      const send = (name, apart) => box.dispatchEvent(new TouchEvent(name, {cancelable: true, bubbles: true,
        touches: [touch(1, 150 - apart), touch(2, 150 + apart)]}));
      send('touchstart', 20); send('touchmove', 40); }"""
    with seen_by.opened(running, file, seen_by.PHONE) as seen:
        first = seen.page.evaluate(WIDTH)
        seen.page.evaluate(pinch)
        assert seen.page.evaluate(WIDTH) == pytest.approx(first * 2, rel=0.02)


def test_the_tree_comes_first_on_a_phone_and_the_drawing_at_a_desk(running: Any, file: Path) -> None:
    for width, tree_first in ((seen_by.PHONE, True), (seen_by.DESK, False)):
        with seen_by.opened(running, file, width) as seen:
            tops = [seen.page.locator(f"#{name}").bounding_box()["y"] for name in ("tree", "drawing")]
            assert (tops[0] < tops[1]) is tree_first
