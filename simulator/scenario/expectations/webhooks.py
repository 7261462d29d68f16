"""`webhooks`: how many of each type are sent, exactly; types that are not named are not checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.scenario.miss import Miss
from simulator.scenario.expectations.session import ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY = "webhooks"


def check(value: dict[str, int], run: DryRun, seen: Listened) -> Iterator[Miss]:
    """The bodies are built only where their number cannot be told without."""
    for kind, count in value.items():
        found = _count(kind, run, seen)
        if found != count:
            yield Miss(f"{kind}: {count}", f"{kind}: {found}", (kind,), found)


def _count(kind: str, run: DryRun, seen: Listened) -> int:
    if run.call is None:
        return 0
    if kind == "VCA":
        return len(seen.asked)
    if kind == "VSS":
        return int(ending(run) is not None and run.call.setting.account.sends("VSS"))
    return sum(webhook.type == kind for webhook in run.webhooks)
