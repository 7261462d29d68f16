"""JSON: one object for each session of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from simulator.render.json import dumps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.reports.session_replay import SessionReplay

FORMAT = "json"


def render(replays: Sequence[SessionReplay], colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """A list in the order of the log."""
    return dumps([_session(one) for one in replays])


def _session(one: SessionReplay) -> dict[str, Any]:
    return {
        "sessionId": one.session_id,
        "same": one.same,
        "questions": one.questions,
        "compared": list(one.compared),
        "notTold": [attrs.asdict(part) for part in one.not_told],
        "notCompared": list(one.skipped),
        "leaves": attrs.asdict(one.departure) if one.departure is not None else None,
        "differences": [attrs.asdict(difference) for difference in one.differences],
        "unknownEntries": one.unknown,
        "toleranceSeconds": one.tolerance,
    }
