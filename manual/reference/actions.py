"""A page for each action: what it does, its parameters, an example, and its machine drawn."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any

from manual.reference.base.page import Page, fence, listing, page, plain, table
from manual.reference.base.params import HEAD, row_of
from manual.reference.base.picture import picture
from simulator.actions.base.known import actions
from simulator.actions.base.params import params_of
from simulator.render.explain._pages import pages as meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE, ORDER = "Actions", 30
FOLDER = "actions"
_DIAL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}
_ALONE = ("makeCall", "executeScenario")
"""Those that may come first."""


def pages() -> Iterator[Page]:
    """The list of actions, and a page for each."""
    rows = [(f"{name}.md", name, meanings(name)[0].title) for name in actions()]
    yield page(f"{FOLDER}/index.md", TITLE, "What may stand in the `callflow` of a request or a reply.", listing(rows))
    for name, kind in actions().items():
        yield _of(name, kind)


def _of(name: str, kind: Any) -> Page:
    (meaning,) = meanings(name)
    title = meaning.title[0].upper() + meaning.title[1:] + "."
    params = [row_of(param, declared) for param, declared in params_of(kind).items()]
    parts = (
        plain(title),
        plain(inspect.getdoc(kind) or ""),
        fence("json", meaning.use),
        "## Parameters" if params else "It has no parameters.",
        table(HEAD, params) if params else "",
        "## Its machine",
        f"What follows what{'' if name in _ALONE else ', after a `makeCall`'}: every state, guard and ending.",
        *_drawn(name, meaning.use),
    )
    return page(f"{FOLDER}/{name}.md", name, *parts)


def machine_body(name: str, use: str) -> dict[str, Any]:
    """The smallest body that has the action."""
    own = json.loads(use)
    return {"callflow": [own] if name in _ALONE else [_DIAL, own]}


def _drawn(name: str, use: str) -> Iterator[str]:
    from simulator.api.compiled_flow import compile as compile_flow

    body = machine_body(name, use)
    flow = compile_flow(body, kind="request")
    yield picture(f"{name}", flow)
    yield "The same as a list (`callflow graph --detail`):"
    yield fence("text", str(flow).replace("call flow", name, 1))
