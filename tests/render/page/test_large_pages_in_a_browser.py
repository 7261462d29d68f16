"""Every page over a large flow, at a desk and on a phone: nothing cut, no wider than the screen, and axe finds nothing.

With CALLFLOW_SCREENSHOTS=FOLDER each page is kept as a picture, to be looked at.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.cli.base.main import run_command_line
from tests.exploring._flows import flow_file
from tests.render.large_flow import large_rows, main_menu
from tests.render.page import browser as seen_by

pytestmark = pytest.mark.browser

SCENARIO = {"scenario": "asks for a person", "flow": "test.flow.yaml", "caller": ["1", "2", "0"],
            "expect": {"session": "BUSY"}}  # fmt: skip
PAGES = {
    "explore": "explore OLD --format html:PAGE",
    "diff": "diff OLD NEW --format html:PAGE",
    "faults": "faults OLD --format html:PAGE",
    "run": "run OLD --dtmf 1_2_0 --format html:PAGE",
    "report": "test SCENARIO --format html:PAGE",
    "coverage": "test SCENARIO --cov --cov-format html:PAGE",
}
CUT = """() => [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const scrolls = e.closest('.draw, .wide, pre, thead');
    return box.width && style.clipPath === 'none' && !scrolls &&
      (box.right > innerWidth + 1 || (style.overflowX === 'hidden' &&
      e.scrollWidth > e.clientWidth + 1 && !e.closest('.bar')));
  }).map(e => e.outerHTML.slice(0, 120))"""
LETTERS = """() => [...document.querySelectorAll('td, th, li, p')].filter(e => e.innerText.length > 20
    && e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().width < 60 && !e.closest('thead'))
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    seen_by.demand_browser()
    with seen_by.browser() as one:
        yield one


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("large")
    flow_file(made, main_menu(), rows=large_rows(), flow="Harbour House")
    (made / "new").mkdir()
    rows = json.loads(json.dumps(large_rows()).replace("Goodbye", "Bye bye").replace("For dates, press 2.", ""))
    flow_file(made / "new", main_menu(), rows=rows[:-3], flow="Harbour House")
    (made / "large.scenario.yaml").write_text(json.dumps(SCENARIO))
    return made


@pytest.fixture(scope="module", params=sorted(PAGES))
def file(request: Any, folder: Path) -> Path:
    page = folder / f"{request.param}.html"
    named = {"OLD": "test.flow.yaml", "NEW": "new/test.flow.yaml", "SCENARIO": "large.scenario.yaml"}
    words = PAGES[request.param].replace("PAGE", page.as_posix()).split()
    given = [(folder / named[word]).as_posix() if word in named else word.replace("_", " ") for word in words]
    run_command_line(given)
    return page


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_nothing_is_cut_and_nothing_complains(running: Any, file: Path, width: int, scheme: str) -> None:
    with seen_by.opened(running, file, width, scheme) as seen:
        for unfolded in (False, True):
            if unfolded:
                seen.unfold()
            assert seen.page.evaluate("document.documentElement.scrollWidth") == width
            assert seen.page.evaluate(CUT) == []
            assert seen.page.evaluate(LETTERS) == []
            if pictures := os.environ.get("CALLFLOW_SCREENSHOTS"):
                name = f"{file.stem}-{width}-{scheme}{'-unfolded' * unfolded}.png"
                seen.page.screenshot(path=Path(pictures) / name, full_page=True)
        assert seen.asked == [file.as_uri()]
        assert seen.said == []
        assert seen.page.title()
    with seen_by.opened(running, file, width, scheme) as seen:
        assert seen.axe() == []
