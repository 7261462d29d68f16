"""Secrets are masked in what is meant to be shared: pages, tables and drawings for others, annotations, JUnit.

On a terminal and in JSON they stand in full, since what shows a finding must be run again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.render.formats import renderer
from simulator.render.hiding import MARKUP, hiding

if TYPE_CHECKING:
    from collections.abc import Collection

SHARED = frozenset({"html", "svg", "junit", "markdown", "github", "mermaid", "dot", "sarif"})
"""The formats that are not for a terminal or a program alone."""

TAGGED = ("html", "svg", "junit")
_TAG = re.compile(r"<[^>]*>")
_WORDS_IN_TAG = re.compile(r'( (?:message|name|classname|title|aria-label)=")([^"]*)')


def rendered(thing: str, format: str, what: Any, colour: bool = False, show_secrets: bool = False) -> str:  # noqa: A002
    """A thing in a format, its `secrets` masked where the format is meant to be shared. Raises UsageError."""
    text = renderer(thing, format)(what, colour=colour)
    # Not everything that is shown can hold any.
    secrets = () if show_secrets or format not in SHARED else getattr(what, "secrets", ())
    return masked(text, secrets, format) if secrets else text


def masked(text: str, secrets: Collection[str], format: str) -> str:  # noqa: A002 - the option's own name
    """A report with a dot for each key of a secret; what is markup in it stays as it is."""
    hide = hiding(secrets, MARKUP.get(format, ""))
    tags = _TAG.sub(lambda tag: _WORDS_IN_TAG.sub(lambda words: words[1] + hide(words[2]), tag[0]), text)
    return hide(tags if format in TAGGED else text)
