"""Brackets without end are refused at once and at their place; brackets in texts and comments are texts."""

from __future__ import annotations

import pytest

from simulator.loading.yaml.text import YamlDocument, _slowly, load_yaml
from simulator.model.diagnostic import Span

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("text", ["[" * 1_000_000, "{" * 1_000_000, "- " * 200_000, "? " * 200_000])
def test_what_nests_without_end_is_refused_where_it_becomes_too_much(text: str) -> None:
    (finding,) = load_yaml(text.encode()).findings
    assert finding.code == "F001"
    assert finding.message == "not readable as YAML: more than 100 levels are nested here"
    assert finding.span is not None
    assert finding.span.column in (101 * len(text[:2].rstrip()), 1 + 101 * 2, 1 + 101)


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + "[x], " * 5000 + "]",
        "- 'say [1'\n" * 5000,
        '- {text: "press {"}\n' * 5000,
        "# [[[ {{{\n" * 5000 + "a: 1\n",
        "a: [" + '"[", ' * 5000 + "]",
        "a: |\n" + "  [{ [{ [{\n" * 2000,
        "- {when: {digits: '/[[(]1/'}}\n" * 2500,
    ],
    ids=["flat", "texts", "flow", "comments", "listed", "block", "patterns"],
)
def test_any_number_of_brackets_is_fine_in_both_readers(text: str) -> None:
    document = load_yaml(text.encode())
    assert document.findings == ()
    assert (document,) == _slowly(text)


def test_rows_that_share_a_part_by_an_alias_are_flat() -> None:
    row = "  - {<<: *row, digits: '1'}\n"
    document = load_yaml(f"row: &row {{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6}}\nrows:\n{row * 20_000}".encode())
    assert document.findings == ()
    assert len(document.data["rows"]) == 20_000


def test_aliases_that_multiply_are_told_as_what_they_are() -> None:
    levels = zip("abcdef", "bcdefg", strict=True)
    text = "a: &a [1]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 15)}]\n" for a, b in levels)
    document = load_yaml(text.encode())
    assert document == YamlDocument(None, document.findings)
    assert "its aliases repeat more than 1,000,000 values" in document.findings[0].message


def test_an_alias_deep_below_counts_what_it_repeats() -> None:
    (finding,) = load_yaml(f"a: &a {'[' * 60}1{']' * 60}\nb: {'[' * 60}*a{']' * 60}\n".encode()).findings
    assert "more than 100 levels are nested here" in finding.message


def test_an_anchor_inside_itself_is_named_at_its_alias() -> None:
    (finding,) = load_yaml(b"a: 1\nb: &x [*x]\n").findings
    assert "the anchor `x` holds an alias of itself" in finding.message
    assert finding.span == Span(2, 8, 2, 10)
