"""A page for each webhook: when it is sent, every field, and bodies of a real run."""

from __future__ import annotations

import inspect
import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manual.reference.base.page import Page, code, fence, listing, page, plain, table
from manual.reference.base.sent import paths, sent
from simulator.registry import modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

TITLE, ORDER = "Webhooks", 35
FOLDER = "webhooks"
HERE = Path(__file__).parents[1]
_LEG = re.compile(r"^details\.call[A-Z]")
_HTTP = """
Each is a POST with a JSON body. `VCA` waits for an answer, within the setting `replyTimeout`; the others are told and
no answer is looked at. A flow file really posts `VCS` and `VSS` where it says `post`, and every webhook of a run is in
`callflow run --format webhooks`. The bodies on these pages are those of a run.
"""


def pages() -> Iterator[Page]:
    """The list of all types, and a page for each."""
    known = modules("simulator.webhooks")
    rows = [(f"{one.TYPE}.md", one.TYPE, _head(one)) for one in known]
    yield page(f"{FOLDER}/index.md", TITLE, _HTTP, listing(rows))
    for one in known:
        yield page(f"{FOLDER}/{one.TYPE}.md", f"{one.TYPE} webhook", *_of(one))


def _head(kind: ModuleType) -> str:
    return inspect.cleandoc(kind.__doc__ or "").partition("\n")[0].partition(": ")[2]


def _of(kind: ModuleType) -> Iterator[str]:
    head = _head(kind)
    yield plain(head[0].upper() + head[1:])
    yield plain(inspect.getdoc(kind.bodies) or "")
    bodies = sent()[kind.TYPE]
    yield "## Fields"
    yield table(("field", "example", "meaning"), _rows(bodies))
    yield "## Bodies of a run"
    for body in _different(bodies):
        yield fence("json", json.dumps(body, indent=2, ensure_ascii=False))


def fields(bodies: list[dict[str, Any]]) -> dict[str, Any]:
    """Every field that any of the bodies has, with the first value that is not null."""
    found: dict[str, Any] = {}
    for body in bodies:
        for path, value in paths(body):
            if found.get(path) is None:
                found[path] = value
    return found


def _rows(bodies: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for path, value in fields(bodies).items():
        shown = "" if isinstance(value, dict) else code(json.dumps(value))
        yield code(path), shown, plain(meaning(path))


def meaning(path: str) -> str:
    """What a field says: by its whole path, else by its name alone."""
    inner = _LEG.sub("details.callA", path.removeprefix("payload."))
    words = _words()
    return words.get(inner) or words[inner.rpartition(".")[2]]


@cache
def _words() -> dict[str, str]:
    return tomllib.loads((HERE / "words" / "webhooks.toml").read_text("utf-8"))


def _different(bodies: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One body for each status that is told: in these alone fields differ."""
    seen: set[tuple[object, ...]] = set()
    for body in bodies:
        payload = body.get("payload", {})
        told = payload.get("callStatus"), payload.get("sessionStatus"), "clientActionId" in payload
        if told not in seen:
            seen.add(told)
            yield body
