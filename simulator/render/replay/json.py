"""JSON: one object for each session of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from simulator.render.json import dumps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.running.replay import Replay

FORMAT = "json"


def render(replays: Sequence[Replay], colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """A list in the order of the log."""
    return dumps([_session(one) for one in replays])


def _session(one: Replay) -> dict[str, Any]:
    return {
        "sessionId": one.session.session_id,
        "same": one.same,
        "questions": len(one.session.asks),
        "leaves": attrs.asdict(one.departure) if one.departure is not None else None,
        "unknownEntries": one.unknown,
    }
