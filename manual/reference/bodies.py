"""Request bodies and webhook replies: every field, from what the action files declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.reference.base.page import Page, code, fence, page, plain, table
from manual.reference.base.params import HEAD, row_of
from simulator.actions.base.known import actions
from simulator.actions.base.params import params_of
from simulator.schema.documents import document

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE, ORDER = "Request and reply", 25

_REQUEST = """{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "For a table tonight press 1.", "voiceProfile": "en-GB-Emma", "maxDigits": 1}}],
 "validUntil": "2026-01-05T10:00:00Z",
 "clientRequestId": "booking-17"}"""
_REPLY = """{"clientActionId": "table",
 "callflow": [
  {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}"""
EXAMPLES = {"request": _REQUEST, "reply": _REPLY}
_WORDS = {
    "request": (
        "Request body",
        "What is posted to the platform: a call, and what is done in it until the list is used up.",
    ),
    "reply": (
        "Webhook reply",
        "What your backend answers the VCA webhook with: the next list of actions. `{}`, and no list, hang up.",
    ),
}


def pages() -> Iterator[Page]:
    """A page for each of the two."""
    for kind in EXAMPLES:
        title, words = _WORDS[kind]
        yield page(f"files/{kind}.md", title, words, fence("json", EXAMPLES[kind]), *_fields(kind), *_actions())


def _fields(kind: str) -> Iterator[str]:
    known = document(kind)
    rows = []
    for name, one in known["properties"].items():
        needed = "needed" if name in known.get("required", ()) else ""
        rows.append((code(name), _types(one), needed, plain(one.get("description", ""))))
    yield "## At the top"
    yield table(HEAD, rows)


def _types(node: dict[str, object]) -> str:
    types = node.get("type")
    first = types[0] if isinstance(types, list) else types
    return {"array": "list of actions", "string": "text"}.get(str(first), str(first))


def _actions() -> Iterator[str]:
    yield "## In `callflow`, by `action`"
    for name, kind in actions().items():
        yield f"### `{name}`"
        yield f"[What it does, and its machine](../actions/{name}.md)."
        if params := params_of(kind):
            yield table(HEAD, (row_of(param, declared) for param, declared in params.items()))
