"""From an event in the engine to the changed picture on the phone page, measured in the page: 200 calls at once.

The page is that of a call whose list has 200 places; server and browser are on this machine, and their clocks one.
"""

from __future__ import annotations

import json
import shutil
import statistics
import time
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

from simulator.server.emulator import Emulator
from simulator.server.page.shipped import names, page_file

if TYPE_CHECKING:
    from simulator.server.events import Happened

CALLS, ENTRIES = 200, 50
"""Calls at once; captures of each, four places in each."""
SECONDS = 6.0
NOTING = """() => {
  window.shown = [];
  document.addEventListener('painted', (event) => {
    const after = new MessageChannel();  // behind the picture that this turn paints
    after.port1.onmessage = () => window.shown.push([event.detail, performance.timeOrigin + performance.now()]);
    after.port2.postMessage(0);
  });
}"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


def report() -> str:
    """The rows of the report."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    weight = sum(len(file.content) for name in names() if (file := page_file(name)) is not None)
    what = f"event to picture, {CALLS} calls, {4 * ENTRIES} places"
    if browser is None:
        return f"{what:<52} not measured: no Chromium; the page weighs {weight / 1000:.0f} KB"
    times, first, rate = _shown(browser)
    middle, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    figures = f"{middle:9.1f} ms {high:9.1f} ms  {'':>6} p50, p95 of {len(times)} at {rate:.0f} events/s"
    return f"{what:<52} {figures}; first paint {first:.0f} ms, {weight / 1000:.0f} KB"


def _shown(browser: str) -> tuple[list[float], float, float]:
    """Ms from each event to its picture, ms until the page's first picture, and how many events came in a second."""
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
        page.goto(f"{emulator.base_url}/#/session/{[_begin(emulator.base_url) for _ in range(CALLS)][-1]}")
        page.wait_for_selector(".node.here")
        page.evaluate(NOTING)
        page.wait_for_timeout(SECONDS * 1000)
        shown: list[Any] = page.evaluate("window.shown")
        running.close()
    found = [(number, at) for numbers, at in shown for number in numbers]
    return [at - told[number] for number, at in found], first, len(found) / SECONDS


def _begin(base: str) -> str:
    dial = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}
    capture = {"promptMessage": "Press 1.", "voiceProfile": "en-GB-Emma", "minDigits": 1, "maxDigits": 1}
    entries = [{"action": "sayAndCapture", "params": capture}] * ENTRIES
    body = json.dumps({"callflow": [dial, *entries]}).encode()
    url = f"{base}/api/v1/subaccounts/acme/callflows"
    with urlopen(Request(url, body, {"Authorization": "Bearer key"})) as came:
        session: str = json.load(came)["sessionId"]
    return session
