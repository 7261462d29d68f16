"""YAML is read with places, and every scalar keeps the text that was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.loading.yaml.nodes import YamlScalar, described
from simulator.loading.yaml.text import _slowly, load_yaml, load_yaml_all
from simulator.model.diagnostic import Span

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    "written", ["0123", "08", "+6591234567", "no", "1:30", "1_000", "0x1F", "2026-01-13T08:26:58Z", "9" * 500]
)
def test_a_scalar_keeps_its_text_where_yaml_would_read_something_else(written: str) -> None:
    assert load_yaml(f"a: {written}\n".encode()).data == {"a": written}


def test_plain_values_are_what_json_would_read() -> None:
    document = load_yaml(b"a: 12\nb: -1.5e1\nc: true\nd: ~\ne: '12'\nf: [1, null]\ng: |\n  text\nh:\n")
    data = {"a": 12, "b": -15.0, "c": True, "d": None, "e": "12", "f": [1, None], "g": "text\n", "h": None}
    assert document.data == data


def test_every_path_has_its_place() -> None:
    spans = load_yaml("a:\n  - x: é1\n  - ['y']\nodd-key: 1\n".encode()).spans
    assert (spans["$.a[0].x"].line, spans["$.a[0].x"].column, spans["$.a[0].x"].end_column) == (2, 8, 10)
    assert (spans["$.a[1][0]"].line, spans["$.a[1][0]"].column) == (3, 6)
    assert spans["$['odd-key']"].line == 4
    assert load_yaml(b"").spans == {}
    assert load_yaml(b"").data is None


def test_a_missing_value_stands_where_its_key_stands() -> None:
    assert load_yaml(b"a: 1\nb:\n\n\nc: 2\n").spans["$.b"].line == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    spans = load_yaml(f"a: 1{end}b:{end}c: 2{end}".encode()).spans
    assert [spans[f"$.{key}"].line for key in "abc"] == [1, 2, 3]
    (finding,) = load_yaml(f"a: 1{end}b: \x01{end}".encode()).findings
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (2, 4)


def test_a_key_given_twice_is_a_finding_at_the_second() -> None:
    document = load_yaml(b"a: 1\nb: 2\na: 3\n")
    (finding,) = document.findings
    assert finding.code == "F001"
    assert finding.span is not None
    assert finding.span.line == 3
    assert "first on line 1" in finding.message
    assert document.data == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: 1\nb: *7\n", 2, 4, '`*` begins a YAML alias; write the value in quotes: "*7"'),
        ("a: @x\n", 1, 4, "reserved"),
        ("a: 1\n b: 2\n", 2, 2, "indented by 1 space, deeper than line 1"),
        ("a: [1,\n", 1, 4, "the `[` that opens here is not closed"),
        ("a: \x01\n", 1, 4, "U+0001 (control character) stands here"),
        ("# " + "é" * 9000 + "\nb: 2\na: \x01\n", 3, 4, "U+0001 (control character) stands here"),
        ('a: "\\U00110000"\n', 1, 1, "not readable as YAML"),
        ("[1]: 2\n", 1, 1, "a key must be a text"),
        ("<<: 5\na: 1\n", 1, 5, "needs a mapping"),
    ],
)
def test_what_yaml_cannot_read_is_said_with_its_place(text: str, line: int, column: int, says: str) -> None:
    (finding,) = load_yaml(text.encode()).findings
    assert finding.code == "F001"
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (line, column)
    assert says in f"{finding.message}; {finding.hint}"


def test_bytes_that_are_not_utf8_are_named() -> None:
    (finding,) = load_yaml(b"a: 1\nb: \xff\n").findings
    assert "byte 9 (0xff)" in finding.message
    assert finding.span is not None
    assert finding.span.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "&a [*a]",
        "a: " + "[" * 150 + "]" * 150,
        "- " * 150 + "x",
        "[" * 5000,
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdef", "bcdefg", strict=True)),
    ],
    ids=["itself", "deep", "deep without brackets", "very deep", "explosion"],
)
def test_a_file_that_explodes_is_refused_in_words(text: str) -> None:
    (finding,) = load_yaml(text.encode()).findings
    assert finding.code == "F001"


def test_aliases_and_merges_are_followed() -> None:
    assert load_yaml(b"a: &b 1\nc: &b 2\nd: *b\n").data == {"a": 1, "c": 2, "d": 2}
    text = b"base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\na: {<<: [*b, *m], x: 9}\nc: {<<: *b}\n"
    document = load_yaml(text)
    assert document.findings == ()
    assert document.data["a"] == {"x": 9, "y": 2, "z": 4}
    assert document.data["c"] == {"x": 1, "y": 2}


def test_json_is_yaml_with_tabs_and_surrogate_pairs_too() -> None:
    document = load_yaml(b'\xef\xbb\xbf{"a": "\\ud83d\\ude00",\n\t"b": "x\\/y", "c": "\\ud83d"}')
    assert document.findings == ()
    assert document.data == {"a": "😀", "b": "x/y", "c": "\ufffd"}


@pytest.mark.parametrize("end", ["---\n", "---", "---\n---\n", "--- # the end\n", "---\n...\n", "---\t\n"])
def test_a_separator_that_nothing_comes_after_is_nothing(end: str) -> None:
    assert load_yaml_all(f"a: 1\n{end}".encode()) == load_yaml_all(b"a: 1\n")
    assert load_yaml(f"a: 1\n{end}".encode()).findings == ()


BLOCKS = """a: >
  Welcome to Brightwell.
  We are closed.

  Goodbye.
