"""Every page that is written by hand stands in the margin once, in the order in which its section names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from manual.generating import Part
from manual.navigation import SECTIONS, front, navigation
from manual.reference.base.page import page

DOCS = Path(__file__).parents[2] / "docs"
PARTS = (
    Part("Codes", 1, "codes", (page("codes/index.md", "Codes"), page("codes/1.md", "1: The body is accepted"))),
    Part("Legs", 2, "legs", (page("legs.md", "Leg outcomes"),)),
    Part("Bodies", 3, "bodies", (page("files/a.md", "A"), page("files/b.md", "B"))),
)


def leaves(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [leaf for below in (value.values() if isinstance(value, dict) else value) for leaf in leaves(below)]


def test_every_page_of_docs_stands_in_the_margin_once() -> None:
    written = {file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.md")} | {"index.md"}
    listed = [leaf for leaf in leaves(navigation(DOCS, ())) if leaf != "reference/index.md"]
    assert sorted(listed) == sorted(written)


def test_sections_take_what_stands_beside_them_and_every_page_has_one() -> None:
    beside = [name for section in SECTIONS for name in section.beside]
    assert len(set(beside)) == len(beside)
    assert all((DOCS / name).exists() for name in beside)


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    (tmp_path / "start").mkdir()
    for name, text in {
        "index": "# Start\n\n[b](b.md) [a](a.md#x) [w](https://e.org/z.md)",
        "a": "# A",
        "b": "# B",
    }.items():
        (tmp_path / "start" / f"{name}.md").write_text(text)
    (tmp_path / "start" / "unnamed.md").write_text("# U")
    (tmp_path / "fidelity.md").write_text("# Fidelity")
    return tmp_path


def test_pages_of_a_folder_are_in_the_order_of_its_index(staged: Path) -> None:
    home, start, fidelity, reference = navigation(staged, PARTS)
    assert home == {"Home": "index.md"}
    assert start == {"Start": ["start/index.md", "start/b.md", "start/a.md", "start/unnamed.md"]}
    assert fidelity == {"Fidelity": ["fidelity.md"]}
    assert reference["Reference"] == [
        "reference/index.md",
        {"Codes": ["reference/codes/index.md", {"1": "reference/codes/1.md"}]},
        {"Legs": "reference/legs.md"},
        {"Bodies": [{"A": "reference/files/a.md"}, {"B": "reference/files/b.md"}]},
        "api.md",
    ]


def test_a_page_that_no_section_takes_stands_at_the_end(staged: Path) -> None:
    (staged / "odd.md").write_text("# Odd")
    assert navigation(staged, PARTS)[-1] == {"More": ["odd.md"]}


def test_the_front_page_leads_to_each_section_that_is_there(staged: Path) -> None:
    told = front(staged)
    assert "[Start](start/index.md)" in told
    assert "[Fidelity](fidelity.md)" in told
    assert "Analysts" not in told
