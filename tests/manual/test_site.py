"""The site as it is built: no dead link, no request to anywhere, and everybody can search and read it.

Needs the extra `manual` and a browser. Some pages are looked at; `CALLFLOW_MANUAL=all` looks at each of them.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from manual.links import faults
from manual.searching import ask_for_any_word
from simulator.model.assumptions import SETTINGS
from simulator.render.explain._pages import codes
from tests.manual.searching import begin, hits
from tests.render.page.browser import axe_script, browser, demand_browser, opened
from tests.test_manual_questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.nested, pytest.mark.browser, pytest.mark.slow]
DESK, PHONE = 1280, 390
SOME = ("reference/files/callers.html", "reference/actions/sayAndCapture.html")
SPELLED = {"1": "1 Created"}
"""As `check` says it: a single digit begins many words."""
EVERY = os.environ.get("CALLFLOW_MANUAL") == "all"
ASKED = {
    "how do I silence a lint": "reference/codes/index.html",
    "what does a webhook send": "reference/webhooks/index.html",
    "how long does a text take to speak": "reference/codes/L019.html",
    "how is a table row open at some times only": "clock.html",
}
"""Whole questions, and a page that is among the first three."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("zensical") is None:
        pytest.skip("zensical is not installed: the site is not built (the extra `manual` brings it)")
    from manual.site import build, stage

    return build(stage(tmp_path_factory.mktemp("manual")))


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    demand_browser()
    with browser() as found:
        yield found


def test_no_link_is_dead_and_nothing_is_loaded_from_outside(site: Path) -> None:
    assert faults(site) == []


def test_search_finds_each_code_and_setting_and_answers_questions(site: Path, running: Any) -> None:
    with opened(running, site / "index.html", DESK) as seen:
        begin(seen.page, site.as_uri())
        for code in dict.fromkeys(codes()):
            assert f"reference/codes/{code}.html" in hits(seen.page, SPELLED.get(code, code))[:2], code
        for name in SETTINGS:
            assert f"reference/settings/{name}.html" in hits(seen.page, name)[:2], name
        for question, page in ASKED.items():
            assert page in [hit.partition("#")[0] for hit in hits(seen.page, question)[:3]], question
        for asked in QUESTIONS:
            pages = {f"{page.removesuffix('.md')}.html" for page in asked["pages"]}
            pages |= {f"reference/codes/{code}.html" for code in asked.get("codes", ())}
            assert pages & {hit.partition("#")[0] for hit in hits(seen.page, asked["ask"])[:3]}, asked["ask"]


def test_a_reader_searches_from_a_folder(site: Path, running: Any) -> None:
    with opened(running, site / "reference" / "index.html", DESK) as seen:
        seen.page.keyboard.press("/")
        seen.page.wait_for_function("document.activeElement !== document.body")
        seen.page.keyboard.insert_text("bargeIn")  # at once: a letter alone finds something else
        for _ in range(100):  # what is found stands where no script can look
            if "bargeIn" in seen.page.url:
                break
            seen.page.keyboard.press("Enter")
            seen.page.wait_for_timeout(100)
        assert "/reference/settings/bargeIn.html" in seen.page.url
        assert seen.said == []
        assert {url.partition("://")[0] for url in seen.asked} <= {"file", "data", "blob"}


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html")) if EVERY else [site / page for page in SOME]


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_everybody_can_read_a_page(width: int, scheme: str, site: Path, running: Any) -> None:
    wrong = []
    for page in pages(site):
        with opened(running, page, width, scheme) as seen:
            seen.page.evaluate(axe_script())
            found = seen.page.evaluate("axe.run({preload: false})")["violations"]
            wrong += [f"{page.name}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
            wrong += [f"{page.name}: asks {url}" for url in seen.asked if not url.startswith(site.as_uri())]
            wrong += [f"{page.name}: is too wide" for _ in (1,) if seen.page.evaluate(_TOO_WIDE)]
    assert wrong == []


_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.mark.nested
def test_the_reference_has_the_same_bytes_in_another_process(site: Path) -> None:
    written = site.parent / "docs" / "reference"
    digest = (
        "import hashlib, manual.generating as g; "
        "print(*sorted(hashlib.sha256(p.text.encode()).hexdigest() for p in g.pages().values()))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "COLUMNS": "40"}
    told = subprocess.run((sys.executable, "-c", digest), env=environment, capture_output=True, text=True, check=True)
    known = [hashlib.sha256(file.read_bytes()).hexdigest() for file in written.rglob("*.md")]
    index = hashlib.sha256((written / "index.md").read_bytes()).hexdigest()
    assert set(told.stdout.split()) == set(known) - {index}


def test_a_worker_that_asks_in_another_way_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "javascripts" / "workers"
    folder.mkdir(parents=True)
    (folder / "search.1.min.js").write_text("nothing")
    with pytest.raises(ValueError, match=r"search\.1\.min\.js asks in another way"):
        ask_for_any_word(tmp_path)
