"""A new user finds the page that answers a question among the first three hits of a plain search."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests._word_search import search, sections

DOCS = Path(__file__).parents[1] / "docs"
QUESTIONS: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("manual_questions.yaml"))
SECTIONS = [section for page in sorted(DOCS.glob("*.md")) for section in sections(page)]


def test_there_are_twenty_of_pages_that_exist() -> None:
    assert len({one["ask"] for one in QUESTIONS}) == len(QUESTIONS) == 20
    assert all((DOCS / page).exists() for one in QUESTIONS for page in one["pages"])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one["ask"])
def test_the_first_three_hits_have_the_answer(question: dict[str, Any]) -> None:
    hits = search(question["ask"], SECTIONS)[:3]
    assert {hit.page for hit in hits} & set(question["pages"]), [(hit.page, hit.heading) for hit in hits]


def test_a_search_ranks_the_rarest_words_and_headings_first() -> None:
    first, *_ = search("opening hours", SECTIONS)
    assert "pening hours" in first.heading
    assert search("zeppelin", SECTIONS) == []
