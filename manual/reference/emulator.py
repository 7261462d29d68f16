"""Every operation of `callflow serve`, from the OpenAPI document that it answers itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from manual.reference.base.page import Page, code, fence, page, plain, table

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE, ORDER = "The emulator's API", 55

_INTRODUCTION = """
What `callflow serve` answers: the platform's operations under `/api`, and what is ours under `/_sim`. The same as
an OpenAPI 3.1 document is at `/_sim/openapi.json`. [The emulator](../emulator.md) tells how it is used.
"""


def pages() -> Iterator[Page]:
    """One page."""
    parts = [part for path, method, one in operations() for part in _of(path, method, one)]
    yield page("emulator.md", TITLE, _INTRODUCTION, *parts)


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of each operation: first those of the platform."""
    from simulator.server.document.openapi import document

    paths = document("http://127.0.0.1:8088")["paths"]
    for path in sorted(paths, key=lambda path: (path.startswith("/_sim"), path)):
        for method, one in paths[path].items():
            yield path, method.upper(), one


def _of(path: str, method: str, one: dict[str, Any]) -> Iterator[str]:
    yield f"## `{method} {path}` {{ #{one['operationId']} }}"
    yield plain(f"{one['summary'][0].upper()}{one['summary'][1:]}.")
    if given := one.get("parameters"):
        rows = ((code(each["name"]), each["in"], _schema(each["schema"])) for each in given)
        yield table(("parameter", "where", "what"), rows)
    if body := one.get("requestBody"):
        yield "Body:"
        yield _example(body["content"])
    for status, answer in one["responses"].items():
        if status.startswith("2"):
            yield f"Answer: HTTP {status}" + (", " + " or ".join(answer["content"]) if "content" in answer else "")
            yield _example(answer.get("content", {}))
    refused = [status for status in one["responses"] if not status.startswith("2")]
    yield f"Refused with: {', '.join(refused)}." if refused else ""


def _schema(schema: dict[str, Any]) -> str:
    words = plain(str(schema.get("description", "")))
    kind = " or ".join(code(each) for each in schema["enum"]) if "enum" in schema else str(schema.get("type", ""))
    return ": ".join(filter(None, (kind, words)))


def _example(content: dict[str, Any]) -> str:
    """The example of a body, where it is JSON."""
    example = content.get("application/json", {}).get("example")
    return fence("json", json.dumps(example, indent=2, ensure_ascii=False)) if example is not None else ""
