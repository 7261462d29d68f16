"""`captured`: the result of each completed capture, in order; null for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.scenario.miss import REMOVE, ListChange, Miss, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY = "captured"


def check(value: tuple[str | None, ...], _run: DryRun, seen: Listened) -> Iterator[Miss]:
    """Abandoned captures are not among them."""
    found = seen.captured
    if list(value) != found:
        changed: dict[int, Any] = {
            n: got for n, (want, got) in enumerate(zip(value, found, strict=False)) if want != got
        }
        removed = dict.fromkeys(range(len(found), len(value)), REMOVE)
        yield Miss(written(value), written(found), now=ListChange({**changed, **removed}, tuple(found[len(value) :])))
