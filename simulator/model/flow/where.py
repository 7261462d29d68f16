"""Where a backend is: `http(s)://...`, `asgi:module:app/path`, `wsgi:module:app/path`, `python:module:function`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from simulator.model.record import frozen
from simulator.model.web_address import NEVER, host_and_port, is_address, is_own_address
from simulator.registry import nearest

if TYPE_CHECKING:
    from collections.abc import Callable

WhereKind = Literal["http", "asgi", "wsgi", "python"]

FORMS: dict[WhereKind, str] = {
    "http": "http://127.0.0.1:5000/vca",
    "asgi": "asgi:package.module:app",
    "wsgi": "wsgi:package.module:app",
    "python": "python:package.module:function",
}
"""An example of each kind."""

_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_NEVER = re.compile(f"[{NEVER}]")


@frozen
class Where:
    """A backend's place: a whole address (`http`), or a module, an attribute of it, and the path that it is sent.

    `target` is the function or app itself, where that was given and not its name.
    """

    kind: WhereKind
    text: str
    module: str = ""
    attribute: str = ""
    path: str = "/"
    target: Callable[..., Any] | None = None


class InPerson(str):
    """The place of a function or an app that was given itself: a text as of one that was named, which holds it."""

    __slots__ = ("target",)

    target: Callable[..., Any]


def parse_where(text: str) -> Where:
    """Read the place of a backend; nothing is imported or contacted. Raises ValueError that says what is wrong."""
    kind, colon, rest = text.partition(":")
    if kind.lower() in ("http", "https"):
        _address(text)
        return Where("http", text)
    for known in FORMS:
        if colon and kind == known:
            return _named(known, text, rest)
    near = nearest(kind, (*FORMS, "https"), 1) if colon else ()
    raise ValueError(f"did you mean `{near[0]}:`?" if near else f"write it as {', '.join(FORMS.values())}")


def parse_function(text: str) -> tuple[str, str]:
    """`module:function` in its parts. Raises ValueError."""
    module, _, attribute = text.partition(":")
    if not _NAME.fullmatch(module) or not _NAME.fullmatch(attribute):
        raise ValueError("write it as package.module:function")
    return module, attribute


def address(text: str) -> str:
    """An http or https address that can be posted to. Raises ValueError that says what is wrong with it."""
    if not text.lower().startswith(("http://", "https://")):
        raise ValueError("write an address that begins with http:// or https://")
    _address(text)
    return text


def _address(text: str) -> None:
    if is_own_address(text):
        return
    if not text.isascii():
        raise ValueError("write other characters than ASCII percent-encoded")
    host, port = host_and_port(text)
    if port and not is_address(f"http://example.com:{port}"):
        raise ValueError("give a port from 1 to 65535")
    if host and is_address(text):
        raise ValueError("give no user name in the address: `httpAuthHeader` holds what the webhook sends")
    raise ValueError(f"write a whole address, as in {FORMS['http']}")


def _named(kind: WhereKind, text: str, rest: str) -> Where:
    name, slash, path = rest.partition("/") if kind != "python" else (rest, "", "")
    module, _, attribute = name.partition(":")
    if not _NAME.fullmatch(module) or not _NAME.fullmatch(attribute) or _NEVER.search(path):
        raise ValueError(f"write it as {FORMS[kind]}")
    return Where(kind, text, module, attribute, f"{slash}{path}" or "/", getattr(text, "target", None))
