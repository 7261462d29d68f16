"""The phone page in a real browser: each action by mouse and by keyboard, and what must hold of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest

from simulator.server.emulator import Emulator
from tests.bodies import SCENARIOS
from tests.exploring._flows import dial, menu, say
from tests.render.page import browser as seen_by
from tests.render.page.suite import SCRIPT
from tests.server.looked_at import Phone

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
def test_a_person_takes_a_call(running: Any, emulator: Emulator, width: int, by: str) -> None:
    with Phone(running, emulator.base_url, width) as phone:
        phone.do("start", "s", by)
        phone.shows("status", "ringing")
        phone.do("answer", "Enter", by)
        phone.shows("caption", "This is the hotline")
        assert phone.one("caption").get_attribute("lang") == "en-US"
        phone.do("key-2", "2", by)
        phone.shows("caption", "Is it urgent?")
        phone.shows("captured", "2 accepted")
        assert "2.sayAndCapture" in phone.one("captured").inner_text()
        emulator.advance(4000)
        phone.shows("timers", "whole entry")
        phone.do("back", "b", by)
        phone.shows("count", "2 calls, 1 live")
        phone.page.wait_for_function("() => document.querySelector('[data-testid=said]').children.length === 0")
        phone.shows("caption", "This is the hotline")
        phone.do("hangup", "Escape", by)
        phone.shows("status", "over: COMPLETED")
        phone.do("again", "r", by)
        phone.shows("status", "ringing")
        phone.do("decline", "Escape", by)
        phone.shows("status", "over: FAILED")


@BOTH
def test_a_call_comes_in_and_one_begins_at_a_place(running: Any, emulator: Emulator, width: int, by: str) -> None:
    with Phone(running, emulator.base_url, width) as phone:
        phone.do("begin-at", "p", by)
        phone.page.get_by_role("button", name="Is it urgent?").click() if by == "mouse" else _enter(phone)
        phone.shows("caption", "Is it urgent?")
        emulator.faults.append({"reply": {"body": '{"callflow": []}'}})
        phone.do("call-in", "c", by)
        phone.one("from").fill("anonymous")
        phone.one("call-now").click() if by == "mouse" else phone.page.keyboard.press("Enter")
        phone.shows("number", "anonymous")
        phone.shows("count", "2 calls")
        phone.page.keyboard.press("]") if by == "keyboard" else phone.page.locator(".calls a").nth(1).click()
        phone.shows("caption", "Is it urgent?")
        phone.one("search-calls").fill("anonymous")
        phone.shows("count", "1 of 2")


def _enter(phone: Phone) -> None:
    """The second place of the list, by Tab and Enter."""
    phone.page.get_by_role("button", name="Is it urgent?").wait_for()
    while "Is it urgent?" not in phone.page.evaluate("document.activeElement.closest('button')?.textContent || ''"):
        phone.page.keyboard.press("Tab")
    phone.page.keyboard.press("Enter")


@BOTH
def test_what_happens_stands_in_the_tabs_and_is_kept(running: Any, emulator: Emulator, width: int, by: str) -> None:
    with Phone(running, emulator.base_url, width) as phone:
        phone.do("start", "s", by)
        phone.do("answer", "Enter", by)
        phone.do("key-3", "3", by)
        phone.shows("list", "The reply")
        assert phone.page.locator(".node.here").count() == 1
        assert phone.page.locator(".node.passed").count() >= 1
        phone.choose("tab-webhooks", by)
        phone.page.locator(".hooks summary").first.click()
        assert '"dtmf": "3"' in phone.one("request").first.inner_text()
        phone.choose("copy-webhook", by)
        assert phone.page.evaluate("navigator.clipboard.readText()").startswith("curl -X POST")
        phone.choose("tab-timeline", by)
        phone.shows("timeline", "presses 3")
        phone.one("search-timeline").fill("presses")
        phone.shows("lines", "1 of ")
        phone.choose("tab-faults", by)
        phone.choose("fault-500", by)
        phone.shows("faults-left", "1 answers")
        phone.choose("tab-settings", by)
        phone.choose("pause", by)
        phone.shows("clock", "paused")
        phone.choose("advance", by)
        phone.one("speed").select_option("60")
        phone.choose("pause", by)
        phone.page.wait_for_function(
            "() => !document.querySelector('[data-testid=clock]').textContent.includes('paused')"
        )
        _kept(phone, by)


def _kept(phone: Phone, by: str) -> None:
    """The call as files, and as commands."""
    for name, words in (("save", "callflow test"), ("report", "Timeline")):
        phone.choose("more", by)
        with phone.page.expect_download() as came:
            phone.choose(name, by)
        assert words in came.value.path().read_text("utf-8")
    for name, words in (("copy-curl", "/callflows"), ("copy-run", "callflow run")):
        phone.choose("more", by)
        phone.choose(name, by)
        phone.shows("notices", words)
        assert words in phone.page.evaluate("navigator.clipboard.readText()")
        phone.one("close-notice").first.click()


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


def test_motion_is_reduced_where_that_is_wanted(running: Any, emulator: Emulator) -> None:
    with Phone(running, emulator.base_url, WIDE) as phone:
        assert phone.page.evaluate("getComputedStyle(document.querySelector('.pad button')).animationName") == "none"
        names = re.findall(r'data-testid="([^"]+)"', phone.page.content())
        assert len(names) == len(set(names))
