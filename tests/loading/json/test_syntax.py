"""Every slip of a text that is almost JSON is found, at its place, with words that say what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from simulator.loading.json.recovery import MOST
from simulator.loading.json.syntax import syntax_faults

ROWS: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).parent / "syntax_faults.yaml")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: repr(row["text"]))
def test_each_slip_is_named_with_its_place(row: dict[str, Any]) -> None:
    found = [f"{f.span.line}:{f.span.column} {f.hint}" for f in syntax_faults(row["text"]) if f.span]
    assert [text[: len(expected)] for text, expected in zip(found, row["found"], strict=True)] == row["found"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: repr(row["text"]))
def test_every_finding_is_minus_1001_with_the_exact_message(row: dict[str, Any]) -> None:
    assert {(f.code, f.path, f.message) for f in syntax_faults(row["text"])} == {
        (-1001, "$", "Invalid JSON request body")
    }


def test_a_text_with_hundreds_of_slips_is_given_up_on() -> None:
    assert len(syntax_faults("[" + "1 2 " * 200 + "]")) == MOST
    assert len(syntax_faults("[" + '"\\q\\q\\q\\q",' * 200)) == MOST


def test_a_number_of_thousands_of_digits_is_named_and_one_with_many_after_the_point_is_not() -> None:
    assert "5000 digits" in syntax_faults("[" + "9" * 5000 + "]")[0].hint
    assert not syntax_faults("[0." + "9" * 5000 + "]")


def _twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)


def _no_constant(name: str) -> None:
    raise ValueError(name)


@given(st.text(alphabet="{}[]\",:\\/'#*“” \n\t\x07\xa00aeué1.-+EtrulfsnN", max_size=40))
@settings(max_examples=1500)
def test_something_is_found_exactly_where_the_standard_library_refuses_the_text(text: str) -> None:
    try:
        json.loads(text, object_pairs_hook=_twice, parse_constant=_no_constant)
    except ValueError:
        assert syntax_faults(text)
    else:
        assert not syntax_faults(text)


@given(
    st.recursive(
        st.text(max_size=5) | st.integers() | st.booleans() | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=20,
    ),
    st.integers(min_value=0),
    st.sampled_from(["", ",", '"', "}", "]", ":", "x", "'"]),
)
def test_one_character_lost_or_put_in_is_found_wherever_it_matters(data: Any, place: int, extra: str) -> None:
    text = json.dumps([data])
    at = place % len(text)
    broken = text[:at] + extra + text[at + (not extra) :]
    try:
        json.loads(broken, object_pairs_hook=_twice, parse_constant=_no_constant)
    except ValueError:
        assert syntax_faults(broken)
    else:
        assert not syntax_faults(broken)
