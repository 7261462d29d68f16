"""JSON is written part by part as it would be written at once."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from simulator.render.json import dumps

OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(VALUES)
def test_every_value_is_written_with_two_spaces(value: object) -> None:
    written = json.dumps(value, ensure_ascii=False, indent=2)
    assert dumps(value) == OBEYED.sub(lambda found: f"\\u{ord(found.group()):04x}", written) + "\n"
    assert json.loads(dumps(value)) == value


@given(st.dictionaries(st.text(), st.lists(VALUES, max_size=3), max_size=3))
def test_what_comes_one_by_one_is_a_list(lists: dict[str, list[object]]) -> None:
    assert dumps({key: iter(items) for key, items in lists.items()}) == dumps(lists)


def test_a_lone_surrogate_is_written_as_its_escape() -> None:
    assert dumps({"a": "\ud800"}) == '{\n  "a": "\\ud800"\n}\n'
