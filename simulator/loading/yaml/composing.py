"""Composing YAML with the parser in C, where it is installed: the same nodes, thirty times as fast.

It says yes or nothing at all: whatever it does not take is left to the parser in Python, whose messages we know.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

MOST_OPEN = 5000
"""Brackets beyond which a text is left to the other parser: this one has no bound of its own for nesting."""

_ELSEWHERE = re.compile("[\x85\u2028\u2029\ufeff]")
"""Signs that the two parsers do not see alike."""

_INDENTED = " " * 400
_DEEP = re.compile("(?:[-?:] ){50}")
_PAIRS = tuple(f"{one} {other} " for one in "-?:" for other in "-?:")
"""One of these stands in whatever is deep: most texts have none, and need no closer look."""


def compose(text: str) -> list[Any] | None:
    """The root node of each document (None for an empty one), or None where the other parser must decide."""
    loader = _loader()
    if loader is None or "\t" in text or (not text.isascii() and _ELSEWHERE.search(text)):
        return None
    if text.count("[") + text.count("{") > MOST_OPEN or _deep(text):
        return None
    found = []
    try:
        parser = loader(text)
        while parser.check_node():
            found.append(parser.get_node())
    except Exception:
        return None
    return found


def _deep(text: str) -> bool:
    return _INDENTED in text or (any(pair in text for pair in _PAIRS) and bool(_DEEP.search(text)))


@cache
def _loader() -> Any:
    try:
        base = import_module("_ruamel_yaml").CParser
    except ImportError:
        return None
    from ruamel.yaml.tag import Tag

    # One tag for all: nodes would make one of each text.
    merge, other = Tag(suffix="tag:yaml.org,2002:merge"), Tag(suffix="tag:yaml.org,2002:str")

    def resolve(_self: Any, _kind: Any, value: Any, implicit: Any) -> Tag:
        """Every scalar stays a text: the field that it stands for decides its type."""
        return merge if value == "<<" and implicit and implicit[0] else other

    return type("Loader", (base,), {"descend_resolver": _into, "ascend_resolver": _out, "resolve": resolve})


def _into(_self: Any, _parent: Any, _index: Any) -> None:
    """Paths decide nothing here."""


def _out(_self: Any) -> None:
    """Nor do they here."""
