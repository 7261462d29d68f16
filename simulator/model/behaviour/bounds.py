"""What keeps exploration, a comparison or a call from going on: a row each, of which options and words are made.

This module imports no attrs, since `--help` names the options.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class BoundRow(NamedTuple):
    """One bound. `words` say why something was not reached (none: all else is reached), `stopped` why a call stopped.

    Where an option of the command line sets it, `field` is the field of `Bounds` for it, `default` what a command takes
    where nothing is given, and `help` explains it; any other is a setting, or nobody's choice.
    """

    name: str
    words: str
    stopped: str = ""
    field: str = ""
    default: float = 0
    help: str = ""
    metavar: str = "N"

    @property
    def option(self) -> str:
        """The option's spelling: `--max-places`."""
        return "--" + re.sub("[A-Z]", lambda hit: f"-{hit[0].lower()}", self.name)

    @property
    def dest(self) -> str:
        """Where the parser keeps the option's value."""
        return self.option.lstrip("-").replace("-", "_")


_ROWS = (
    BoundRow(
        "maxPlaces", "more places than --max-places allows", field="places", default=20_000,
        help="stop after so many ({default})",
    ),
    BoundRow(
        "maxDepth", "calls of more steps than --max-depth allows", field="depth", default=1_000,
        help="so many steps of a call ({default})",
    ),
    BoundRow(
        "maxStages", "the same list under more stages than --max-stages allows", field="stages", default=50,
        help="so many stages of one list ({default})",
    ),
    BoundRow(
        "timeLimit", "the time of --time-limit was over", field="seconds", default=60.0, metavar="SECONDS",
        help="stop after so long ({default}); Ctrl-C stops too, and what was found is used",
    ),
    BoundRow(
        "probeSpace", "", field="probes", default=110,
        help="the most entries that are tried at one capture in front of a backend ({default}: two keys)",
    ),
    BoundRow(
        "walks", "", field="walks", default=4,
        help="how often each input and each circle is done in one session of a backend ({default})",
    ),
    BoundRow("instants", "more states of opening hours than calls were tried in"),
    BoundRow("memory", "a backend that remembers more of a session than was told apart"),
    BoundRow(
        "keyTimes",
        "keys between entries and as a timer ends, where the versions differ in typeAhead, messageBargeIn, "
        "keyAtTimerCounts or digitTimeoutFirst",
    ),
    BoundRow("interrupted", "it was interrupted"),
    BoundRow(
        "maxSessionLength", "a call that lasts longer than the setting maxSessionLength",
        "the call still goes on after maxSessionLength",
    ),
    BoundRow(
        "maxReplies", "a call with more replies than the setting maxReplies",
        "the webhook answered maxReplies times and the call still goes on",
    ),
    BoundRow(
        "scenarioLoop", "a platform scenario that runs itself",
        "the platform scenario leads back to itself, and nothing happens in between",
    ),
)  # fmt: skip
BOUNDS = {row.name: row for row in _ROWS}


def optional_bounds() -> tuple[BoundRow, ...]:
    """The bounds that an option of the command line sets."""
    return tuple(row for row in BOUNDS.values() if row.field)
