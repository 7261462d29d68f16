"""Files that the command line is given, and a terminal that is none."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from tests.bodies import ASK, DIAL, HANGUP, SAY, request

if TYPE_CHECKING:
    from pathlib import Path

SOUND = request(SAY, HANGUP)
WARNED = request({**ASK, "params": {**ASK["params"], "noOfTries": 2}})
"""One warning: two tries, and no word between them (L018)."""
INFORMED = {
    "callflow": [{**DIAL, "params": {**DIAL["params"], "destination": "+6512341234"}}, SAY, HANGUP],
}
"""One remark: a number that is possible and not valid (L007)."""
REFUSED = {"callflow": [{"action": "dance"}]}
REPLY = {"clientActionId": "bye", "callflow": [SAY, HANGUP]}


def write(folder: Path, name: str, body: Any) -> Path:
    """A JSON file in a folder."""
    file = folder / name
    file.write_text(json.dumps(body), encoding="utf-8")
    return file


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


class Stdin:
    """Standard input with these bytes."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)
