"""Scenarios by `PATH:LINE`, by tags, and shared out to several machines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import Scenario
from simulator.scenario.found.at_line import NamedPath, Shard, at_lines, named_path, shard
from simulator.scenario.found.choosing import tagged, unknown_tags
from simulator.scenario.suite import Selection, Suite, load_suite
from tests.scenario.calls import write

FILE = """\
# the first
flow: t.flow.yaml
scenario: one
tags: [smoke]
--- # two
flow: t.flow.yaml
scenario: two
tags: [smoke, slow, and]

---
scenario: rows
flow: t.flow.yaml
skip: ${why}
examples:
  - {why: a}
  - why: >-
      b
      c
  - {why: d}
"""


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Suite:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, FILE)
    write(tmp_path, "...\n", "b.scenario.yaml")
    return load_suite([Path("a.scenario.yaml"), Path("b.scenario.yaml")])


def names(suite: Suite, *places: str) -> list[str]:
    found = at_lines(map(named_path, places), suite.scenarios, ())
    return [one.name for one in Selection(ids=found).of(suite.scenarios)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (1, ["one"]),
        (4, ["one"]),
        (5, ["two"]),
        (9, ["two"]),
        (11, ["rows [a]", "rows [b c]", "rows [d]"]),
        (15, ["rows [a]"]),
        (16, ["rows [b c]"]),
        (18, ["rows [b c]"]),
        (19, ["rows [d]"]),
    ],
)
def test_a_line_means_the_scenario_that_it_is_in(suite: Suite, line: int, expected: list[str]) -> None:
    assert names(suite, f"a.scenario.yaml:{line}") == expected
    assert names(suite, f"a.scenario.yaml:{line}:7") == expected


def test_several_lines_files_and_folders_are_taken_together(suite: Suite) -> None:
    assert names(suite, "a.scenario.yaml:3", "a.scenario.yaml:7") == ["one", "two"]
    assert names(suite, "a.scenario.yaml:3", "b.scenario.yaml") == ["one", "a"]
    assert len(names(suite, "a.scenario.yaml:3", ".")) == 6
    assert len(names(suite, ".")) == 6


@pytest.mark.parametrize("line", ["0", "20", "99999"])
def test_where_nothing_stands_is_said_with_what_is_there(suite: Suite, line: str) -> None:
    with pytest.raises(
        UsageError, match=rf"line {line} of .a.scenario.yaml.: those of this file begin on 3 \(one\), 7"
    ):
        names(suite, f"a.scenario.yaml:{line}")


def test_a_long_list_is_cut_and_a_file_without_one_says_so(suite: Suite, tmp_path: Path) -> None:
    write(tmp_path, "---\n".join(f"scenario: s{at}\nflow: t.flow.yaml\n" for at in range(8)), "c.scenario.yaml")
    many = load_suite([Path("c.scenario.yaml")])
    with pytest.raises(UsageError, match="3 more"):
        names(many, "c.scenario.yaml:999")
    with pytest.raises(UsageError, match="there is none in this file"):
        names(many, "a.scenario.yaml:1")


def test_a_document_at_fault_is_told_as_such(suite: Suite, tmp_path: Path) -> None:
    assert at_lines([named_path("a.scenario.yaml:99")], suite.scenarios, {"a.scenario.yaml"}) == frozenset()


def test_a_file_that_is_called_so_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "odd:12").write_text("")
    assert named_path("odd:12") == NamedPath("odd:12")
    assert named_path("even:12") == NamedPath("even", 12)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], ["one", "two", "none"]),
        (["smoke"], ["one", "two"]),
        (["smoke and not slow"], ["one"]),
        (["not (smoke or slow)"], ["none"]),
        (["'and'"], ["two"]),
        (["slow", "not smoke"], ["two", "none"]),
        (["smok"], []),
        (["Smoke"], []),
    ],
)
def test_tags_are_chosen_with_and_or_and_not(texts: list[str], expected: list[str]) -> None:
    suite = [
        Scenario("one", "", Span(), tags=("smoke",)),
        Scenario("two", "", Span(), tags=("smoke", "slow", "and")),
        Scenario("none", "", Span()),
    ]
    assert [one.name for one in tagged(texts, suite)] == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("smoke slow", "`and` or `or` is missing between `smoke` and `slow`"),
        ("smoke and", "a name is missing at the end"),
        ("(smoke", "a bracket is not closed"),
        ("", "a name is missing at the end"),
        ("smoke)", "has no beginning"),
    ],
)
def test_what_is_no_choice_of_tags_is_refused(text: str, says: str) -> None:
    with pytest.raises(UsageError) as refused:
        tagged([text], [])
    assert str(refused.value).startswith(f'--tag "{text}": ')
    assert says in str(refused.value)


def test_a_tag_that_nothing_has_is_said_once() -> None:
    suite = [Scenario("one", "", Span(), tags=("smoke", "slow"))]
    assert unknown_tags(["smoke and not slwo", "slwo"], suite) == [
        'no scenario has the tag "slwo": did you mean "slow"?'
    ]
    assert unknown_tags(["xyz"], suite) == ['no scenario has the tag "xyz": known are slow, smoke']
    assert unknown_tags(["xyz"], []) == ['no scenario has the tag "xyz": known are none']


@given(st.integers(0, 60), st.integers(1, 20))
def test_shards_are_a_partition_of_equal_parts(number: int, parts: int) -> None:
    suite = [Scenario(f"s{at}", "", Span()) for at in range(number)]
    found = [Shard(part, parts).of(suite) for part in range(1, parts + 1)]
    assert sorted((one for part in found for one in part), key=suite.index) == suite
    assert max(map(len, found)) - min(map(len, found)) <= 1
    assert found == [Shard(part, parts).of(suite) for part in range(1, parts + 1)]


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "a/b", "1/0", "-1/4", "1/4/2", ""])
def test_what_is_no_shard_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="expected PART/PARTS"):
        shard(text)


def test_a_shard_is_read() -> None:
    assert (shard(None), shard(" 2 / 4 ")) == (Shard(), Shard(2, 4))
