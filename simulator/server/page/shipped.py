"""The files of the phone page: read once, and known by what they hold."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from attrs import frozen

FIRST = "phone.html"
"""What is shown at `/`."""
_MEDIA = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
_SHARED = {"pad.js": "simulator.render.page"}
"""What other fronts show too, and where it is."""
SHORT = 16


@frozen
class PageFile:
    """One file: its bytes, what they are, and a name for exactly these bytes."""

    content: bytes
    media: str
    tag: str


@cache
def page_file(name: str) -> PageFile | None:
    """A file of the page; None where there is none of this name."""
    if name not in names():
        return None
    home = _SHARED.get(name, "simulator.server.page")
    content = files(home).joinpath(name).read_bytes()
    ending = name.rpartition(".")[2]
    return PageFile(content, f"{_MEDIA[ending]}; charset=utf-8", f'"{sha256(content).hexdigest()[:SHORT]}"')


@cache
def names() -> frozenset[str]:
    """The names of all files."""
    own = (one.name for one in files("simulator.server.page").iterdir())
    return frozenset([*(name for name in own if name.rpartition(".")[2] in _MEDIA), *_SHARED])
