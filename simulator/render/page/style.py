"""The style of the pages: light and dark, from a phone's width to a desk's, and on paper."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sheet() -> str:
    """The whole style sheet, which is shipped as a file of its own."""
    return files("simulator.render.page").joinpath("page.css").read_text("utf-8")
