"""Which keys an example file has."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from manual.reference.base.keys import ANY
from simulator.loading.yaml.text import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def paths_in(example: str) -> frozenset[str]:
    """Every key of a YAML text by its path, as `keys_of` names it (`replies[].when`)."""
    root = load_yaml(example.encode()).root
    return frozenset(_paths(root.plain if root else None, ""))


def _paths(value: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, below in value.items():
            here = f"{at}.{name}" if at else str(name)
            yield here
            yield from _paths(below, here)
    elif isinstance(value, list):
        for below in value:
            yield from _paths(below, f"{at}[]")


def fits(path: str, there: str) -> bool:
    """Whether a key that is there is one of this path, in which `*` is a name of the writer's own."""
    form = re.escape(path).replace(re.escape(ANY), r"(?:\$.*|[^.\[]+)")
    return re.fullmatch(form, there) is not None
