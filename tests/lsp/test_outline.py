"""The outline of what is being typed: like the loader's nodes where those exist, and never an exception."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.loading.yaml.composing import compose
from simulator.loading.yaml.nodes import YamlScalar, spans_of
from simulator.lsp.base.nodes import texts
from simulator.lsp.outline.excerpt import excerpt
from simulator.lsp.outline.outline import outline

if TYPE_CHECKING:
    from simulator.loading.yaml.nodes import YamlNode

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "scenarios", ROOT / "simulator" / "starter")
OTHERWISE = re.compile(r": [&*]|<<:|^ +[^-:{]*$", re.MULTILINE)
"""Anchors, and texts over several lines: of these an outline knows less than the loader."""


def test_a_sound_file_has_the_nodes_of_the_loader() -> None:
    files = [file for folder in FOLDERS for ending in ("*.yaml", "*.json") for file in folder.rglob(ending)]
    seen = 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        found = None if file.suffix == ".yaml" and OTHERWISE.search(text) else compose(text)
        if found is not None:
            seen += 1
            _alike(file, text, [root for root, _ in found if root is not None])
    assert seen > 40


def _alike(file: Path, text: str, read: list[YamlNode]) -> None:
    outlined = outline(text)
    assert [one.plain for one in outlined] == [one.plain for one in read], file
    for mine, own in zip(outlined, read, strict=True):
        spans = spans_of(own)
        places = {node.path: node.span for node in texts(mine) if not node.absent}
        assert places == {path: spans[path] for path in places}, file


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 1\nb", [{"a": 1, "b": None}]),
        ("a:\n  b\nc: 1", [{"a": "b", "c": 1}]),
        ("a:\n  - b\n  -\n  - c: 1\n    d", [{"a": ["b", None, {"c": 1, "d": None}]}]),
        ("a:\n- 1\n- 2\nb: 3", [{"a": [1, 2], "b": 3}]),
        ('{"a": {"b": [1, {"c": ', [{"a": {"b": [1, {"c": None}]}}]),
        ('{"a": "open\n"b": 1}', [{"a": "open", "b": 1}]),
        ("a: {b: [1, {c\nd: 2", [{"a": {"b": [1, {"c": None}]}, "d": 2}]),
        ("- a: {b: 1\n- c: 2", [[{"a": {"b": 1}}, {"c": 2}]]),
        ("a: |\n  text: no key\n\n  more\nb: >-\n  x\nc: 1", [{"a": None, "b": None, "c": 1}]),
        ("a: one\n  two\nb: 1", [{"a": "one", "b": 1}]),
        ("a: x # b: 1\nc: y#z", [{"a": "x", "c": "y#z"}]),
        ("a: &name x\nb: !tag y", [{"a": "x", "b": "y"}]),
        ("'it''s': \"a\\\"b\"", [{"it's": 'a"b'}]),
        ('"a\\u0041": "\\x41\\"', [{"aA": '\\x41"'}]),
        ("a: 1\n    b: 2\nc: 3", [{"a": 1, "c": 3}]),
        ("---\na: 1\n---\n- b\n...\nc", [{"a": 1}, ["b"], "c"]),
        ("--- a: 1", [{"a": 1}]),
        ("a: : b\n: c\n] x", [{"a": None}]),
        ("{a: 1, : 2, b: c}", [{"a": 1, "2": None, "b": "c"}]),
        ("[1, [2, {a: b}], :]", [[1, [2, {"a": "b"}], None]]),
        ("[use: a, press: [1], b:, :]", [[{"use": "a"}, {"press": [1]}, {"b": None}, None]]),
        (": a\nb: 1", [None]),
        ("x\n", ["x"]),
        ("", []),
    ],
)
def test_what_is_not_there_yet_is_nothing_and_the_rest_is_there(text: str, data: list[object]) -> None:
    assert [one.plain for one in outline(text)] == data


@pytest.mark.parametrize("sign", ["[", "{", '{"a":', "- ", "a: ", '"', "'", "|", ": ", "]", ",", "{[", "\0", "&", "\t"])
def test_what_is_nested_without_an_end_is_read_to_its_end(sign: str) -> None:
    assert len(outline(sign * 1000)) <= 1
    outline("\n".join(sign * at for at in range(40)))


@given(st.text(alphabet="ab:-[]{},\"'#|> \n\t&*!\0ü😀", max_size=60))
def test_any_text_has_an_outline_whose_places_are_in_it(text: str) -> None:
    lines = text.replace("\r", "").split("\n")
    for root in outline(text):
        for node in texts(root):
            assert isinstance(node, YamlScalar)
            assert 1 <= node.span.line <= len(lines)
            assert node.span.end_column <= len(lines[node.span.end_line - 1]) + 1 or node.span.end_column <= 4


LISTED = """\
flow: x
replies:
  - when: {digits: "1"}
    reply:
      callflow:
        - action: say
        - action: hangup
  # a note
  - when: {digits: "2"}
    reply: a.json

  - when: {digits: "3"}
    reply: b.json
account: y
"""


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (0, range(14)),
        (6, (0, 1, 2, 3, 4, 5, 6, 7, 13)),
        (8, (0, 1, 8, 9, 10, 13)),
        (10, range(14)),
        (12, (0, 1, 11, 12, 13)),
        (13, range(14)),
    ],
)
def test_of_a_long_list_the_item_at_hand_is_left(line: int, kept: range) -> None:
    lines = LISTED.split("\n")[:-1]
    shown = excerpt(lines, line)
    assert len(shown) == len(lines)
    wanted = {at for at in kept if lines[at].strip() and not lines[at].lstrip().startswith("#")}
    assert {at for at, said in enumerate(shown) if said.strip() and not said.lstrip().startswith("#")} == wanted
    assert all(said in ("", lines[at]) for at, said in enumerate(shown))


def test_of_several_documents_the_one_at_hand_is_left() -> None:
    assert excerpt(["a: 1", "---", "b: 2", "---", "c: 3"], 2) == ["", "---", "b: 2", "", ""]
