"""Which formats there are for a thing, and the one that is asked for: `render/<thing>/<format>.py`.

Every module there declares `FORMAT` (its own name) and `render(..., colour=False) -> str`; the text that it
returns is complete, and ends in a line break unless it is empty.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from simulator.errors import UsageError
from simulator.registry import names, nearest

if TYPE_CHECKING:
    from collections.abc import Callable


def formats(thing: str) -> tuple[str, ...]:
    """The formats of a thing (`graph`, `diagnostics`), by name; none of their modules is imported."""
    return names(f"simulator.render.{thing}")


def renderer(thing: str, format: str) -> Callable[..., str]:  # noqa: A002 - the option's own name
    """The function that renders a thing in a format; its module is imported now, and no other."""
    known = formats(thing)
    if format not in known:
        best = nearest(format, known)
        hint = f"did you mean {' or '.join(best)}?" if best else f"use one of: {', '.join(known)}"
        raise UsageError(f"there is no format {format!r} for {thing}: {hint}")
    module = import_module(f"simulator.render.{thing}.{format}")
    return cast("Callable[..., str]", module.render)
