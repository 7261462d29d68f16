"""JSON, for programs: each place with what each fault does there. `version` is 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.render.fault_words import reproduce
from simulator.render.json import dumps

if TYPE_CHECKING:
    from simulator.model.behaviour.way import Way
    from simulator.model.reports.fault_matrix import FaultMatrix, FaultRow, Strike

FORMAT = "json"
VERSION = 1


def render(matrix: FaultMatrix, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """All of it; `rows[].cells` is keyed by the names of `faults`, each a list of calls, gravest first."""
    return dumps(
        {
            "version": VERSION,
            "title": matrix.title,
            "ground": matrix.ground,
            "faults": [{"name": kind.name, "words": kind.words, "group": kind.group} for kind in matrix.columns],
            "rows": [_row(matrix, row) for row in matrix.rows],
            "silent": sum(strike.silent for strike in matrix.strikes),
            "troubled": sum(bool(strike.trouble) for strike in matrix.strikes),
            "notTried": {"bounds": list(matrix.bounds), "places": matrix.left},
        }
    )


def _row(matrix: FaultMatrix, row: FaultRow) -> dict[str, Any]:
    place = row.place
    return {
        "place": place.id, "kind": place.kind, "clientActionId": place.stage, "action": place.action,
        "words": list(place.words), "way": _way(row.way),
        "cells": {name: [_strike(matrix, one) for one in strikes] for name, strikes in row.cells.items()},
    }  # fmt: skip


def _strike(matrix: FaultMatrix, strike: Strike) -> dict[str, Any]:
    return {
        "class": strike.input_class, "heard": list(strike.heard), "before": strike.before or None,
        "status": strike.status, "error": strike.error, "onTheLine": strike.on_line, "silent": strike.silent,
        "bridged": strike.bridged, "silentWithoutFault": strike.quiet_anyway,
        "trouble": strike.trouble or None, "way": _way(strike.way), "reproduce": reproduce(matrix, strike),
    }  # fmt: skip


def _way(way: Way) -> dict[str, Any]:
    return {"dtmf": way.dtmf, "legs": list(way.legs), "keys": way.keys, **way.instant}
