"""Brackets without end are refused at once; brackets in texts are not."""

from __future__ import annotations

from simulator.loading.yaml.text import MOST_OPEN, load_yaml


def test_more_open_brackets_than_any_file_needs_are_refused_before_they_are_parsed() -> None:
    (finding,) = load_yaml(b"[" * 1_000_000).findings
    assert finding.code == "F001"
    assert "nested too deeply" in finding.message


def test_many_brackets_that_are_closed_again_are_fine() -> None:
    assert load_yaml(b"a: [" + b"[x], " * (MOST_OPEN + 1) + b"]").findings == ()
