"""Signs that nobody sees, and encodings other than UTF-8: named, so that whoever has them in a file can find them."""

from __future__ import annotations

import re
import unicodedata

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control characters, blanks of another width, and what has no width at all."""

JOINED = re.compile("(?<=[^\x00-\x7f])[\u200c\u200d](?=[^\x00-\x7f])")
"""What joins or parts letters of scripts that need it, and is a letter there."""

_CONTROL = {
    0x00: "null", 0x07: "bell", 0x08: "backspace", 0x09: "tab", 0x0A: "line feed", 0x0B: "vertical tab",
    0x0C: "form feed", 0x0D: "carriage return", 0x1B: "escape", 0x7F: "delete", 0x85: "next line",
}  # fmt: skip
_MARKS = ((b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_WIDE = (
    ("utf-32-le", "UTF-32 (little-endian, without a byte order mark)"),
    ("utf-32-be", "UTF-32 (big-endian, without a byte order mark)"),
    ("utf-16-le", "UTF-16 (little-endian, without a byte order mark)"),
    ("utf-16-be", "UTF-16 (big-endian, without a byte order mark)"),
)
_SAMPLE = 400
"""Bytes by which an encoding is told."""


def named(sign: str) -> str:
    """`U+200B (zero width space)`."""
    return f"U+{ord(sign):04X} ({name_of(sign)})"


def name_of(sign: str) -> str:
    """What Unicode calls a sign, in small letters."""
    nameless = "control character" if unicodedata.category(sign) == "Cc" else "no name"
    return _CONTROL.get(ord(sign)) or unicodedata.name(sign, nameless).lower()


def hidden_in(text: str) -> str:
    """Which signs that nobody sees stand in a value, as a part of a sentence; nothing where there is none."""
    if text.isascii() and text.isprintable():
        return ""
    found: dict[str, int] = {}
    for match in HIDDEN.finditer(JOINED.sub("x", text)):
        found.setdefault(match.group(), match.start() + 1)
    said = [f"{named(sign)} at character {at}" for sign, at in found.items()]
    return f"it holds {' and '.join(said)}: remove it" if said else ""


def wide(raw: bytes) -> str:
    """The encoding of bytes whose characters are two or four bytes wide; nothing for all others."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    sample = raw[:_SAMPLE]
    if b"\0" not in sample:
        return ""
    return next((name for codec, name in _WIDE if _reads(sample, codec)), "")


def _reads(sample: bytes, codec: str) -> bool:
    """Whether the bytes are a text in this encoding, most of it in letters that files of ours are written in."""
    text = sample.decode(codec, "replace")
    plain = sum(sign.isascii() and (sign.isprintable() or sign in "\t\r\n") for sign in text)
    return "\0" not in text and plain * 2 > len(text)
