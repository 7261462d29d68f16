"""Places: columns in the units of an editor, and the names of files in URIs."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position
from pygls.workspace import PositionCodec

from simulator.lsp.base.places import EditorPlaces, within
from simulator.lsp.base.uris import path_of_uri, uri_of
from simulator.model.diagnostic import Span

CODECS = [PositionCodec(name) for name in ("utf-8", "utf-16", "utf-32")]
SIGNS = "aé😀\u2028\x0b\x85漢 "


@pytest.mark.parametrize(("codec", "character"), list(zip(CODECS, (12, 7, 6), strict=True)))
def test_a_column_counts_in_the_units_that_were_agreed_on(codec: PositionCodec, character: int) -> None:
    places = EditorPlaces("one\ntü😀漢a|b", codec)
    assert places.position(2, 6) == Position(1, character - 1)
    assert places.place(Position(1, character)) == (2, 7)


@given(st.text(alphabet=SIGNS, max_size=12), st.sampled_from(CODECS), st.integers(1, 13))
def test_a_place_comes_back_as_it_went(line: str, codec: PositionCodec, column: int) -> None:
    places = EditorPlaces(f"first\r\n{line}\rlast", codec)
    column = min(column, len(line) + 1)
    assert places.place(places.position(2, column)) == (2, column)


@given(st.integers(0, 9), st.integers(0, 99), st.sampled_from(CODECS))
def test_a_place_beyond_the_text_is_its_end(line: int, character: int, codec: PositionCodec) -> None:
    places = EditorPlaces("a😀\nbc", codec)
    row, column = places.place(Position(line, character))
    assert (row, column) <= (2, 3)
    assert column <= 3


@pytest.mark.parametrize("codec", CODECS)
def test_many_places_of_one_long_line_are_found_at_once(codec: PositionCodec) -> None:
    text = "ü" + "a" * 1_000_000
    places = EditorPlaces(text, codec)
    begun = process_time()
    for column in range(999_900, 1_000_000):
        assert places.position(1, column).character in (column - 1, column)
    assert places.place(places.position(1, 999_999)) == (1, 999_999)
    assert process_time() - begun < 3


@pytest.mark.parametrize(("codec", "character"), list(zip(CODECS, (6, 4, 4), strict=True)))
def test_a_mark_that_an_editor_sends_is_counted_by_it_and_not_by_us(codec: PositionCodec, character: int) -> None:
    places = EditorPlaces("\ufeffabc\ndé", codec)
    assert places.position(1, 4) == Position(0, character)
    assert places.place(Position(0, character)) == (1, 4)
    assert places.place(Position(0, 0)) == (1, 1)
    assert places.lines == ["abc", "dé"]


def test_a_span_beyond_the_text_is_drawn_to_its_end() -> None:
    found = EditorPlaces("ab\ncd", CODECS[1]).range_of(Span(2, 2, 9, 9))
    assert (found.start, found.end) == (Position(1, 1), Position(1, 2))


def test_the_place_behind_a_word_is_still_in_it() -> None:
    assert within(Span(1, 2, 1, 4), 1, 4)
    assert not within(Span(1, 2, 1, 4), 1, 5)


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///flows/My%20flow.flow.yaml", "/flows/My flow.flow.yaml"),
        ("file:///flows/Gr%C3%BC%C3%9Fe%25.yaml", "/flows/Grüße%.yaml"),
        ("file:///flows/../a/./b.yaml", "/a/b.yaml"),
        ("file:///c%3A/Flows/a.yaml", "c:/Flows/a.yaml"),
        ("file:///C:/Flows/a.yaml", "c:/Flows/a.yaml"),
        ("file://server/share/a.yaml", "//server/share/a.yaml"),
        ("untitled:Untitled-1", "Untitled-1"),
        ("git:/repo/a.flow.yaml?ref", "a.flow.yaml"),
        ("file:///a%00b.yaml", "/ab.yaml"),
        ("file://[", "["),
        ("", "untitled"),
        ("\0", "untitled"),
    ],
)
def test_a_uri_is_one_name_of_a_file(uri: str, path: str) -> None:
    assert path_of_uri(uri) == Path(path)


@given(st.text(alphabet="aü😀 %#?&:", min_size=1, max_size=9))
def test_the_uri_of_a_path_leads_back_to_it(name: str) -> None:
    path = Path("/flows") / name
    assert path_of_uri(uri_of(path)) == path
