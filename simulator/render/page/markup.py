"""HTML by hand: every text is escaped in one place, and nothing else may come from a user's file."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Tag = Callable[..., Any]

_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class Html(str):
    """A piece of markup that is complete and safe."""

    __slots__ = ()


def text(words: object) -> Html:
    """A text as it is: escaped, with what HTML cannot hold, or a terminal obeys, written as an escape.

    A line break stands for itself in the page, and begins no line of its source, which a log of a CI job may show.
    """
    return Html(escape(fit(str(words)), quote=True).replace("\n", "&#10;").replace("\r", "&#13;"))


def fit(words: str) -> str:
    """A text in which all that HTML cannot hold, or a terminal obeys, is written as an escape."""
    return _UNFIT.sub(lambda hit: f"\\u{ord(hit.group()):04x}", words)


def prose(words: str) -> Html:
    """A text of ours, in which backticks stand around code."""
    parts = words.split("`")
    if len(parts) % 2 == 0:
        return text(words)
    return Html("".join(tag("code", part) if at % 2 else text(part) for at, part in enumerate(parts)))


def tag(name: str, /, *inside: object, **attributes: Any) -> Html:
    """An element; texts inside and attributes are escaped, None is left out, True is an attribute without value.

    `class_` and `aria_label` stand for `class` and `aria-label`.
    """
    given = "".join(
        f' {key}="{text(value)}"' if value is not None else f" {key}" for key, value in attributes_of(attributes)
    )
    return Html(f"<{name}{given}>{joined(inside)}</{name}>")


def joined(parts: object) -> Html:
    """Pieces one after the other: markup as it is, texts escaped, lists item by item, None left out."""
    if parts is None:
        return Html("")
    if isinstance(parts, Html):
        return parts
    if isinstance(parts, list | tuple):
        return Html("".join(map(joined, parts)))
    return text(parts)


def attributes_of(given: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Attributes as HTML calls them; None is one without a value."""
    for key, value in given.items():
        if value is not None and value is not False:
            yield key.rstrip("_").replace("_", "-"), None if value is True else str(value)
