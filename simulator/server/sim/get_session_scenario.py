"""GET /_sim/sessions/{sessionId}/scenario: the call as a scenario file, which `callflow test` plays again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.sim.base.saving import saved_session
from simulator.server.sim.base.sessions import UNKNOWN, found, unknown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/sessions/{sessionId}/scenario", plain_error
SUMMARY = "Save a session as a scenario file: legs, keys, and what was answered"
MEDIA = "application/yaml"
ANSWER = dict[str, Any]  # who knows YAML sees a mapping there, as who knows JSON does
REFUSED = {**UNKNOWN, 422: Refusal("the file of the flow is gone, or the account cannot be written down")}
_ODD = re.compile(r"""[^ -~]|["\\]""")
"""What stands in no name between quotes."""


async def answer(asked: Incoming) -> Outgoing:
    """The file, with a name for it."""
    session = found(asked)
    if session is None:
        return unknown(asked)
    saved = saved_session(asked.emulation, session)
    headers = {"Content-Disposition": _attachment(saved.name)}
    return Outgoing(200, headers=headers, raw=saved.text.encode("utf-8", "replace"), media=MEDIA)


def _attachment(name: str) -> str:
    """A file of this name; a header has no room for all that a name may hold, so it is there percent-encoded too."""
    plain = _ODD.sub("_", name)
    whole = "" if plain == name else f"; filename*=UTF-8''{quote(name, errors='replace')}"
    return f'attachment; filename="{plain}"{whole}'
