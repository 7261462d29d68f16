"""JSON Schemas of every kind of file, made of the declarations that the loaders read by.

The `*.schema.json` files beside this module are what `documents` gives, shipped so that an editor can name them.
"""

from __future__ import annotations

KINDS = ("account", "flow", "reply", "request", "scenario")
"""Every kind of file that has a schema."""


def text(kind: str) -> str:
    """The shipped schema of a kind of file, as it is printed."""
    from importlib.resources import files

    return files(__name__).joinpath(f"{kind}.schema.json").read_text("utf-8")
