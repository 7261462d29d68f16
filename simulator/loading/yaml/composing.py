"""Reading YAML with the parser in C, where it is installed: the same nodes, many times as fast.

It says yes or nothing at all: whatever it does not take is left to the parser in Python, whose messages we know.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from simulator.loading.yaml.building import Builder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.building import Built

_ELSEWHERE = re.compile("[\x85\u2028\u2029\ufeff]")
"""Signs that the two parsers do not see alike."""


def compose(text: str) -> list[Built] | None:
    """Every document, or None where the other parser must decide.

    Raises RecursionError for one that refers to itself, is nested beyond reason, or explodes through aliases.
    """
    parser = _parser()
    if parser is None or "\t" in text or (not text.isascii() and _ELSEWHERE.search(text)):
        return None
    try:
        return list(Builder(_events(parser, text), text).documents())
    except RecursionError:
        raise
    except Exception:
        return None


def _events(parser: Any, text: str) -> Iterator[Any]:
    parsing = parser(text)
    while parsing.check_event():
        yield parsing.get_event()


@cache
def _parser() -> Any:
    try:
        return import_module("_ruamel_yaml").CParser
    except ImportError:
        return None
