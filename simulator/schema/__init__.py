"""JSON Schemas of every kind of file, made of the declarations that the loaders read by.

The `*.schema.json` files beside this module are what `documents` gives, shipped so that an editor can name them.
"""

from __future__ import annotations

KINDS = ("account", "callers", "flow", "reply", "request", "scenario")
"""Every kind of file that has a schema."""


def shipped(kind: str) -> str:
    """The schema of a kind of file as it is shipped."""
    from importlib.resources import files

    return files(__name__).joinpath(f"{kind}.schema.json").read_text("utf-8")


def text(kind: str) -> str:
    """The schema of a kind of file as it is printed: the shipped one, and what is plugged in."""
    from simulator.render.json import dumps
    from simulator.schema.documents import document

    return dumps(document(kind))
