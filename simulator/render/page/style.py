"""The style of the pages (light and dark, from a phone's width to a desk's, and on paper), and their one script."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files


@cache
def sheet() -> str:
    """The whole style sheet, which is shipped as a file of its own."""
    return _shipped("page.css")


@cache
def script(*more: str) -> str:
    """The script by which drawings are zoomed, panned and folded, and what a page needs `more`."""
    return "".join(map(_shipped, ("drawing.js", *more)))


@cache
def script_hash(*more: str) -> str:
    """The script as a policy names it: a browser runs these bytes and nothing else."""
    return f"'sha256-{b64encode(sha256(script(*more).encode()).digest()).decode()}'"


def _shipped(name: str) -> str:
    return files("simulator.render.page").joinpath(name).read_text("utf-8")
