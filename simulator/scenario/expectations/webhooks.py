"""`webhooks`: how many of each type are sent, exactly; types that are not named are not checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.scenario.miss import Miss
from simulator.webhooks.base.sent import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY = "webhooks"


def check(value: dict[str, int], run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """They are counted, and none of the bodies is built."""
    sent = counted(run.call.facts) if run.call else {}
    for kind, count in value.items():
        found = sent.get(kind, 0)
        if found != count:
            yield Miss(f"{kind}: {count}", f"{kind}: {found}", (kind,), found)
