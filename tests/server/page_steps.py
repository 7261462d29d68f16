"""What a person does on the phone page, by mouse or by keyboard alone: each step begins at a page without a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.sim import post_clock

if TYPE_CHECKING:
    from simulator.server.emulator import Emulator
    from tests.server.looked_at import Phone

KEYBOARD_ALONE = {"To the phone"}
"""What is seen by nobody who has a mouse."""
FAULTS = (
    ("500", "1 webhook answer"),
    ("slow", "2 webhook answers"),
    ("drop", "3 webhook answers"),
    ("broken", "4 webhook answers"),
    ("twice", "4 webhook answers, 1 to be delivered twice"),
    ("silent", "-2005 at the next prompt"),
    ("refuse", "-9999 at the next request"),
    ("busy", "-2010 at the next call"),
)
"""Each fault, and what is said of what is to strike."""


def takes_a_call(phone: Phone, emulator: Emulator, by: str) -> None:
    if by == "keyboard":
        phone.page.keyboard.press("Tab")
        phone.page.keyboard.press("Enter")
        phone.page.wait_for_function("() => document.activeElement.id === 'phone'")
    phone.do("start", "s", by)
    phone.shows("status", "ringing")
    phone.do("answer", "Enter", by)
    phone.shows("caption", "This is the hotline")
    assert phone.one("caption").get_attribute("lang") == "en-US"
    phone.do("key-2", "2", by)
    phone.shows("caption", "Is it urgent?")
    phone.shows("captured", "2 accepted")
    assert "2.sayAndCapture" in phone.one("captured").inner_text()
    phone.page.wait_for_function("() => !document.querySelector('.pressed')")
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
    phone.choose("decline", by)
    phone.shows("status", "over: FAILED")
    phone.do("again", "r", by)
    phone.shows("status", "ringing")
    phone.choose("busy", by)
    phone.shows("status", "over: BUSY")


def presses_each_key(phone: Phone, _: Emulator, by: str) -> None:
    phone.do("start", "s", by)
    phone.do("answer", "Enter", by)
    for name, key in (("2", "2"), ("1", "1")):
        phone.do(f"key-{name}", key, by)
        phone.shows("captured", f"{key} accepted")
    phone.shows("status", "leg B rings: +60123456789")
    phone.do("answer", "Enter", by)
    phone.shows("status", "bridged")
    for name in ["0", "3", "4", "5", "6", "7", "8", "9", "star", "hash"]:
        phone.do(f"key-{name}", {"star": "*", "hash": "#"}.get(name, name), by)
    phone.choose("rare", by)
    for name in "ABCD":
        phone.do(f"key-{name}", name, by)
    phone.choose("release", by)
    phone.shows("caption", "The technician has left.")
    phone.choose("tab-timeline", by)
    phone.shows("timeline", "presses D")


def has_calls_come_in(phone: Phone, emulator: Emulator, by: str) -> None:
    phone.do("begin-at", "p", by)
    phone.choose("places-cancel", by)
    phone.do("begin-at", "p", by)
    phone.page.get_by_role("button", name="Is it urgent?").click() if by == "mouse" else _enter(phone)
    phone.shows("caption", "Is it urgent?")
    emulator.faults.append({"reply": {"body": '{"callflow": []}'}})
    phone.do("call-in", "c", by)
    phone.choose("call-cancel", by)
    phone.do("call-in", "c", by)
    phone.type("from", "anonymous", by)
    phone.type("to", "+6562345679", by)
    phone.one("call-now").click() if by == "mouse" else phone.page.keyboard.press("Enter")
    phone.shows("number", "anonymous")
    phone.shows("count", "2 calls")
    phone.page.locator(".calls a").nth(1).click() if by == "mouse" else phone.page.keyboard.press("]")
    phone.shows("caption", "Is it urgent?")
    if by == "keyboard":
        phone.page.locator(".calls a").first.press("Enter")
        phone.shows("number", "anonymous")
        phone.page.keyboard.press("/")
        phone.page.keyboard.type("anonymous")
    else:
        phone.type("search-calls", "anonymous", by)
    phone.shows("count", "1 of 2")


def _enter(phone: Phone) -> None:
    """The second place of the list, by Tab and Enter."""
    phone.page.get_by_role("button", name="Is it urgent?").wait_for()
    while "Is it urgent?" not in phone.page.evaluate("document.activeElement.closest('button')?.textContent || ''"):
        phone.page.keyboard.press("Tab")
    phone.page.keyboard.press("Enter")


def looks_into_each_tab(phone: Phone, _: Emulator, by: str) -> None:
    phone.do("start", "s", by)
    phone.do("answer", "Enter", by)
    phone.do("key-3", "3", by)
    phone.shows("list", "The reply")
    assert phone.page.locator(".node.here").count() == 1
    assert phone.page.locator(".node.passed").count() >= 1
    _zooms(phone, by)
    phone.choose("tab-webhooks", by)
    phone.page.locator(".hooks summary").first.click() if by == "mouse" else phone.focused("hook").press("Enter")
    assert '"dtmf": "3"' in phone.one("hook-request").first.inner_text()
    phone.choose("copy-webhook", by)
    assert phone.page.evaluate("navigator.clipboard.readText()").startswith("curl -X POST")
    phone.choose("close-notice", by)
    phone.type("search-webhooks", "nowhere", by)
    phone.page.get_by_text("0 of 1").wait_for()
    phone.choose("tab-diagram", by)
    phone.page.locator(".node.here").click() if by == "mouse" else phone.focused("diagram").press("Enter")
    phone.shows("list", "the timeline shows")
    phone.choose("tab-timeline", by)
    phone.shows("lines", " of ")
    phone.type("search-timeline", "presses", by)
    phone.shows("timeline", "presses 3")
    phone.shows("lines", "1 of ")


def _zooms(phone: Phone, by: str) -> None:
    wide = "document.querySelector('.draw svg').getBoundingClientRect().width"
    first = phone.page.evaluate(wide)
    phone.choose("zoom-in", by)
    assert phone.page.evaluate(wide) > first
    phone.choose("zoom-out", by)
    phone.choose("zoom-out", by)
    assert phone.page.evaluate(wide) < first
    phone.choose("zoom-whole", by)
    assert phone.page.evaluate(f"{wide} <= document.querySelector('.draw').clientWidth")


def lets_things_fail(phone: Phone, emulator: Emulator, by: str) -> None:
    phone.do("start", "s", by)
    phone.do("answer", "Enter", by)
    phone.choose("tab-faults", by)
    for name, words in FAULTS:
        phone.choose(f"fault-{name}", by)
        phone.shows("faults-left", words)
    phone.lost = True  # the browser tells of each answer that is an error
    phone.do("start", "s", by)
    phone.shows("notices", "A body was refused: -9999")
    phone.choose("close-notice", by)
    phone.shows(
        "faults-left", "4 webhook answers, 1 to be delivered twice, -2005 at the next prompt, -2010 at the next call"
    )
    phone.choose("hangup", by)
    phone.do("start", "s", by)
    phone.shows("status", "over: ERROR")
    phone.page.wait_for_function(
        "() => !document.querySelector('[data-testid=faults-left]').textContent.includes('-2010')"
    )


def turns_the_clock(phone: Phone, emulator: Emulator, by: str) -> None:
    phone.do("start", "s", by)
    phone.do("answer", "Enter", by)
    phone.choose("tab-settings", by)
    phone.choose("pause", by)
    phone.shows("clock", "paused")
    phone.type("advance-by", "7", by)
    phone.choose("advance", by)
    phone.shows("time", "00:07")
    phone.pick("speed", "60", by)
    phone.choose("pause", by)
    phone.page.wait_for_function("() => !document.querySelector('[data-testid=clock]').textContent.includes('paused')")
    shown = phone.one("clock").inner_text()
    phone.page.wait_for_function(
        "(then) => document.querySelector('[data-testid=clock]').innerText !== then", arg=shown
    )
    emulator.ask(post_clock, {"paused": True})  # as another tab, or a test, does
    phone.shows("clock", "paused")
    emulator.ask(post_clock, {"paused": False})
    phone.pick("mute", "ring", by)
    phone.one("keys-off").click() if by == "mouse" else phone.focused("keys-off").press("Space")
    phone.page.keyboard.press("c")
    assert phone.page.locator("dialog[open]").count() == 0
    assert phone.page.evaluate("localStorage['callflow-muted']") == "ring"


def keeps_the_call(phone: Phone, _: Emulator, by: str) -> None:
    """As files, and as commands."""
    phone.do("start", "s", by)
    for name, words in (("save", "callflow test"), ("report", "Timeline")):
        phone.choose("more", by)
        menu = phone.page.locator(".menu").bounding_box()
        assert 0 <= menu["x"] <= phone.page.viewport_size["width"] - menu["width"]
        with phone.page.expect_download() as came:
            phone.choose(name, by)
        assert words in came.value.path().read_text("utf-8")
    for name, words in (("copy-curl", "/callflows"), ("copy-run", "callflow run")):
        phone.choose("more", by)
        phone.choose(name, by)
        phone.shows("notices", words)
        assert words in phone.page.evaluate("navigator.clipboard.readText()")
        phone.choose("notice-more", by)
        phone.choose("close-notice", by)


STEPS = (
    *(takes_a_call, presses_each_key, has_calls_come_in, looks_into_each_tab, lets_things_fail, turns_the_clock),
    keeps_the_call,
)
