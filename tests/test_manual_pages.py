"""The pages of the manual for each kind of reader: what they show runs, and takes ten minutes to read."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

import simulator
from docs.timelines import pictures
from simulator.loading.yaml.text import load_yaml
from simulator.render.assumptions.base.rows import rows
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario
from tests._markdown import blocks, call, commands, execute

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
READERS = ("start", "designers", "qa", "analysts", "backends", "fidelity")
PAGES = [DOCS / f"{name}.md" for name in READERS]
BESIDE = [DOCS / "cookbook.md", DOCS / "pipeline.md"]
WORDS = 2000
"""What is read in ten minutes."""
_SAVED = re.compile(r"[Ss]ave this as `([^`]+)`:\n\n```yaml\n(.*?)^```$", re.M | re.S)
_FENCED = re.compile(r"^```.*?^```$", re.M | re.S)
_LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)#([^)]+)\)")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands of a page run: what they write is thrown away."""
    for name in ("scenarios", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def save(page: Path, folder: Path) -> list[str]:
    """Write the files that a page asks its reader to save; give their contents."""
    for name, content in _SAVED.findall(page.read_text(encoding="utf-8")):
        (folder / name).parent.mkdir(exist_ok=True)
        if not (folder / name).exists():
            (folder / name).write_text(content, encoding="utf-8")
    return [content for _, content in _SAVED.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", [*PAGES, *BESIDE], ids=lambda page: page.stem)
def test_every_command_runs_and_shows_what_the_page_shows(
    page: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in commands(page):
        if command.installs:
            continue
        if "init" not in command.line:
            save(page, folder)
        status, out, err = call(command.line, capsys)
        assert status in (0, 1), err
        if command.output:
            assert out.rstrip("\n") == command.output, command.line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_python_runs(page: Path, folder: Path) -> None:
    execute(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_files_that_are_shown_are_right(page: Path, folder: Path) -> None:
    saved = save(page, folder)
    (folder / "shown").mkdir()
    for number, block in enumerate(blocks(page, "yaml")):
        assert load_yaml(block.encode()).root is not None, block
        if block.startswith("flow:"):
            file = folder / "shown" / f"{number}.flow.yaml"
            file.write_text(block, encoding="utf-8")
            assert simulator.check(file).accepted
        if block.startswith("scenario:") and block not in saved and "trigger:" not in block:
            scenarios, findings = read_scenarios(block.encode(), folder / "shown", "shown/block.scenario.yaml")
            assert not findings
            assert [run_scenario(one).outcome for one in scenarios] == ["pass"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_takes_ten_minutes(page: Path) -> None:
    prose = _FENCED.sub("", page.read_text(encoding="utf-8")).partition("## Every assumption")[0]
    assert 400 < len(prose.split()) < WORDS


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_a_link_to_a_heading_finds_it(page: Path) -> None:
    for target, anchor in _LINK.findall(page.read_text(encoding="utf-8")):
        there = page.parent / target if target else page
        headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", there.read_text(encoding="utf-8")), re.M)
        assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}, target


def test_every_page_is_reached_from_the_first() -> None:
    reached, left = set[str](), ["start.md"]
    while left:
        page = left.pop()
        reached.add(page)
        linked = re.findall(r"\]\((\w+\.md)", (DOCS / page).read_text(encoding="utf-8"))
        left += [name for name in linked if name not in reached]
    assert {page.name for page in DOCS.glob("*.md")} == reached
    assert "docs/start.md" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_timelines_are_those_of_the_runs() -> None:
    """`python docs/timelines.py` draws them anew."""
    drawn = dict(pictures())
    assert sorted(drawn) == sorted(path.name for path in DOCS.glob("entry-*.svg"))
    assert all((DOCS / name).read_text(encoding="utf-8") == content for name, content in drawn.items())
    assert all(f"]({name})" in (DOCS / "designers.md").read_text(encoding="utf-8") for name in drawn)


def test_every_assumption_stands_on_its_page_with_its_default() -> None:
    page = (DOCS / "fidelity.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| `(\w+)` \| `([^`]*)`(?:; (\S+) in the preset `schema`)? \| (.+) \|$", page, re.M)
    told = [(row.name, row.default, row.preset, row.meaning) for row in rows()]
    assert sorted(shown) == sorted(
        (name, written(usual), written(schema), words) for name, usual, schema, words in told
    )


def written(value: object) -> str:
    """A default as the page has it; nothing where the preset `schema` has the same."""
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def test_the_body_of_a_webhook_is_a_real_one() -> None:
    run = simulator.run(ROOT / "scenarios/hotline/hotline.flow.yaml", "1", seed=7)
    shown, *_ = (json.loads(block) for block in blocks(DOCS / "backends.md", "json"))
    assert shown == next(webhook.body for webhook in run.webhooks if webhook.type == "VCA")


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda page: page.stem)
def test_each_column_of_a_table_has_a_head(page: Path) -> None:
    """Who hears a page is told of each cell which column it is in."""
    lines = page.read_text(encoding="utf-8").splitlines()
    heads = [above for above, line in pairwise(lines) if re.fullmatch(r"\|[-:| ]+\|", line)]
    assert [head for head in heads if not all(cell.strip() for cell in head.strip("|").split("|"))] == []
