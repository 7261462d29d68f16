"""The findings of `callflow explore`, as the files that look for them describe them."""

from __future__ import annotations

import inspect
import re
from functools import cache

from attrs import frozen

from simulator.registry import modules

PACKAGE = "simulator.exploring.findings"
"""A registry: its files are read for their words, and nothing in them is called."""

_SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@frozen
class DiscoveryDocs:
    """All that a kind of finding says of itself."""

    severity: str
    title: str
    what: str
    why: str
    wrong: str
    right: str


@cache
def discovery_docs() -> dict[str, DiscoveryDocs]:
    """Every kind of finding by its code."""
    found = {}
    for module in modules(PACKAGE):
        head, _, rest = inspect.cleandoc(module.__doc__ or "").partition("\n")
        parts = {name: content.strip("\n") for name, content in _SECTION.findall(rest)}
        words = (parts[name] for name in ("What", "Why", "Wrong", "Right"))
        found[module.CODE] = DiscoveryDocs(module.SEVERITY, head.partition(": ")[2].rstrip("."), *words)
    return found
