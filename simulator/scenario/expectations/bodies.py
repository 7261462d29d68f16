"""`bodies`: fields of webhooks that were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.loading.paths import steps
from simulator.model.scenario.miss import Miss, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.scenario.scenario import BodyCheck
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY = "bodies"


def check(value: tuple[BodyCheck, ...], run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """Each item names a webhook by its type and number, and the fields that it must have."""
    for number, item in enumerate(value):
        bodies = [webhook.body for webhook in run.webhooks if webhook.type == item.type]
        if len(bodies) < item.at:
            yield Miss(f"{item.type} number {item.at}", f"{len(bodies)} of type {item.type}", (number,))
            continue
        for path, wanted in item.fields.items():
            found = at_path(bodies[item.at - 1], path)
            if found != wanted or isinstance(found, bool) is not isinstance(wanted, bool):
                yield Miss(f"{path}: {_json(wanted)}", f"{path}: {_json(found)}", (number, path), found)


def at_path(body: Any, path: str) -> Any:
    """What stands at a JSON path, None where nothing does."""
    for step in steps(path):
        try:
            body = body[step]
        except (KeyError, IndexError, TypeError):
            return None
    return body


def _json(value: Any) -> str:
    return written((value,))[1:-1]
