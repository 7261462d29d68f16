"""Why a caller who does as told does not succeed at an entry."""

from __future__ import annotations

from typing import Literal

from simulator.model.record import frozen

ObstacleKind = Literal["openEnded", "cannotEnter", "wrongCount", "hashLost", "noTime"]
"""Nothing ends the entry; a key or a number of digits cannot be entered; hash comes too late; time is too short."""


@frozen
class Obstacle:
    """What is in the way, and what to do about it.

    `keys` are the entries that fail, as key scripts write them: all that a caller presses who does as told. `param` is
    the parameter of the capture that it hangs on; `hidden`: a lint of its own speaks of that already.
    """

    kind: ObstacleKind
    keys: tuple[str, ...]
    message: str
    hint: str
    param: str = "promptMessage"
    hidden: bool = False
