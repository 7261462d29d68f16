"""What no message shows: users, passwords, tokens of addresses, what stands behind `Authorization:`, keys of an API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.model.kept import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT = 64
"""Lines that are remembered."""
_USER = r"""(?://)(?P<user>[^\s/?#"'`]+)(?=@)"""
_TOKEN = r"""[?&;][\w.-]*(?:token|key|secret|password|pwd|sig|signature|auth)=(?P<token>[^\s&#"'`]+)"""
_HEADER = r"""httpAuthHeader["']?[ \t]*:[ \t]*(?P<header>"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s,}'"][^,}\r\n]*)"""
_KEYS = r"""apiKeys["']?[ \t]*:[ \t]*(?P<keys>\[[^\]\r\n]*|[^\s\[][^\r\n]*)"""
_HIDDEN = re.compile(f"{_USER}|{_TOKEN}|{_HEADER}|{_KEYS}", re.IGNORECASE)
_BEGINS = re.compile(r"""\s*["']?apiKeys["']?\s*:""")
_GOES_ON = re.compile(r"\s*(?:-|#|$)|[^:]*$")


# The findings of a long line each show it.
@remembered(KEPT)
def without_credentials(text: str) -> str:
    """The text with a dot for each of their characters, so that whatever stands behind them keeps its place."""
    return _HIDDEN.sub(_dotted, text) if ":" in text or "=" in text else text


def _dotted(found: re.Match[str]) -> str:
    assert found.lastgroup is not None  # one of the four is always there
    start, end = (at - found.start() for at in found.span(found.lastgroup))
    return f"{found[0][:start]}{'•' * (end - start)}{found[0][end:]}"


def line_without_credentials(lines: Sequence[str], number: int) -> str:
    """A line of a file by its number, from 1; of one that goes on with keys of an API only dots are left."""
    line = lines[number - 1].removesuffix("\r")
    before = number - 1
    while before and _GOES_ON.match(lines[before]):
        before -= 1
    if before < number - 1 and _BEGINS.match(lines[before]):
        return re.sub(r"[^\s-]", "•", line)
    return without_credentials(line)
