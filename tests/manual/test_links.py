"""The link check finds each kind of fault, and links out of `docs/` lead to pages that show what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from manual.links import faults
from manual.sources import bring_in

if TYPE_CHECKING:
    from pathlib import Path


def site(folder: Path, **pages: str) -> Path:
    for name, text in {"index": "", **pages}.items():
        (folder / f"{name}.html").write_text(f"<html><body>{text}</body></html>")
    return folder


def test_nothing_is_wrong_with_links_that_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "a b.png").touch()
    index = '<a href="other.html#x">o</a> <img src="a%20b.png"> <a href="https://e.org">e</a> <a href="#">t</a>'
    head = (
        '<link rel="canonical" href="https://e.org/"> <img src="data:image/png;base64,AA"><a href="mailto:a@e.org"></a>'
    )
    assert faults(site(tmp_path, index=index + head, other='<p id="x"></p><a name="y" href="index.html"></a>')) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<a href="nowhere.html">n</a>', "index.html: nowhere.html is not there"),
        ('<a href="index.html#nowhere">n</a>', "index.html: index.html#nowhere: there is no such anchor"),
        ('<a href="#nowhere">n</a>', "index.html: #nowhere: there is no such anchor"),
        ('<img src="nowhere.png">', "index.html: nowhere.png is not there"),
        ('<source srcset="nowhere.png">', "index.html: nowhere.png is not there"),
        ('<a href="/index.html">n</a>', "index.html: /index.html is absolute, and leads nowhere from a folder"),
        ('<a href="../outside.md">n</a>', "index.html: ../outside.md is not there"),
        ('<script src="https://e.org/a.js"></script>', "index.html: loads https://e.org/a.js from outside"),
        ('<script src="//e.org/a.js"></script>', "index.html: loads //e.org/a.js from outside"),
        ('<link rel="stylesheet" href="https://e.org/a.css">', "index.html: loads https://e.org/a.css from outside"),
        ('<iframe src="http://e.org"></iframe>', "index.html: loads http://e.org from outside"),
    ],
)
def test_each_fault_is_told(text: str, told: str, tmp_path: Path) -> None:
    assert faults(site(tmp_path, index=text)) == [told]


def test_a_page_that_nothing_leads_to_is_told(tmp_path: Path) -> None:
    assert faults(site(tmp_path, lost="")) == ["lost.html: nothing leads there"]


def test_links_to_files_of_the_project_lead_to_pages_that_show_them(tmp_path: Path) -> None:
    (tmp_path / "docs" / "cook").mkdir(parents=True)
    (tmp_path / "scenarios" / "pin").mkdir(parents=True)
    (tmp_path / "scenarios" / "pin" / "pin.flow.yaml").write_text("flow: PIN\n")
    (tmp_path / "scenarios" / "pin" / "picture.png").write_bytes(b"\x89")
    (tmp_path / "LICENSE.md").write_text("# Free\n```sh\nx\n```\n")
    links = "[pin](../../scenarios/pin) [licence](../../LICENSE.md#free) [out](../../../x.md) [at](../a.md) [w](https://e.org)"
    staged = tmp_path / "staged"
    (staged / "cook").mkdir(parents=True)
    (staged / "cook" / "a.md").write_text(links)
    bring_in(tmp_path, staged)
    told = (staged / "cook" / "a.md").read_text()
    assert "[pin](../source/scenarios/pin.md) [licence](../source/LICENSE.md.md#free)" in told
    assert told.endswith("[out](../../../x.md) [at](../a.md) [w](https://e.org)")
    shown = (staged / "source" / "scenarios" / "pin.md").read_text()
    assert shown == "# scenarios/pin\n\n## `pin.flow.yaml`\n\n```yaml\nflow: PIN\n```\n"
    assert "````markdown\n# Free\n```sh" in (staged / "source" / "LICENSE.md.md").read_text()
