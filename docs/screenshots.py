"""The pictures of the phone page: `python docs/screenshots.py` writes them anew, from the running page."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from simulator.server.emulator import Emulator

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
FLOW = HERE.parent / "scenarios" / "hotline" / "hotline.flow.yaml"
NOON = "2026-01-05T12:00:00Z"
SETTLED = 700
"""Ms in which what is asked for comes."""


def at_a_desk(page: Any) -> None:
    """A call on its way: one entry is made."""
    page.get_by_test_id("start").click()
    page.get_by_test_id("answer").click()
    page.wait_for_timeout(SETTLED)
    page.keyboard.press("2")


def in_a_pocket(page: Any) -> None:
    """It rings."""
    page.get_by_test_id("start").click()
    page.get_by_test_id("answer").wait_for()


SHOTS: tuple[tuple[str, int, int, Literal["light", "dark"], Callable[[Any], None]], ...] = (
    ("phone-desk.png", 1280, 780, "light", at_a_desk),
    ("phone-pocket.png", 390, 844, "dark", in_a_pocket),
)


def main() -> int:
    """Write all of them."""
    from playwright.sync_api import sync_playwright

    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.stderr.write("screenshots: no Chromium is installed (apt-get install chromium)\n")
        return 2
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for name, width, height, scheme, do in SHOTS:
            with Emulator(flow=FLOW, speed=1, seed=7, at=NOON) as emulator:
                page = running.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                page.goto(emulator.base_url)
                page.wait_for_selector("[data-link=live]")
                do(page)
                page.wait_for_timeout(SETTLED)
                page.screenshot(path=HERE / name)
                page.close()
        running.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
