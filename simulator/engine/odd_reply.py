"""What came instead of a JSON object, in words: a page with its title, an array, compressed bytes, the first of them.

Only a reply that cannot be used is looked at, so nothing here needs to be quick.
"""

from __future__ import annotations

import json
import re
from html import unescape
from math import isfinite
from typing import TYPE_CHECKING, Any

from simulator.loading.json.json_text import BOM
from simulator.loading.paths import parts_of
from simulator.loading.words import json_type, printable
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.diagnostic import Diagnostic

COMPRESSED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd", b"PK\x03\x04": "zip"}
"""How compressed data begins."""
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
"""Encodings that JSON was once sent in; the first that fits is the right one."""
FIRST_BYTES = 16
EXPECTED = 'expected an object, {"callflow": [...]}'

_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|h1|p|div)\b", re.I | re.S)
_TITLE = re.compile(r"<title[^>]*>\s*(.*?)\s*</title", re.I | re.S)
_TAGS = re.compile(r"<(style|script)\b.*?</\1\s*>|<[^>]*>", re.I | re.S)
_ROOT = re.compile(r"\s*(?:<\?xml.*?\?>\s*)?(?:<!--.*?-->\s*)*<([A-Za-z_][\w:.-]*)", re.S)
_FORM = re.compile(r"[\w.%+~*-]+=[^\s=&]*(?:&[\w.%+~*-]+=[^\s=&]*)*")
_PRINTED = re.compile(r"[{\[][{\[\s]*(?:b?'|True\b|False\b|None\b)")
"""How Python prints a dict or a list."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


@frozen
class OddBody:
    """A body that could not be read, and what its headers say of it: Content-Type's charset, Content-Encoding."""

    body: bytes
    charset: str = ""
    encoding: str = ""


def no_object(reply: OddBody, first: Diagnostic) -> str:
    """What a body is that could not be read as a JSON object; `first` is what reading it found first."""
    return next((words for kind in _KINDS if (words := kind(reply))), "") or _slip(_text(reply), first)


def page(body: bytes) -> str:
    """`a page titled "502 Bad Gateway"`, or how it begins; nothing where it is no page."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("latin-1")
    if not _PAGE.match(text):
        return ""
    titled = _TITLE.search(text)
    words = " ".join(unescape(_TAGS.sub(" ", titled[1] if titled else text)).split())
    return f'a page {"titled" if titled else "that begins"} "{printable(words)}"'


def _compressed(reply: OddBody) -> str:
    known = next((name for begin, name in COMPRESSED.items() if reply.body.startswith(begin)), reply.encoding)
    return f"data compressed with {printable(known)}, which nobody asked for: send it as it is" if known else ""


def _wide(reply: OddBody) -> str:
    begin = reply.body[:8]
    for name in WIDE:
        if begin.decode(name, "replace").lstrip("\ufeff").startswith(("{", "[")) and b"\0" in begin:
            return f"text in {name[:6].upper()}: send it as UTF-8"
    return ""


def _page(reply: OddBody) -> str:
    return page(reply.body)


def _document(reply: OddBody) -> str:
    root = _ROOT.match(_text(reply))
    return f"XML whose first element is <{printable(root[1])}>, {EXPECTED}" if root else ""


def _marked(reply: OddBody) -> str:
    if not reply.body.startswith(BOM) or _value(_text(reply)) is None:
        return ""
    return "JSON behind a byte order mark (BOM): send it without one"


def _other_value(reply: OddBody) -> str:
    found = _value(_text(reply))
    if found is None or isinstance(found[0], dict):
        return ""
    (value,) = found
    inside = _value(value) if isinstance(value, str) else None
    if inside is not None and isinstance(inside[0], dict):
        return "a JSON text that holds JSON: it was encoded twice"
    shown = "" if value is None else f" `{printable(_text(reply).strip())}`"
    return f"the JSON {json_type(value)}{shown}, {EXPECTED}"


def _no_number(reply: OddBody) -> str:
    """Where NaN or an infinity stands, which Python and JavaScript write and JSON does not have."""
    text = _text(reply)
    found = _value(text) if "NaN" in text or "Infinity" in text else None
    for path, value in parts_of(found[0]) if found is not None else ():
        if isinstance(value, float) and not isfinite(value):
            return f"{json.dumps(value)} at {path}, which JSON does not have: send a number, or leave the field out"
    return ""


def _charset(reply: OddBody) -> str:
    try:
        reply.body.decode()
    except UnicodeDecodeError as error:
        if _CONTROL.search(reply.body):
            cut = "..." if len(reply.body) > FIRST_BYTES else ""
            return f"bytes that are no text: {reply.body[:FIRST_BYTES].hex(' ')}{cut}"
        told = f", but {printable(reply.charset)} as its Content-Type says" if reply.charset else ""
        return f"text that is no UTF-8{told} (0x{reply.body[error.start]:02X} at byte offset {error.start}): send UTF-8"
    return ""


def _form(reply: OddBody) -> str:
    text = _text(reply).strip()
    return f"the form `{printable(text)}`, {EXPECTED}" if _FORM.fullmatch(text) else ""


_KINDS: tuple[Callable[[OddBody], str], ...] = (
    _compressed, _wide, _page, _charset, _document, _marked, _no_number, _other_value, _form,
)  # fmt: skip
"""The first that knows what it is, says so."""


def _slip(text: str, first: Diagnostic) -> str:
    """Something that was meant to be JSON, with the first slip in it; or another text."""
    if not text.lstrip().startswith(("{", "[")):
        return f"the text `{printable(text.strip())}`, {EXPECTED}"
    printed = "written as Python prints it, not by json.dumps: " if _PRINTED.match(text.lstrip()) else ""
    return f"{printed}{first.hint} (line {first.span.line}, column {first.span.column})"


def _text(reply: OddBody) -> str:
    return reply.body.decode("utf-8", "replace").removeprefix("\ufeff")


def _value(text: str) -> tuple[Any] | None:
    """What a text is as JSON, as its more lenient readers have it; None where it is none."""
    try:
        return (json.loads(text),)
    except (ValueError, RecursionError):
        return None
