"""From an event in the engine to the changed picture on the phone page, measured in the page: 200 calls at once.

The page is that of a call whose list has 200 places; server and browser are on this machine, and their clocks one. What
the machine can do at that moment is measured in the same way before and after: a page that draws nothing but takes the
same events, and waits for its next picture.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import time
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

from attrs import define

from simulator.server.emulator import Emulator
from simulator.server.page.shipped import names, page_file

if TYPE_CHECKING:
    from simulator.server.events import Happened

CALLS, ENTRIES = 200, 50
"""Calls at once; captures of each, four places in each."""
SECONDS, BARE_SECONDS = 8.0, 2.5
NOTING = """() => {
  window.shown = [];
  window.note = (detail) => {
    const after = new MessageChannel();  // behind the picture that this turn paints
    after.port1.onmessage = () => window.shown.push({ ...detail, at: performance.timeOrigin + performance.now() });
    after.port2.postMessage(0);
  };
  document.addEventListener('painted', (event) => window.note(event.detail));
}"""
BARE = """() => {
  let numbers = [];
  const source = new EventSource('/_sim/events');
  source.addEventListener('call', ({ lastEventId }) => {
    numbers.push(Number(lastEventId));
    if (numbers.length > 1) return;
    requestAnimationFrame(() => { window.note({ events: numbers, phone: 0 }); numbers = []; });
  });
}"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@define
class Seen:
    """Ms from events to their picture: on a bare page, on the phone page, and to the keys and timers of the phone."""

    bare: list[float]
    page: list[float]
    phone: list[float]
    first: float
    """Ms until the first picture of the page."""


def report() -> str:
    """The rows of the report."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    weight = sum(len(file.content) for name in names() if (file := page_file(name)) is not None)
    what = f"event to picture, {CALLS} calls, {4 * ENTRIES} places"
    if browser is None:
        return f"{what:<52} not measured: no Chromium; the page weighs {weight / 1000:.0f} KB"
    seen = _shown(browser)
    busy = f"p95 beside a page that draws nothing; load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores"
    more = f"{len(seen.page) / SECONDS:.0f} events/s, first paint {seen.first:.0f} ms, {weight / 1000:.0f} KB"
    first = _row(what, seen.page, seen.bare, f"{busy}; {more}")
    return f"{first}\n{_row('the same, to what the phone can do and its timers', seen.phone, seen.bare, 'p95')}"


def _row(what: str, ours: list[float], bare: list[float], reach: str) -> str:
    high, least = (statistics.quantiles(times, n=20)[-1] for times in (ours, bare))
    middles = f"p50 {statistics.median(ours):.0f} and {statistics.median(bare):.0f} ms"
    return f"{what:<52} {high:9.1f} ms {least:9.1f} ms {high / least:6.2f}   {reach}; {middles}"


def _shown(browser: str) -> Seen:
    from playwright.sync_api import sync_playwright

    told: dict[int, float] = {}

    def note(event: Happened) -> None:
        told[event.number] = time.time() * 1000

    with Emulator(speed=1) as emulator, sync_playwright() as play:
        emulator.lines["*"] = f"answered:1s keys={','.join(['1'] * ENTRIES)}"
        emulator._emulation.events.listeners.append(note)
        running = play.chromium.launch(executable_path=browser, args=FLAGS)
        page = running.new_page(viewport={"width": 1280, "height": 900})
        page.goto(emulator.base_url)
        page.wait_for_selector("[data-link=live]")
        first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        session = [_begin(emulator.base_url) for _ in range(CALLS)][-1]
        bare = _bare(page, emulator.base_url)
        page.goto(f"{emulator.base_url}/#/session/{session}")
        page.wait_for_selector(".node.here")
        shown = _pictures(page, SECONDS)
        bare += _bare(page, emulator.base_url)
        running.close()
        mine = [one.number for one in emulator._emulation.events.since(0) if one.data.get("sessionId") == session]
    return Seen(_late(bare, told), _late(shown, told), _phone_late(shown, mine, told), first)


def _bare(page: Any, base: str) -> list[Any]:
    page.goto(f"{base}/_sim/ready")
    return _pictures(page, BARE_SECONDS, BARE)


def _pictures(page: Any, seconds: float, act: str = "() => {}") -> list[Any]:
    page.evaluate(NOTING)
    page.evaluate(act)
    page.wait_for_timeout(seconds * 1000)
    found: list[Any] = page.evaluate("window.shown")
    return found


def _late(shown: list[Any], told: dict[int, float]) -> list[float]:
    return [one["at"] - told[number] for one in shown for number in one["events"]]


def _phone_late(shown: list[Any], numbers: list[int], told: dict[int, float]) -> list[float]:
    """The phone as it was asked for after each event of its call."""
    begun, found = shown[0]["at"], []
    for number in (one for one in numbers if told[one] > begun):
        at = next((one["at"] for one in shown if one["phone"] >= number), None)
        if at is not None:
            found.append(at - told[number])
    return found


def _begin(base: str) -> str:
    dial = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}
    capture = {"promptMessage": "Press 1.", "voiceProfile": "en-GB-Emma", "minDigits": 1, "maxDigits": 1}
    entries = [{"action": "sayAndCapture", "params": capture}] * ENTRIES
    body = json.dumps({"callflow": [dial, *entries]}).encode()
    url = f"{base}/api/v1/subaccounts/acme/callflows"
    with urlopen(Request(url, body, {"Authorization": "Bearer key"})) as came:
        session: str = json.load(came)["sessionId"]
    return session
