"""Every path of a text leads to its place, in characters; what is missing leads to what lacks it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.loading.json.spans import Columns, Spans
from simulator.loading.paths import child, steps
from simulator.model.diagnostic import Span

TEXT = '{"a":\n  {"é€": [1, {"x y": "ü😀", "\\u0041b": 3}]},\r\n "t": ""}'


@pytest.mark.parametrize(("path", "piece"), [
    ("$.a['é€'][0]", (2, 11, 2, 12)),
    ("$.a['é€'][1]['x y']", (2, 22, 2, 26)),
    ("$.a['é€'][1].Ab", (2, 39, 2, 40)),
    ("$.t", (3, 7, 3, 9)),
    ("$", (1, 1, 3, 10)),
])  # fmt: skip
def test_a_value_has_its_place(path: str, piece: tuple[int, int, int, int]) -> None:
    assert Spans(TEXT).at(path) == Span(*piece)


@pytest.mark.parametrize(("path", "above"), [
    ("$.a['é€'][1].missing", "$.a['é€'][1]"), ("$.a['é€'][7]", "$.a['é€']"), ("$.t.inside", "$.t"), ("$.q.r", "$"),
])  # fmt: skip
def test_what_is_missing_has_the_place_of_what_lacks_it(path: str, above: str) -> None:
    spans = Spans(TEXT)
    assert spans.at(path) == spans.at(above)


def test_a_text_without_a_value_has_the_place_of_the_whole() -> None:
    assert Spans("").at("$.a") == Span()


@pytest.mark.parametrize(("key", "path"), [
    ("text", "$.text"), ("odd key", "$['odd key']"), ("", "$['']"), ("it's", "$['it\\'s']"), ("a\\b", "$['a\\\\b']"),
    ("\ud800\n", "$['\\ud800\\u000a']"), ("0", "$['0']"), ("é", "$['é']"),
])  # fmt: skip
def test_odd_keys_are_quoted_in_a_path(key: str, path: str) -> None:
    assert child("$", key) == path


@given(st.lists(st.text(max_size=6), min_size=1, max_size=4))
def test_a_path_leads_back_to_its_keys(keys: list[str]) -> None:
    path = "$"
    for key in keys:
        path = child(path, key)
    assert list(steps(path)) == keys


@given(
    st.recursive(
        st.integers() | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
        max_leaves=10,
    ),
    st.booleans(),
)
def test_the_place_of_every_value_holds_that_value(data: Any, ascii_only: bool) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=1)
    spans, lines = Spans(text), text.split("\n")
    for path, value in _walk("$", data):
        span = spans.at(path)
        piece = "\n".join(lines[span.line - 1 : span.end_line])
        tail = len(lines[span.end_line - 1]) - span.end_column + 1
        assert json.loads(piece[span.column - 1 : len(piece) - tail]) == value


def _walk(path: str, data: Any) -> list[tuple[str, Any]]:
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = [(path, data)]
    for key, value in below:
        found += _walk(f"{path}[{key}]" if isinstance(key, int) else child(path, key), value)
    return found


@given(
    st.text("aé€😀", min_size=0, max_size=600).flatmap(lambda text: st.tuples(st.just(text * 3), st.integers(0, 1800)))
)
def test_a_column_of_a_long_line_counts_the_characters_before_it(drawn: tuple[str, int]) -> None:
    text, at = drawn
    before = text[:at]
    assert Columns(text.encode()).at(len(before.encode())) == len(before) + 1


class Watched(bytes):
    """A line that counts how many of its bytes are looked at."""

    looked_at = 0

    def __getitem__(self, part: Any) -> Any:
        piece = super().__getitem__(part)
        self.looked_at += len(piece)
        return piece


def test_a_long_line_is_not_counted_from_its_beginning_at_each_question() -> None:
    line = Watched(("é1" * 20_000).encode())
    columns = Columns(line)
    assert columns.at(0) == 1
    assert line.looked_at == len(line)
    for asked in range(1, 200):
        columns.at(asked * 300)
        assert line.looked_at <= len(line) + asked * Columns.STRIDE
