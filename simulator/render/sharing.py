"""Secrets are masked in what is meant to be shared: pages, tables and drawings for others, annotations, JUnit.

On a terminal and in JSON they stand in full, since what shows a finding must be run again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.render.formats import renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

DOT = "•"
SHARED = frozenset({"html", "svg", "junit", "markdown", "github", "mermaid", "dot"})
"""The formats that are not for a terminal or a program alone."""

_MARKUP = re.compile(r"(<style.*?</style>|<[^>]*>)", re.DOTALL)
_FILE = re.compile(r"(^::\w+ file=[^,]*,)", re.MULTILINE)
"""Where an annotation stands."""
_WORDS_IN_TAG = re.compile(r'( (?:message|name|classname|title|aria-label)=")([^"]*)')
_APART = "0-9A-VX-Za-vx-z"
"""What is no part of a key script around an entry: `w` and `W` are pauses."""


def rendered(thing: str, format: str, what: Any, colour: bool = False, show_secrets: bool = False) -> str:  # noqa: A002
    """A thing in a format, its `secrets` masked where the format is meant to be shared. Raises UsageError."""
    text = renderer(thing, format)(what, colour=colour)
    # Not everything that is shown can hold any.
    secrets = () if show_secrets or format not in SHARED else getattr(what, "secrets", ())
    return masked(text, secrets, format) if secrets else text


def masked(text: str, secrets: Collection[str], format: str) -> str:  # noqa: A002 - the option's own name
    """A report with a dot for each key of a secret; what is markup in it stays as it is."""
    hide = _hiding(secrets)
    if format not in ("html", "svg", "junit"):
        parts = _FILE.split(text)
        return "".join(part if number % 2 else hide(part) for number, part in enumerate(parts))
    parts = _MARKUP.split(text)
    parts[::2] = map(hide, parts[::2])
    parts[1::2] = (_WORDS_IN_TAG.sub(lambda found: found[1] + hide(found[2]), tag) for tag in parts[1::2])
    return "".join(parts)


def _hiding(secrets: Collection[str]) -> Callable[[str], str]:
    longest_first = sorted(secrets, key=len, reverse=True)
    any_of = "|".join(map(re.escape, longest_first))
    # The line and column of an annotation are no keys, and no character reference is.
    whole = re.compile(rf"(?<![{_APART}&#])(?<!line=)(?<!Line=)(?<!col=)(?:{any_of})(?![{_APART}])")
    return lambda text: whole.sub(lambda found: DOT * len(found[0]), text)
