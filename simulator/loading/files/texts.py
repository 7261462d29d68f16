"""Texts of our files with a form of their own: lengths of time, phone numbers, and what should be heard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.loading.words import SOMETHING
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import Text
from simulator.model.call.legs import parse_time
from simulator.model.call.wanted import Words

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode


_NO_PATTERN = re.compile(r"\s*(/.+/)(?:\s*|[gimsux]|gi|ig|im|gim)\s*", re.DOTALL)
"""What is meant as an expression as other languages write it, and would be compared letter by letter."""
LENGTH = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
"""A length of time without its unit."""
HEARS = Text(
    "a part of what is heard, or /a regular expression/",
    Form(rf"[\s\S]*{SOMETHING}[\s\S]*"),
    numbers=((-(10**18), 10**18),),
    fractions=True,
    booleans=True,
)


def read_time(node: YamlNode, fields: Fields) -> int | None:
    """A length of time in ms."""
    text = fields.text(node)
    if text is None:
        return None
    try:
        return parse_time(text)
    except UsageError:
        fields.fault("F004", node, f"`{text}` is not a length of time", "write 6s, 1.5s, 300ms or 2m")
        return None


def read_words(node: YamlNode, fields: Fields) -> Words | None:
    """A part of what is heard, or a regular expression between slashes."""
    text = fields.text(node)
    if text is None:
        return None
    words = Words(text)
    if not text.strip():
        fields.fault("F004", node, "an empty text is part of everything", "write a part of the prompt")
        return None
    if not words.is_pattern and (found := _NO_PATTERN.fullmatch(text)):
        hint = f"write {found[1]} with nothing around it: case is folded anyway"
        fields.fault("F004", node, f"`{text}` would be compared letter by letter", hint)
        return None
    try:
        words.found_in("")
    except (re.error, RecursionError, OverflowError) as error:
        fields.fault("F004", node, f"`{text}` is no regular expression: {error}", "see Python's `re`")
        return None
    return words
