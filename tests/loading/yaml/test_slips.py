"""Slips of YAML are told in plain words, one finding each, at the place where the writer has to look."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.loading.signs import wide
from simulator.loading.yaml.text import _slowly, load_yaml, load_yaml_all

COLON = "holds a colon and a blank"
CLOSED = "is not closed on its line"
AFTER = "and more stands after it"
COMMENT = "begins a comment, so that"
UNREAD = "not readable as YAML: "

ROWS = [
    ("a:\n  text: Please note: we are closed.\n  b: 1\n", "2:9", COLON, '"Please note: we are closed."'),
    ("a: {text: Please note: closed, b: x}\n", "1:11", COLON, '"Please note: closed"'),
    ("a: 1\r\n  \r\nb: c: d\r\n", "3:4", COLON, '"c: d"'),
    ("- a: b: c\n", "1:6", COLON, '"b: c"'),
    ("a: It's 9: 'now'\n", "1:4", COLON, "\"It's 9: 'now'\""),
    ('a: say "x": y\n', "1:4", COLON, "'say \"x\": y'"),
    ("a: 'It's closed'\nb: 1\n", "1:4", AFTER, '"It\'s closed"'),
    ("a: {text: 'It's closed', b: c}\n", "1:11", AFTER, '"It\'s closed"'),
    ('a: "He said "hi" now"\n', "1:4", AFTER, "'He said \"hi\" now'"),
    ('a: "x" y\n', "1:4", AFTER, "'\"x\" y'"),
    ("a:\n  - 'don't'\n  - b\n", "2:5", AFTER, '"don\'t"'),
    ("a: *\nb: 1\n", "1:4", "`*` begins a YAML alias", '"*"'),
    ("a: {b: *, c: 1}\n", "1:8", "`*` begins a YAML alias", '"*"'),
    ("a: [*1#]\n", "1:5", "`*` begins a YAML alias", '"*1#"'),
    ("a: *1 or 2\n", "1:4", "`*` begins a YAML alias", '"*1 or 2"'),
    ("a: &base 1\nb: *bse\n", "2:4", "the alias `*bse` stands for nothing above it", "write &bse before a value"),
    ("a: & b\n", "1:4", "`&` begins a YAML anchor", '"& b"'),
    ("a: @x\n", "1:4", "`@` is reserved in YAML", '"@x"'),
    ("a: {b: @x, c: 1}\n", "1:8", "`@` is reserved in YAML", '"@x"'),
    ("a: `x` y # z\n", "1:4", "a backtick is reserved in YAML", '"`x` y"'),
    ("a: %name%\n", "1:4", "`%` is reserved in YAML", '"%name%"'),
    ("%x: 1\n", "1:1", "`%` is reserved in YAML", "in quotes"),
    ("a: !<x y\n", "1:4", "`!` begins a YAML tag", "in quotes"),
    ("a: [Press] 1\n", "1:4", "`[` begins a YAML list", '"[Press] 1"'),
    ("a: {{name}} x\n", "1:4", "`{` begins a YAML mapping", '"{{name}} x"'),
    ("a: {b: {{x}} y}\n", "1:8", "`{` begins a YAML mapping", "in quotes"),
    ("a: > Hello\n", "1:4", "`>` begins a block of text", '"> Hello"'),
    ("a: >0\n  x\n", "1:4", "`>` begins a block of text", '">0"'),
    ("a: |Hello\n", "1:4", "`|` begins a block of text", '"|Hello"'),
    ("a: [{press: #}]\n", "1:13", COMMENT, '"#" in quotes'),
    ("a: {press: #1, b: 1}\nc: 1\n", "1:12", COMMENT, '"#1" in quotes'),
    ("a: [1, 2 # x]\nb: 1\n", "1:10", COMMENT, "behind all brackets"),
    ("a: [#]\n", "1:5", COMMENT, '"#" in quotes'),
    ('a: {b: "+65}\nc: "x"\nd: "y"\n', "1:8", CLOSED, 'a second "'),
    ('a: "+65}\nb: 1\n', "1:4", CLOSED, 'a second "'),
    ("a: 'x\nb: 1\n---\nc: 1\n", "1:4", CLOSED, "a second '"),
    ('a: "x\nb: "y"\nc: 1\n', "1:4", CLOSED, 'a second "'),
    ("a: 1\n b: 2\n", "2:2", "by 1 space, deeper than line 1", "by 0 spaces, like line 1"),
    ("a:\n  b: 1\n c: 2\n", "3:2", "by 1 space, and what stands above it by 0 or 2", "beside"),
    ("a:\n  - b: 1\n   c: 2\n", "3:4", "by 3 spaces, and what stands above it by 0, 2 or 4", "beside"),
    ("a:\n  - b: 1\n     c: 2\n", "3:6", "by 5 spaces, deeper than line 2", "by 4 spaces, like line 2"),
    ("a:\n  b: {c: 1}\n    d: 2\n", "3:5", "by 4 spaces, deeper than line 2", "by 2 spaces"),
    (" a: 1\nb: 2\n", "2:1", "by 0 spaces, and what stands above it by 1", "beside"),
    ("a:\n  - b\n # why\n - c\n", "4:2", "by 1 space, and what stands above it by 0, 2 or 4", "beside"),
    ("a: 1\n- b\n", "2:1", "a list item (`- `) stands here beside what is of another kind", "beside"),
    ("- a\nb: 1\n", "2:1", "a key stands here beside what is of another kind", "beside"),
    ("a:\n\tb: 1\n", "2:1", "a tab indents this line", "spaces instead"),
    ("a:\n  b: 1\n\tc: 2\n", "3:1", "a tab indents this line", "spaces instead"),
    ("- a\n-\tb: 1\n  c: 2\n", "2:2", "a tab stands before a key", "spaces instead"),
    ("a: [1, 2\nb: 3\n", "1:4", "the `[` that opens here is not closed", "write `]`"),
    ("a: b]\nc: [1\nd: 2\n", "2:4", "the `[` that opens here is not closed", "write `]`"),
    ("a: {b: 1\nc: 3\n", "1:4", "the `{` that opens here is not closed", "write `}`"),
    ('a: {b: [1, "]"\n', "1:8", "the `[` that opens here is not closed", "write `]`"),
    ("a: [[1], {b: 2}\n", "1:4", "the `[` that opens here is not closed", "write `]`"),
    ("a: [1}\n", "1:4", "`}` stands on line 1 where `]` is needed", "write `]`"),
    ("a: {b: 1}}\n", "1:10", "`}` closes nothing that is open", "remove it"),
    ('a: "abc",\nb: 1\n', "1:9", "a comma stands after the value", "remove it"),
    ("a: {b: c, , d: 1}\n", "1:11", "`,` stands where a value is needed", "write the value"),
    ("a: : 1\n", "1:4", "`:` stands where a value is needed", "write the value"),
    ("a: {b: 1 {c: 2}}\n", "1:10", "the value before `{c: 2}}` has ended already", "or write a comma"),
    ('a:\n  b: "x"\n    d\ne: 1\n', "3:5", "the value before `d` has ended already", "in quotes"),
    ("a: 1\ntext:Hello\nb: 1\n", "2:5", "a blank is missing after `text:`", "`text: Hello`"),
    ("a:\n  - b:1\n    c: 2\n", "2:6", "a blank is missing after `b:`", "`b: 1`"),
    ("a: 1\n-b\n", "2:1", "a blank is missing after the dash", "`- b`"),
    ("a: 1\nhello there\nb: 2\n", "2:1", "`hello there` is neither `key: value` nor", "indent it deeper"),
    ("a: - b\n", "1:4", "`- ` begins a list item", '"- b"'),
    ("a: ? b\n", "1:4", "`? ` begins a key", '"? b"'),
    ('a: "C:\\dir"\n', "1:8", "`\\d` begins no escape", "single quotes"),
    ('a: "\\u12"\n', "1:7", "lacks digits", "single quotes"),
    ('a: "\\U00110000"\n', "1:1", "an escape stands for no character", "10FFFF"),
    ("a:\u00a01\nb: 2\n", "1:3", "U+00A0 (no-break space) stands here", "plain space"),
    ("a: 1\n\u3000b: 2\n", "2:1", "U+3000 (ideographic space) stands before the key `b`", "plain space"),
    ("a\u200b: 1\n", "1:1", "U+200B (zero width space) stands in the key `a`", "remove it"),
    ("# \u00a0\na: '\u00a0'\nb: \"x\"\u00a0, c\n", "3:7", "U+00A0 (no-break space) stands here", "plain space"),
    ("a: x\rb\nc: 1\n", "1:5", "U+000D (carriage return) stands here, and ends the line", "as the others"),
    ("a: \x00\n", "1:4", "U+0000 (null) stands here", "remove it"),
    ("a: \x0c\n", "1:4", "U+000C (form feed) stands here", "remove it"),
    ("[1]: 2\n", "1:1", "a key must be a text", "in quotes"),
    ("a: !!{x} 1\n", "1:4", "`!` begins a YAML tag", "in quotes"),
]

QUIET = [
    ("a: {b: c d, e f}\n", "1:13", "the comma ends the value `c d`, and `e f` is not", '"c d, e f"'),
    ("a: {b: c, e f, g, h: 1}\n", "1:11", "the comma ends the value `c`, and `e f, g` is not", '"c, e f, g"'),
    ("a:\n  - {b: 9 to 5, Monday to Friday,\n     c: 1}\n", "2:17", "ends the value `9 to 5`", '"9 to 5, Monday'),
    ('a: {b: "c", d}\n', "1:13", "the key `d` has no value", "`key: value`"),
    ("a: {d}\n", "1:5", "the key `d` has no value", "`key: value`"),
    ("a: !Welcome to X\n", "1:4", "`!Welcome` is a YAML tag", '"!Welcome to X"'),
    ("a: [!x, 1]\n", "1:5", "`!x,` is a YAML tag", '"!x,'),
    ("a: !x [1]\n", "1:4", "`!x` is a YAML tag", '"!x"'),
    ("a: Press # to go on\n", "1:4", "the value is `Press`, and `# to go on` is not read", '"Press # to go on"'),
    ("a: then press #\n", "1:4", "`#` is not read", '"then press #"'),
    ("a: Your PIN, #1 or 2\n", "1:4", "`#1 or 2` is not read", '"Your PIN, #1 or 2"'),
    ("a: For sales,\t#, or 2\n", "1:4", "`#, or 2` is not read", "in quotes"),
    ("a: [1,\u00a0'x']\n", "1:7", "U+00A0 (no-break space) stands before the value", "plain space"),
    ("a: \ufeff1\n", "1:4", "U+FEFF (zero width no-break space) stands before the value", "remove it"),
    ("a: Help desk #1\nb: 1\n", "1:4", "the value is `Help desk`", '"Help desk #1"'),
]


@pytest.mark.parametrize(("text", "place", "what", "hint"), [*ROWS, *QUIET], ids=lambda one: repr(one)[:40])
def test_each_slip_is_one_finding_that_says_how_to_write_it(text: str, place: str, what: str, hint: str) -> None:
    documents = load_yaml_all(text.encode())
    (finding,) = (one for document in documents for one in document.findings)
    assert finding.code == "F001"
    assert finding.span is not None
    assert f"{finding.span.line}:{finding.span.column}" == place
    assert what in finding.message
    assert hint in finding.hint
    assert documents == _slowly(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1 # sales\n",
        "a: b c # a comment\n",
        'a: "x" # press #\n',
        "# press #\na: 1\n",
        "a: |\n  press # now\n",
        "a: 'press # now'\n",
        "a: b # 1\n",
        "a: 5 #1\n",
        "a: !!str 1\nb: ! x\n",
        "a: {b: , c: 1}\n",
        "a: Hello, you\n",
        "a: Tapez 1\u00a0; puis 2\u202f!\n",
        "a: \u0627\u200c\u0628\n\u0627\u200c\u0628: 1\n",
        "'a\u00a0b': 1\n",
        "a: #\n",
    ],
)
def test_what_is_no_slip_is_not_told(text: str) -> None:
    assert load_yaml(text.encode()).findings == ()


@given(st.integers(0, 2**64))
def test_whatever_is_wrong_is_said_at_a_place_of_the_file(seed: int) -> None:
    chance = random.Random(seed)
    text = chance.choice([*ROWS, *QUIET])[0]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice("\"'[]{} \n\t#&*!|>%@:,-?\u2028\u00a0\r") + text[at + chance.randint(0, 2) :]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for found in (one for document in load_yaml_all(text.encode()) for one in document.findings):
        assert found.span is not None
        assert 1 <= found.span.line <= lines
        assert found.span.column >= 1
        assert found.hint


@pytest.mark.parametrize(
    ("codec", "says"),
    [
        ("utf-16-le", "UTF-16 (little-endian, without a byte order mark)"),
        ("utf-16-be", "UTF-16 (big-endian, without a byte order mark)"),
        ("utf-32-le", "UTF-32 (little-endian, without a byte order mark)"),
        ("utf-32-be", "UTF-32 (big-endian, without a byte order mark)"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
@pytest.mark.parametrize("text", ["flow: x\n", "# 例えば\nflow: café 中\n" * 40, "a"])
def test_a_file_in_another_encoding_is_told_as_such(codec: str, says: str, text: str) -> None:
    (finding,) = load_yaml(text.encode(codec)).findings
    assert finding.message == f"{UNREAD}the file is {says}"
    assert finding.hint == "save it as UTF-8"


@pytest.mark.parametrize("raw", [b"", b"a: 1\n", b"a\0b", b"\0\0\0\0", b"a: \0\n", "é".encode()])
def test_what_is_no_other_encoding_is_not_taken_for_one(raw: bytes) -> None:
    assert wide(raw) == ""
