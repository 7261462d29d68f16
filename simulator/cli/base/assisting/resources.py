"""What an assistant may read: instructions, the schema of each kind of file, and the page of each code."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from simulator.errors import UsageError
from simulator.render.explain.text import listing, render, unknown
from simulator.schema import KINDS
from simulator.schema import text as schema

SCHEME = "callflow://"
EXPLAIN = f"{SCHEME}explain/"
SCHEMA = f"{SCHEME}schema/"
INSTRUCTIONS = f"{SCHEME}llms.txt"
TEMPLATES = (
    {
        "uriTemplate": f"{EXPLAIN}{{code}}",
        "name": "explain",
        "description": "what a code, setting, parameter or action means, with a wrong and a right example",
        "mimeType": "text/plain",
    },
)


def instructions() -> str:
    """How an assistant works with call flows: the page `llms.txt`."""
    return files("simulator.cli.base.assisting").joinpath("llms.txt").read_text("utf-8")


def resources() -> list[dict[str, Any]]:
    """All of them, as `resources/list` has them."""
    told = "how to write, check and test call flows with these tools"
    first = {"uri": INSTRUCTIONS, "name": "llms.txt", "description": told, "mimeType": "text/markdown"}
    codes = {
        "uri": f"{SCHEME}explain",
        "name": "codes",
        "description": "every status code, session error, lint, finding and setting with its title",
        "mimeType": "text/plain",
    }
    return [first, codes, *map(_schema_resource, KINDS)]


def _schema_resource(kind: str) -> dict[str, Any]:
    told = f"the JSON Schema of a {kind}"
    return {"uri": SCHEMA + kind, "name": f"{kind} schema", "description": told, "mimeType": "application/schema+json"}


def contents(uri: str) -> dict[str, Any]:
    """One of them, as `resources/read` has it. Raises UsageError for what is none."""
    kind, code = uri.removeprefix(SCHEMA), uri.removeprefix(EXPLAIN)
    if uri == INSTRUCTIONS:
        return {"uri": uri, "mimeType": "text/markdown", "text": instructions()}
    if uri.startswith(SCHEMA) and kind in KINDS:
        return {"uri": uri, "mimeType": "application/schema+json", "text": schema(kind)}
    if uri == f"{SCHEME}explain":
        return {"uri": uri, "mimeType": "text/plain", "text": listing()}
    if uri.startswith(EXPLAIN):
        page = render(code)
        if page is None:
            raise UsageError(unknown(code))
        return {"uri": uri, "mimeType": "text/plain", "text": page}
    known = ", ".join(one["uri"] for one in resources())
    raise UsageError(f'there is no resource "{uri}": known are {known}, and {EXPLAIN}CODE')
