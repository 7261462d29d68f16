"""What a browser may do with the page: load from this server alone, run its files alone, show it in no other page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.message import Outgoing

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming
    from simulator.server.page.shipped import PageFile

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
)
_NOWHERE = "'none'"
_NOTEBOOKS = "http://localhost:* http://127.0.0.1:* https://localhost:* https://127.0.0.1:* vscode-webview:"
"""Where notebooks of this machine are shown. A page there can lay its own over ours: only a server begun by a
notebook allows it."""
_HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def sent(asked: Incoming, file: PageFile) -> Outgoing:
    """A file as the browser gets it; 304 where it has these bytes already."""
    framed = _NOTEBOOKS if asked.emulation.embedded else _NOWHERE
    headers = {**_HEADERS, "ETag": file.tag, "Content-Security-Policy": _POLICY + framed}
    if file.tag in asked.headers.get("if-none-match", ""):
        return Outgoing(304, headers=headers, media=file.media)
    return Outgoing(200, headers=headers, raw=file.content, media=file.media)
