"""`entries`: how often keys are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.kinds import Integer
from simulator.model.call.event import EntryEnded
from simulator.scenario.expectations.base.simple import equal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.scenario.miss import Miss
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY, ORDER = "entries", 900
KIND = Integer(0, doc="how often keys are asked for")
NULLABLE = False


def value_of(node: YamlNode, fields: Fields) -> int | None:
    """The number."""
    return fields.integer(node, 0)


def check(value: int, run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """Each try of a capture is one."""
    return equal(value, _entries(run))


def saved(run: DryRun, _seen: Listened) -> Iterator[str]:
    """The number."""
    yield f"entries: {_entries(run)}  # tries of captures"


def _entries(run: DryRun) -> int:
    return sum(isinstance(event, EntryEnded) for event in run.trace)
