"""`duration`: simulated time from dialling to the end; `below` fails, `warn` only warns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.files.texts import read_time
from simulator.loading.yaml.kinds import FieldKind, Keys
from simulator.model.scenario.miss import Miss, clock_words
from simulator.model.scenario.scenario import Duration
from simulator.scenario.expectations.base.known import unsaved
from simulator.scenario.reading.values import TIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY, ORDER = "duration", 90
_KEYS: dict[str, FieldKind] = {"below": TIME, "warn": TIME}
KIND = Keys("`duration`", _KEYS, "simulated time from dialling to the end")
NULLABLE = False
saved = unsaved


def value_of(node: YamlNode, fields: Fields) -> Duration:
    """Both bounds."""
    given = fields.known(node, _KEYS, "`duration`")
    return Duration(**{key: read_time(item, fields) for key, item in given.items()})


def check(value: Duration, _run: DryRun, seen: Listened) -> Iterator[Miss]:
    """A bound that is reached is not kept: below 60s means less than 60 s."""
    length = seen.length
    if value.below is not None and length >= value.below:
        now = clock_words((length // 1000 + 1) * 1000)
        yield Miss(f"below {clock_words(value.below)}", clock_words(length), ("below",), now)
    elif value.warn is not None and length >= value.warn:
        yield Miss(f"below {clock_words(value.warn)}", clock_words(length), ("warn",), severity="warn")
