"""What a dial can come to: a row each, of which loaders, the table, exploration and all reports are made.

A plug-in adds its own before anything that reads them is imported: `LEG_OUTCOMES["rejected"] = LegOutcomeRow(...)`.
This module imports no attrs, since `--help` names the outcomes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class LegOutcomeRow(NamedTuple):
    """One outcome. `name` is its trigger, its input class, its word after `--leg` and its key in a scenario.

    `words` say it, `short` in a menu tree, and `never` where no call met it. `after` is the setting for the ms until
    it is known. `status` is what leg and session end with, "" where the leg is connected; `sip` is the setting for
    its SIP status, "" for 200. `detail` is what may stand behind the name (`busy: 3s`, `failed: 404`). `explored`:
    exploration tries it where nothing is said. `title` has at most six characters: so ends a cell of `callflow faults`,
    and so is its column called there, which machines have and those that are explored. `greets` and `records` are the
    settings for how many ms a machine that answers talks and then records; "" where nobody or a person answers.
    """

    name: str
    words: str
    short: str
    never: str
    after: str
    status: str = ""
    sip: str = ""
    detail: Literal["time", "sip"] = "time"
    explored: bool = True
    title: str = ""
    greets: str = ""
    records: str = ""

    @property
    def connected(self) -> bool:
        """Whether somebody is on the line."""
        return not self.status

    @property
    def example(self) -> str:
        """How it can be written with all that may stand behind it."""
        more = ":6s,talks:20s" if self.connected else ":404" if self.detail == "sip" else ""
        return f"{self.name}{more}"


ANSWERED = "answered"
"""What a dial comes to of which nothing is said."""

_ROWS = (
    LegOutcomeRow(ANSWERED, "the leg answers", "answered", "the leg is never answered", "ring_time"),
    LegOutcomeRow(
        "busy", "the leg is busy", "busy", "the leg is never busy", "busy_after", "BUSY", "sip_busy", title="busy"
    ),
    LegOutcomeRow(
        "noAnswer", "nobody answers the leg", "no answer", "the leg never rings out", "ring_out", "NO_ANSWER",
        "sip_no_answer", title="noAns",
    ),
    LegOutcomeRow(
        "canceled", "the leg is canceled", "canceled", "the leg is never canceled", "ring_out", "CANCELED",
        "sip_canceled", explored=False, title="cncl",
    ),
    LegOutcomeRow(
        "failed", "the leg fails", "failed", "the leg never fails", "busy_after", "FAILED", "sip_failed", "sip",
        title="fail",
    ),
    LegOutcomeRow(
        "machine", "a machine answers the leg", "machine", "no machine answers the leg", "ring_time",
        explored=False, title="mach", greets="machine_greeting", records="machine_records",
    ),
)  # fmt: skip
LEG_OUTCOMES = {row.name: row for row in _ROWS}

HANGS_UP = LegOutcomeRow(
    "hangsUp", "the caller hangs up while the leg rings", "caller gone", "nobody hangs up while the leg rings",
    "ring_out", "CANCELED", "sip_canceled", explored=False,
)  # fmt: skip
"""What is written in a dial's place and is no outcome of one: leg B is canceled since leg A hangs up (documented).

Of leg A nobody is on the line yet: it is canceled, and the session with it (assumed).
"""


def leg_names() -> tuple[str, ...]:
    """All that can be written of a dial."""
    return (*LEG_OUTCOMES, HANGS_UP.name)


def leg_rows() -> tuple[LegOutcomeRow, ...]:
    """The rows of these."""
    return (*LEG_OUTCOMES.values(), HANGS_UP)


def leg_row(name: str) -> LegOutcomeRow:
    """The row of one."""
    return LEG_OUTCOMES.get(name, HANGS_UP)


def explored() -> tuple[str, ...]:
    """What exploration tries at a dial where nothing else is asked for."""
    return tuple(row.name for row in LEG_OUTCOMES.values() if row.explored)


def unrung(tried: Iterable[str]) -> tuple[str, ...]:
    """What of that is left out, where only these outcomes (by name) are tried."""
    known = frozenset(tried)
    return tuple(name for name in explored() if name not in known)


def connected() -> tuple[LegOutcomeRow, ...]:
    """The outcomes with somebody on the line."""
    return tuple(row for row in LEG_OUTCOMES.values() if row.connected)


def not_connected() -> tuple[LegOutcomeRow, ...]:
    """The other outcomes, those that exploration tries first."""
    found = (row for row in LEG_OUTCOMES.values() if not row.connected)
    return tuple(sorted(found, key=lambda row: not row.explored))
