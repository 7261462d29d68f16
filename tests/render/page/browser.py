"""A page in the system's Chromium: what it asked for, what it complained of, and what axe finds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field

REQUIRED = os.environ.get("CALLFLOW_REQUIRE_BROWSER") == "1"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run", "--disable-default-apps",
]  # fmt: skip
PHONE, DESK = 390, 1200


@define
class Seen:
    """A page that is open."""

    page: Any
    asked: list[str] = field(factory=list)
    said: list[str] = field(factory=list)

    def axe(self) -> list[str]:
        """What axe finds, each with the first element that it is about."""
        self.page.evaluate(axe_script())
        found = self.page.evaluate("axe.run()")["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]

    def unfold(self) -> None:
        unfold = "document.querySelectorAll('details').forEach(d => d.open = true)"
        self.page.evaluate(unfold)
        self.page.locator("details[open] .kept").first.wait_for(state="detached")  # the script shows what was kept
        self.page.evaluate(unfold)


def axe_script() -> str:
    import axe_playwright_python

    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")


def missing() -> str:
    """Why no browser can be used here, in words; nothing where one can."""
    if chromium() is None:
        return "no Chromium is installed: the pages are not looked at (apt-get install chromium)"
    try:
        import axe_playwright_python  # noqa: F401
        import playwright.sync_api  # noqa: F401
    except ImportError as error:
        return f"{error.name} is not installed: the pages are not looked at (the extra `dev` brings it)"
    return ""


LONGEST = 120_000.0
"""Milliseconds that a page may take to load: one machine has much else to do, and none of them is here to be fast."""


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def demand_browser() -> None:
    """Skip with a plain reason where there is no browser; fail where one is required."""
    why = missing()
    if why and REQUIRED:
        pytest.fail(why)
    if why:
        pytest.skip(why)


@contextmanager
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


@contextmanager
def opened(running: Any, file: Path, width: int, scheme: str = "light") -> Iterator[Seen]:
    # axe is handed in as a script, which the page's own policy forbids, rightly; the page without axe keeps it.
    context = running.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    seen = Seen(page)
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on("console", lambda message: seen.said.append(message.text))
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    page.goto(file.as_uri(), timeout=LONGEST)
    yield seen
    context.close()
