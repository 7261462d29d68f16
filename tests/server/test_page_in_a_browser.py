"""The phone page in a real browser: each action by mouse and by keyboard, and what must hold of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest

from simulator.server.emulator import Emulator
from simulator.server.sim import post_clock, post_import
from tests.bodies import SCENARIOS
from tests.exploring._flows import dial, menu, say
from tests.render.page import browser as seen_by
from tests.render.page.suite import SCRIPT
from tests.server.looked_at import Phone
from tests.server.page_steps import KEYBOARD_ALONE, STEPS

pytestmark = pytest.mark.browser
HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
WIDE = 1280
TABS = ("webhooks", "timeline", "faults", "settings", "diagram")
BUSY_BACKEND = '"><svg onload=alert(1)>'


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    seen_by.demand_browser()
    with seen_by.browser() as one:
        yield one


@pytest.fixture(scope="module")
def server() -> Iterator[Emulator]:
    with Emulator(flow=HOTLINE, speed=1, seed=3) as one:
        yield one


@pytest.fixture
def emulator(server: Emulator) -> Emulator:
    server.reset()
    return server


BOTH = pytest.mark.parametrize(
    ("width", "by"), [(WIDE, "mouse"), (WIDE, "keyboard"), (390, "mouse"), (390, "keyboard")]
)


@BOTH
def test_each_control_does_what_it_says(running: Any, server: Emulator, width: int, by: str) -> None:
    """A control that no step uses fails this: the list of them is made of the page itself."""
    found, used = set[str](), set[str]()
    with Phone(running, server.base_url, width) as phone:
        for step in STEPS:
            server.reset()
            phone.begin_again()
            step(phone, server, by)
            controls = phone.controls()
            found |= set(controls["found"])
            used |= set(controls[by])
    assert len(found) > 60
    assert found - used == (KEYBOARD_ALONE if by == "mouse" else set())


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (390, "dark")])
def test_axe_finds_nothing(running: Any, emulator: Emulator, width: int, scheme: str) -> None:
    with Phone(running, emulator.base_url, width, scheme) as phone:
        phone.do("start", "", "mouse")
        phone.do("answer", "", "mouse")
        phone.do("key-2", "", "mouse")
        phone.shows("caption", "Is it urgent?")
        phone.shows("list", "The reply")
        assert phone.axe() == []
        for tab in TABS[:-1] if width == WIDE else ("webhooks",):
            phone.one(f"tab-{tab}").click()
            if tab == "webhooks":
                phone.page.locator(".hooks summary").first.click()
            assert (tab, phone.axe("#side")) == (tab, [])
        phone.page.keyboard.press("c")
        assert phone.axe("dialog[open]") == []


def test_it_is_no_wider_than_the_screen(running: Any, emulator: Emulator) -> None:
    with Phone(running, emulator.base_url, 320) as phone:
        for name in ("start", "answer", "key-2"):
            phone.do(name, "", "mouse")
        phone.shows("caption", "Is it urgent?")
        for width in (320, 390, 701, 1061, WIDE, 3840):
            phone.page.set_viewport_size({"width": width, "height": 900})
            for tab in TABS:
                phone.one(f"tab-{tab}").click()
                assert (tab, phone.page.evaluate("document.documentElement.scrollWidth") <= width) == (tab, True)


def test_texts_stay_texts_and_have_their_language(running: Any, emulator: Emulator) -> None:
    emulator.lines["*"] = "manual"
    arabic = "مرحبا، اضغط 1"
    body = {"callflow": [dial(), say(SCRIPT), menu(arabic)]}
    body["callflow"][2]["params"]["voiceProfile"] = "ar-EG-Hoda"
    with Phone(running, emulator.base_url, WIDE) as phone:
        begin(emulator, body)
        phone.one("answer").click()
        phone.shows("caption", SCRIPT[:20])
        assert phone.page.evaluate("document.querySelector('[data-testid=caption]').textContent") == SCRIPT
        emulator.advance(8000)
        phone.shows("caption", arabic)
        assert phone.one("caption").get_attribute("lang") == "ar-EG"
        assert (
            phone.page.evaluate("getComputedStyle(document.querySelector('[data-testid=caption]')).direction") == "rtl"
        )
        phone.one("tab-timeline").click()
        phone.shows("timeline", SCRIPT[:20])
        begin(emulator, {"callflow": [{"action": BUSY_BACKEND}]}, refused=True)
        phone.page.get_by_text("A body was refused").wait_for()
        assert phone.page.locator("main img, main script, .notice img, .notice svg, #notices script").count() == 0
        assert phone.page.evaluate("document.scripts.length") == 1


def begin(emulator: Emulator, body: Any, refused: bool = False) -> str:
    url = f"{emulator.base_url}/api/v1/subaccounts/sandbox/callflows"
    request = Request(url, json.dumps(body).encode(), {"Authorization": "Bearer any"})
    try:
        with urlopen(request) as came:
            session: str = json.load(came)["sessionId"]
            return session
    except OSError:
        assert refused
        return ""


def test_the_clock_is_that_of_the_server_whoever_turned_it(running: Any, emulator: Emulator) -> None:
    """Another tab, a test that begins again, a server that was carried in: the tab that is open shows what is."""
    with Phone(running, emulator.base_url, WIDE) as phone:
        phone.one("tab-settings").click()
        emulator.ask(post_clock, {"paused": True})
        phone.shows("clock", "paused")
        paused = emulator.export()
        emulator.reset()
        phone.page.wait_for_function(
            "() => !document.querySelector('[data-testid=clock]').textContent.includes('paused')"
        )
        emulator.ask(post_import, paused)
        phone.shows("clock", "paused")


def test_motion_is_reduced_where_that_is_wanted(running: Any, emulator: Emulator) -> None:
    with Phone(running, emulator.base_url, WIDE) as phone:
        assert phone.page.evaluate("getComputedStyle(document.querySelector('.pad button')).animationName") == "none"
        names = re.findall(r'data-testid="([^"]+)"', phone.page.content())
        assert len(names) == len(set(names))
