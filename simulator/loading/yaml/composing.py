"""Reading YAML with the parser in C, where it is installed: the same nodes, many times as fast.

It says yes or nothing at all: whatever it does not take is left to the parser in Python, whose messages we know.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from simulator.loading.yaml.building import Builder
from simulator.loading.yaml.stand_ins import stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.building import Built
_TAGGED = re.compile(r"!\S*\t|^%[^\n]*\t", re.MULTILINE)
"""A tab after a tag or in a directive, which the other parser refuses."""


def compose(text: str) -> list[Built] | None:
    """Every document, or None where the other parser must decide."""
    parser = _parser()
    if parser is None or ("\t" in text and _TAGGED.search(text)):
        return None
    given, meant = stand_in(text)
    try:
        return list(Builder(_events(parser, given), text, meant).documents())
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
