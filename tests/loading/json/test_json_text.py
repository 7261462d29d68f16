"""Bytes are read as JSON or refused with a place; nothing is raised and nothing is guessed."""

from __future__ import annotations

import sys

import pytest

from simulator.loading.json.json_text import DEEPEST, Document, read_json
from simulator.model.assumptions import Assumptions
from simulator.model.diagnostic import Span

GUIDE = Assumptions()


def _hints(raw: bytes, settings: Assumptions = GUIDE) -> list[str]:
    return [fault.hint for fault in read_json(raw, settings).faults]


def test_what_is_json_is_read_as_it_stands() -> None:
    assert read_json(b'{"a": [1, 2.0, null, "\\ud800"]}', GUIDE).data == {"a": [1, 2.0, None, "\ud800"]}


def test_a_byte_order_mark_is_named_and_the_rest_is_read_all_the_same() -> None:
    found = read_json(b'\xef\xbb\xbf{"a": 1,}', GUIDE).faults
    assert [fault.span for fault in found] == [Span(), Span(1, 8, 1, 9)]
    assert "byte order mark" in found[0].hint


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    assert _hints("\ufeff{}".encode(encoding)) == ["the body is UTF-16: save it as UTF-8"]


def test_bytes_that_are_not_utf_8_have_their_offset_line_and_column() -> None:
    found = read_json('{"é": "\n'.encode() + b'\xff\xfe", "b": 01}', GUIDE).faults
    assert found[0].hint == "0xFF 0xFE at byte offset 9 is not UTF-8: save the body as UTF-8"
    assert found[0].span == Span(2, 1, 2, 3)
    assert any("`01` is no number" in fault.hint for fault in found)


def test_bad_bytes_inside_sound_json_are_refused_too() -> None:
    assert _hints(b'"\xe9"') == ["0xE9 at byte offset 1 is not UTF-8: save the body as UTF-8"]
    assert "byte offset 4 " in _hints(b'\xef\xbb\xbf"\xe9"')[1]


def test_a_body_larger_than_the_setting_is_not_read() -> None:
    small = Assumptions(max_body_bytes=10)
    assert read_json(b'"12345678"', small).data == "12345678"
    assert _hints(b'"123456789"', small) == ["the body has 11 bytes, more than the 10 that are read"]


def test_a_body_nested_deeper_than_the_setting_is_not_read_and_the_bracket_is_named() -> None:
    shallow = Assumptions(max_nesting=3)
    assert not read_json(b"[[[]]]", shallow).faults
    assert not read_json(b'[[[]], [["[[["]], {}]', shallow).faults
    found = read_json(b'["[\\"[",\n [[[', shallow).faults
    assert [(fault.span, "3 levels" in fault.hint) for fault in found] == [(Span(2, 4, 2, 5), True)]


def test_closing_brackets_without_opening_ones_lend_no_depth() -> None:
    assert "closes nothing" in _hints(b"]]]][[[[", Assumptions(max_nesting=4))[0]


def test_no_setting_makes_the_reader_run_out_of_stack() -> None:
    deep = b"[" * 100_000
    assert f"{DEEPEST} levels" in _hints(deep, Assumptions(max_nesting=10**6))[0]
    level = b"[" * DEEPEST + b"]" * DEEPEST
    assert not read_json(level, Assumptions(max_nesting=10**6)).faults


@pytest.mark.skipif(not sys.get_int_max_str_digits(), reason="the limit is switched off here")
def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert "5000 digits" in _hints(b"9" * 5000)[0]


def test_a_field_given_twice_is_refused_though_python_would_take_it() -> None:
    assert read_json(b'{"a": 1, "a": 1}', GUIDE).faults
    assert read_json(b"{}", GUIDE) == Document("{}", {})
