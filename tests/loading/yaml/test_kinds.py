"""Values that are read by the kind that is declared for them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from simulator.loading.yaml.fields import Fields
from simulator.loading.yaml.kinds import Boolean, Choice, Integer, Keys, ListOf, MapOf, Number, Simple, Text
from simulator.loading.yaml.nodes import YamlNode
from simulator.loading.yaml.reading import read, read_list, read_map
from simulator.loading.yaml.text import load_yaml


def node(text: str) -> YamlNode:
    root = load_yaml(text.encode()).root
    assert root is not None
    return root


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Text(), "0123", "0123"),
        (Text("", re.compile("[a-z]+"), "a word", "letters"), "abc", "abc"),
        (Choice(("a", "b")), "a", "a"),
        (Integer(0, 9), "7", 7),
        (Number(0.5), "1.5", 1.5),
        (Boolean(), "true", True),
    ],
)
def test_a_value_is_read_by_its_kind(kind: Simple, text: str, value: Any) -> None:
    assert read(kind, node(text), Fields()) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [(Text(), "[]"), (Text("", re.compile("[a-z]+"), "a word", "letters"), "ABC"), (Choice(("a",)), "c"),
     (Integer(0, 9), "10"), (Number(0.5), "0.1"), (Boolean(), "yes")],
)  # fmt: skip
def test_a_value_at_fault_is_noted_and_reads_as_nothing(kind: Simple, text: str) -> None:
    fields = Fields()
    assert read(kind, node(text), fields) is None
    assert len(fields.findings) == 1


def test_lists_and_mappings_keep_what_is_sound() -> None:
    fields = Fields()
    assert read_list(ListOf(Integer(0)), node("[1, x, 3]"), fields) == (1, 3)
    assert read_map(MapOf("`m`", Integer(0)), node("{a: 1, b: x}"), fields) == {"a": 1}
    assert read_map(Keys("`k`", {"a": Integer(), "b": Text()}), node("{a: 1, b: x, c: 2}"), fields) == {
        "a": 1,
        "b": "x",
    }
    assert [found.code for found in fields.findings] == ["F003", "F003", "F002"]
