"""JSON paths as messages write them: `$.callflow[0].params.text`, and `$['odd key']` for what is no identifier."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ODD = re.compile(r"[\\'\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[([0-9]+)\]|\['((?:[^'\\]|\\.)*)'\]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|(.))")


@lru_cache(maxsize=4096)
def child(path: str, key: str) -> str:
    """The path of the member `key` of the object at `path`."""
    if _PLAIN.fullmatch(key):
        return f"{path}.{key}"
    return f"{path}['{_ODD.sub(_escaped, key)}']"


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    return f"\\{character}" if character in "\\'" else f"\\u{ord(character):04x}"


def steps(path: str) -> Iterator[str | int]:
    """The keys and indices that lead from the top to `path`."""
    for name, index, odd in _STEP.findall(path):
        yield int(index) if index else name or _ESCAPE.sub(_unescaped, odd)


def is_path(text: str) -> bool:
    """Whether a text is a path from `$` to its last sign; `steps` passes over what is none."""
    return text.startswith("$") and "".join(step.group() for step in _STEP.finditer(text)) == text[1:]


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 16)) if found.group(1) else found.group(2)


def parent(path: str) -> str:
    """The path of what holds the value at `path`; `$` for the top itself."""
    found = list(_STEP.finditer(path))
    return path[: found[-1].start()] if found else "$"


def parts_of(value: Any, path: str = "$") -> Iterator[tuple[str, Any]]:
    """Each value inside JSON data, the whole first, with its path; without recursion, however deep it nests."""
    waiting = [(path, value)]
    while waiting:
        at, found = waiting.pop()
        yield at, found
        inside: list[tuple[str, Any]] = []
        if isinstance(found, dict):
            inside = [(child(at, name), one) for name, one in found.items()]
        elif isinstance(found, list):
            inside = [(f"{at}[{index}]", one) for index, one in enumerate(found)]
        waiting += reversed(inside)
