"""What no message shows of an address or a header: user and password, tokens, what stands behind `Authorization:`."""

from __future__ import annotations

import re

_USER = r"""(?://)(?P<user>[^\s/?#"'`]+)(?=@)"""
_TOKEN = r"""[?&;][\w.-]*(?:token|key|secret|password|pwd|sig|signature|auth)=(?P<token>[^\s&#"'`]+)"""
_HEADER = r"""httpAuthHeader["']?[ \t]*:[ \t]*(?P<header>"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s,}'"][^,}\r\n]*)"""
_HIDDEN = re.compile(f"{_USER}|{_TOKEN}|{_HEADER}", re.IGNORECASE)


def without_credentials(text: str) -> str:
    """The text with a dot for each of their characters, so that whatever stands behind them keeps its place."""
    return _HIDDEN.sub(_dotted, text) if ":" in text or "=" in text else text


def _dotted(found: re.Match[str]) -> str:
    assert found.lastgroup is not None  # one of the three is always there
    start, end = (at - found.start() for at in found.span(found.lastgroup))
    return f"{found[0][:start]}{'•' * (end - start)}{found[0][end:]}"
