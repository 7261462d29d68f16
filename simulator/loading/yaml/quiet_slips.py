"""Slips that YAML reads without a word, as something else than was meant: a cut text, a tag, a hidden sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from simulator.loading.signs import HIDDEN, JOINED, named
from simulator.loading.words import printable
from simulator.loading.yaml.slip import in_quotes
from simulator.model.diagnostic import LINE_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable

_HASH = re.compile(
    r"(?:\b(?:press|presses|pressing|dial|enter|hit|key|then|and|or|the|with|by|to)|,)[ \t]+(?P<after>\#)"
    r"|[^\s#][ \t]+(?P<before>\#)(?=[0-9*#.,;!?)]|[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_CORE = "tag:yaml.org,2002:"


class QuietSlip(NamedTuple):
    """What is wrong, and what to write."""

    what: str
    hint: str


def hashes(text: str) -> dict[int, tuple[int, bool]]:
    """The comments that may be a part of a text ("press # to go on"): their columns by line, both from 0.

    True where a word before it asks for more, so that it is one whatever the text is.
    """
    if " #" not in text and "\t#" not in text:
        return {}
    found: dict[int, tuple[int, bool]] = {}
    for number, line in enumerate(LINE_BREAK.split(text)):
        if "#" in line and (cut := _HASH.search(line)):
            found[number] = cut.start(cut.lastgroup or 0), cut.lastgroup == "after"
    return found


def cut_by_hash(value: str, rest: str) -> QuietSlip:
    """`text: Press # to go on` is `Press` and a comment."""
    what = f"`#` begins a comment, so that the value is `{printable(value)}`, and `{printable(rest)}` is not read"
    return QuietSlip(what, f"write it in quotes: {in_quotes(f'{value} {rest}'.rstrip())}")


def cut_by_comma(value: str, keys: Iterable[str]) -> QuietSlip:
    """`{text: We are open, Monday to Saturday}` has a key `Monday to Saturday` without a value."""
    first, *_ = keys = tuple(keys)
    if not value:
        return QuietSlip(f"the key `{printable(first)}` has no value", "write `key: value`")
    what = f"the comma ends the value `{printable(value)}`, and `{printable(', '.join(keys))}` is not a part of it"
    return QuietSlip(what, f"write it in quotes: {in_quotes(', '.join((value, *keys)))}")


def tagged(tag: str, value: str) -> QuietSlip | None:
    """`text: !Welcome` is an empty text with a tag; None for the tags that YAML itself has."""
    if tag == "!" or tag.startswith(_CORE):
        return None
    what = f"`{printable(tag)}` is a YAML tag, and no part of the value"
    return QuietSlip(what, f"write it in quotes: {in_quotes(f'{tag} {value}'.rstrip())}")


def hidden_before(value: str) -> QuietSlip | None:
    """A value without quotes that begins with a sign which nobody sees: whatever follows is a text to YAML."""
    found = HIDDEN.match(value)
    if found is None:
        return None
    what = f"{named(found.group())} stands before the value, and YAML takes it for a letter"
    return QuietSlip(what, "write a plain space, or remove it")


def hidden_key(key: str) -> QuietSlip | None:
    """A key with a sign in it that nobody sees, which no key of ours has."""
    found = HIDDEN.search(JOINED.sub("", key))
    if found is None:
        return None
    shown = printable(HIDDEN.sub("", key))
    where = "before" if key.startswith(found.group()) else "in"
    return QuietSlip(f"{named(found.group())} stands {where} the key `{shown}`", "write a plain space, or remove it")
