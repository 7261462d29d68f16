"""Cells in a few characters, places and strikes in words, and how each call is run again."""

from __future__ import annotations

import json
from shlex import quote
from typing import TYPE_CHECKING, Any

from simulator.model.behaviour.bounds import BOUNDS
from simulator.model.behaviour.ground import SHARE_OF
from simulator.model.behaviour.input_class import DONE, in_words
from simulator.model.behaviour.words import in_short, without_some
from simulator.model.call.leg_outcomes import ANSWERED, not_connected
from simulator.model.call.legs import parse_leg
from simulator.model.reports.fault_matrix import FAULTS, FaultKind
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.reports.fault_matrix import FaultMatrix, FaultRow, Strike

TROUBLE, DEAD = "trouble", "dead line"
ENDS = {
    "COMPLETED": "ends",
    "ERROR": "error",
    "STOPPED": "goes on",
    **{row.status: row.short for row in not_connected()},
}
_SHORT = {
    **ENDS, "STOPPED": "on", TROUBLE: "crash", DEAD: "dead!", **{row.status: row.title for row in not_connected()}
}  # fmt: skip
NOTHING = "."
FEW = 3
"""So many places that are alike are told each for itself."""
KINDS = {kind.name: kind for kind in FAULTS}
SESSION = FaultKind("session", "sessn", "as leg A is dialled: each session error that can strike there", "session")


def cell(strikes: Sequence[Strike]) -> str:
    """The gravest of a cell in at most six characters; `dead!` where the fault leaves the line dead."""
    return _SHORT[_verdict(strikes[0])] if strikes else NOTHING


def _verdict(strike: Strike) -> str:
    return TROUBLE if strike.trouble else DEAD if strike.silent else strike.status


def verdict(strike: Strike) -> str:
    """What a call comes to, in a word or two."""
    found = _verdict(strike)
    return ENDS.get(found, found)


def full_cell(strikes: Sequence[Strike]) -> str:
    """The gravest of a cell in words, with the error code: `dead line -2003`; empty where nothing can strike."""
    if not strikes:
        return ""
    code = f" {strikes[0].error}" if strikes[0].error is not None else ""
    return f"{verdict(strikes[0])}{code}"


def ends(strike: Strike) -> str:
    """How the session ends."""
    if strike.status == "STOPPED":
        return "goes on"
    return strike.status + (f" {strike.error}" if strike.error is not None else "")


def hears(strike: Strike) -> str:
    """What is heard after the fault struck."""
    if strike.heard:
        return " ".join(f'"{safe(words)}"' for words in strike.heard)
    if strike.bridged:
        return "no prompt: the caller is put through"
    if strike.quiet_anyway:
        return "nothing, as without the fault"
    return "nothing: the line goes dead" if strike.silent else "nobody is on the line"


def summary(matrix: FaultMatrix) -> str:
    """What faults do to callers, in one sentence without its full stop."""
    calls, places = len(matrix.strikes), len(matrix.rows)
    silent = sum(strike.silent for strike in matrix.strikes)
    struck = sum(any(strike.silent for strike in row.strikes) for row in matrix.rows)
    crashed = sum(bool(strike.trouble) for strike in matrix.strikes)
    where = f"{places} place{'' if places == 1 else 's'}{SHARE_OF[matrix.ground]}"
    went_wrong = f"; {crashed} had trouble besides the fault" if crashed else ""
    if not silent:
        return f"in none of {calls} calls with one fault each the line goes dead, at {where}{went_wrong}"
    return f"in {silent} of {calls} calls with one fault each the line goes dead, at {struck} of {where}{went_wrong}"


def alike(matrix: FaultMatrix) -> list[list[FaultRow]]:
    """The places by what each fault does there at worst, in the order of the first of each."""
    groups: dict[object, list[FaultRow]] = {}
    for row in matrix.rows:
        cells = ((name, cell(some), ends(some[0])) for name, some in row.cells.items())
        groups.setdefault(frozenset(cells), []).append(row)
    return list(groups.values())


def why_so(matrix: FaultMatrix) -> str:
    """Why it is known as it is that there are no other places."""
    if matrix.bounds:
        return "; ".join(BOUNDS[bound].words for bound in matrix.bounds)
    if matrix.instants and matrix.ground != "notReached":
        return "; ".join(without_some((), matrix.instants))
    unlike = "the backend answers the same keys differently"
    return {"proved": "a table answers", "notReached": unlike}.get(matrix.ground, "a backend answers")


def place(row: FaultRow) -> str:
    """A row's place, and how a caller gets there."""
    way = f"  ({row.way.told})" if row.way.options else ""
    return safe(f"{in_short(row.place)}{way}")


def columns_of(matrix: FaultMatrix) -> tuple[FaultKind, ...]:
    """The session errors share a column: they all strike at one place, in one way."""
    own = tuple(kind for kind in matrix.columns if kind.group != "session")
    return own if len(own) == len(matrix.columns) else (*own, SESSION)


def strikes_of(row: FaultRow, kind: FaultKind) -> Sequence[Strike]:
    """The calls of a cell, gravest first."""
    if kind is not SESSION:
        return row.cells.get(kind.name, ())
    return sorted((one for one in row.strikes if KINDS[one.fault].group == "session"), key=lambda one: -one.gravity)


def cells_with(matrix: FaultMatrix, gravity: int) -> Iterator[tuple[int, FaultRow, int, str, Sequence[Strike]]]:
    """The cells with calls of this gravity: the row's number from 1, its place, how many more, the fault, the calls.

    Where many places are alike, the first stands for them.
    """
    for number, rows in enumerate(alike(matrix), 1):
        named = rows if len(rows) <= FEW else rows[:1]
        for row in named:
            for name, strikes in row.cells.items():
                found = [strike for strike in strikes if strike.gravity == gravity]
                if found:
                    yield number, row, len(rows) - len(named), name, found


def moments(strikes: Sequence[Strike]) -> str:
    """At which inputs: `after key 1, key 2`; empty where the place asks for none."""
    found = dict.fromkeys(strike.input_class for strike in strikes if strike.input_class != DONE)
    return ", ".join(map(in_words, found))


def reproduce(matrix: FaultMatrix, strike: Strike) -> str:
    """One line: a command where keys and legs say it all, else a whole scenario file."""
    if not strike.injected:
        # Of two instants the last one counts: that of the call.
        given = (strike.way.options, matrix.options) if strike.way.at is None else (matrix.options, strike.way.options)
        options = " ".join(filter(None, given))
        return f"callflow run {quote(matrix.file)} {options}".rstrip()
    words = f"{KINDS[strike.fault].words}; keys {strike.way.dtmf or 'none'}"
    scenario: dict[str, Any] = {"scenario": words, **(matrix.keys or {"flow": matrix.file}), **strike.way.instant}
    if strike.way.legs:
        scenario["legs"] = list(map(_leg, strike.way.legs))
    if strike.way.dtmf:
        scenario["caller"] = strike.way.dtmf.split()
    scenario["faults"] = list(strike.injected)
    scenario["expect"] = {"session": None if strike.status == "STOPPED" else strike.status}
    return json.dumps(scenario) + (f"  # {matrix.note}" if matrix.note else "")


def _leg(text: str) -> object:
    """What a leg comes to, as a scenario file has it."""
    outcome = parse_leg(text)
    talks = {} if outcome.talks is None else {"talks": f"{outcome.talks}ms"}
    if outcome.detail is not None:
        return {outcome.result: outcome.detail, **talks}
    return talks if talks and outcome.result == ANSWERED else outcome.result
