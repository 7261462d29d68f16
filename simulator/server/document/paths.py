"""The parts of paths that templates name, as parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.model.number import MSISDN
from simulator.server.api.base.webhooks import TYPES
from simulator.server.tenants import SUB_ACCOUNT_ID

if TYPE_CHECKING:
    from simulator.server.document.typed import JsonSchema

_NAME = re.compile(r"\{(\w+)\}")
_ID = "b12c8a00-ea15-11f0-a8a2-6f41b1a0f9b6"
PARTS: dict[str, JsonSchema] = {
    "subAccountId": {"type": "string", "pattern": f"^{SUB_ACCOUNT_ID.pattern}$", "examples": ["acme"]},
    "sessionId": {"type": "string", "minLength": 1, "examples": [_ID]},
    "jobId": {"type": "string", "minLength": 1, "examples": [_ID]},
    "type": {"enum": list(TYPES)},
    "number": {"type": "string", "pattern": f"^{MSISDN.pattern}$", "examples": ["6562345678"]},
}
"""The schema of each name; one that is not here is any text."""


def names_in(template: str) -> list[str]:
    """The names of the parts, in order."""
    return _NAME.findall(template)


def path_parameters(template: str) -> list[dict[str, Any]]:
    """Those of one template, in order."""
    return [
        {"name": name, "in": "path", "required": True, "schema": PARTS.get(name, {"type": "string", "minLength": 1})}
        for name in names_in(template)
    ]
