"""Outside Python the schemas are schemas too: in node their patterns compile, and match what they match here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from simulator.schema import KINDS, text
from tests.model.test_web_address import ADDRESSES, OTHERS
from tests.schema.samples import ODD

NODE = shutil.which("node")
SCRIPT = Path(__file__).parent / "draft7.js"
TEXTS = [
    *ADDRESSES, *OTHERS, *(one for one in ODD if isinstance(one, str)),
    "python:app:answer", "python:äpp:antwört", "python:9a:b", "asgi:a.b:c/path", "wsgi:a:b/pa th", "asgi:a:b/é",
    "1", "12#", "*7", "1\n", "other", "/1\n2/", "/a/b/", "${day}", "a ${day}", "6s", "1.5s", "300ms", "2m", "-1s",
    "hangup", "hangup[3000]", "hangup@12s", "2[4200]3", "^1", "2w3", "silence", "1@12s", "/x/", "2026-01-13T08:26:58Z",
    "2026-01-13T08:26:58.000Z\n", "en-GB-Emma", "SG", "sg", "Bearer abc", " Bearer", "e\u0301", "\U0001f600", "\x1c",
    "\ufeff",
]  # fmt: skip

pytestmark = pytest.mark.skipif(NODE is None, reason="there is no node on this machine")


def _in_node(schemas: dict[str, Any]) -> Any:
    given = json.dumps({"schemas": schemas, "texts": TEXTS})
    done = subprocess.run([str(NODE), str(SCRIPT)], input=given, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


def test_every_schema_is_one_in_node_and_its_patterns_match_what_they_match_in_python() -> None:
    found = _in_node({kind: json.loads(text(kind)) for kind in KINDS})
    assert found["wrong"] == []
    here = [[pattern, [re.search(pattern, one) is not None for one in TEXTS]] for pattern, _ in found["matched"]]
    differing = [
        (pattern, one)
        for (pattern, in_node), (_, in_python) in zip(found["matched"], here, strict=True)
        for one, there, ours in zip(TEXTS, in_node, in_python, strict=True)
        if there != ours
    ]
    assert differing == []
    assert len(here) > 15


@pytest.mark.parametrize(
    ("schema", "wrong"),
    [
        ({"pattern": r"[\x00-\U0010ffff]"}, "a/pattern"),
        ({"properties": {"x": {"type": "text"}}}, "a/properties/x/type"),
        ({"patternProperties": {"(?P<x>a)": {}}}, "a/patternProperties"),
        ({"anyOf": [{"$ref": "#/definitions/lost"}]}, "a/anyOf/0/$ref"),
        ({"minimun": 3}, "a/minimun"),
        ({"items": 3}, "a/items"),
        ({"enum": [1, 1]}, "a/enum"),
    ],
)
def test_what_is_no_schema_is_found(schema: dict[str, Any], wrong: str) -> None:
    (found,) = _in_node({"a": schema})["wrong"]
    assert found.startswith(wrong)
