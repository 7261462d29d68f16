"""`answer`: the status code that the request is answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.scenario.expectations._simple import equal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.scenario.miss import Miss
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY = "answer"


def check(value: int, run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """The code, shown with its message; an inbound call has no answer, which counts as null."""
    answer = run.answer or {}
    found = answer.get("statusCode")
    return equal(value, found, f"{found} {answer['statusMessage']}" if answer else "null (the call comes in)")
