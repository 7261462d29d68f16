"""The cookbook answers each question with a folder that runs: none without its section, none without its scenarios."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import simulator

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/cookbook.md").read_text("utf-8")
FOLDERS = sorted(path for path in (ROOT / "scenarios/cookbook").iterdir() if path.is_dir())
QUESTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))


def test_each_of_twenty_questions_has_its_folder() -> None:
    links = [re.findall(r"\]\(\.\./scenarios/cookbook/([\w-]+)\)", text) for text in QUESTIONS.values()]
    assert sorted(name for found in links for name in found) == [folder.name for folder in FOLDERS]
    assert all(len(found) == 1 for found in links)
    assert len(QUESTIONS) == 20


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_folder_has_scenarios_and_a_flow_without_a_finding(folder: Path) -> None:
    assert list(folder.glob("*.scenario.yaml"))
    for flow in folder.glob("*.flow.yaml"):
        assert not simulator.check(flow).diagnostics
        assert not [one for one in simulator.explore(flow).findings if one.severity == "error"]
        assert flow.read_text("utf-8").startswith("# ")