b: |+
  one
    two

c: >-
  three
   four
d: "five
  six"
e: seven
  eight
"""


@pytest.mark.parametrize("reader", [load_yaml_all, lambda raw: _slowly(raw.decode())], ids=["load", "slow"])
@pytest.mark.parametrize(
    "comment",
    ["", "Made by:\tAnna", "\t", "a\u2028b", "a\x85b", "a\ufeffb", "a\u2029", "[{" * 3000],
    ids=lambda c: c[:12],
)
def test_what_stands_in_a_comment_changes_no_text(comment: str, reader: Callable[[bytes], Any]) -> None:
    (document,) = reader(f"# {comment}\n{BLOCKS}# {comment}".encode())
    assert document.findings == ()
    assert document.data == {
        "a": "Welcome to Brightwell. We are closed.\nGoodbye.\n",
        "b": "one\n  two\n\n",
        "c": "three\n four",
        "d": "five six",
        "e": "seven eight",
    }
    assert document.spans["$.e"] == Span(16, 4, 17, 8)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\ufeff", "\t"])
def test_such_a_sign_in_a_text_is_a_part_of_it_as_in_json(sign: str) -> None:
    text = f'"a": "x {sign} y"\n"b{sign}": 1\nc: |-\n  x{sign}\n  y\nd: x{sign}y\n'
    document = load_yaml(text.encode())
    assert document.data == {"a": f"x {sign} y", f"b{sign}": 1, "c": f"x{sign}\ny", "d": f"x{sign}y"}
    assert document.spans["$.d"] == Span(6, 4, 6, 7)


def test_documents_are_parted_and_a_second_is_a_finding_where_one_is_wanted() -> None:
    assert [d.data for d in load_yaml_all(b"a: 1\n---\nb: 2\n---\n")] == [{"a": 1}, {"b": 2}]
    (finding,) = load_yaml(b"a: 1\n---\nb: 2\n").findings
    assert "second document" in finding.message
    assert [f.code for f in load_yaml(b"a: 1\n---\nb: [\n").findings] == ["F001"]


def test_keys_eaten_by_a_comment_are_noticed() -> None:
    root = load_yaml(b"a: #\nb: # a comment\nc: #1\n").root
    assert root is not None
    nodes = getattr(root, "items")  # noqa: B009 - a mapping's
    assert [nodes[key].commented for key in "abc"] == [True, False, True]


def test_a_node_is_described_for_messages() -> None:
    root = load_yaml(f"[[], {{}}, ~, x, 'y', {'z' * 100}]".encode()).root
    items = getattr(root, "items")  # noqa: B009 - a listing's
    said = ["a list", "a mapping", "nothing", "`x`", '"y" (in quotes)', f"`{'z' * 57}...`"]
    assert [described(item) for item in items] == said
    assert isinstance(items[3], YamlScalar)
