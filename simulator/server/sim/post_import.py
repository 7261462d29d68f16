"""POST /_sim/import: the state of another server takes the place of all that is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import UNUSABLE
from simulator.server.api.base.reading import read_object
from simulator.server.beside import beside
from simulator.server.document.says import Amount
from simulator.server.keeping.carrying import MARK, VERSION, carry_in
from simulator.server.store.tables import NAMES

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/_sim/import", plain_error
CHANGES_ALL = True
SUMMARY = "Become the server of an export; `giveAgain` in the answer names the secrets that are not in it"
BODY = {
    "type": "object",
    "required": [MARK],
    "properties": {
        MARK: {"const": VERSION},
        "secrets": {"type": "array", "items": {"type": "string"}},
        **{name: {"type": "array", "items": {"type": "object"}} for name in NAMES.values()},
    },
    "additionalProperties": False,
}
REFUSED = {422: UNUSABLE}
MOST = 1 << 28
"""Bytes of its body: the state of a server is larger than any call flow."""


class CarriedIn(TypedDict):
    """What is there now, and which secrets are not."""

    sessions: Amount
    giveAgain: list[str]


ANSWER = CarriedIn


async def answer(asked: Incoming) -> Outgoing:
    """What is there now; a document that cannot be used changes nothing."""
    emulation = asked.emulation
    given = await beside(lambda: read_object(asked.body), "callflow-import")
    again = await carry_in(emulation, given)
    await emulation.house.stored()
    there: CarriedIn = {"sessions": len(emulation.house.sessions), "giveAgain": again}
    return Outgoing(200, there)
