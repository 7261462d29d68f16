"""`duration`: simulated time from dialling to the end; `below` and `above` fail, `warn` only warns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.loading.files.texts import read_time
from simulator.loading.yaml.kinds import FieldKind, Keys
from simulator.model.call.words import clock
from simulator.model.scenario.miss import FieldsChange, Miss, clock_words
from simulator.model.scenario.scenario import Duration
from simulator.scenario.expectations.session import ending
from simulator.scenario.reading.values import TIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened
    from simulator.scenario.writing.retold import Retold

KEY, ORDER = "duration", 90
_WORDS = {"above": "it fails at or below", "below": "it fails at or above", "warn": "it warns at or above"}
_KEYS: dict[str, FieldKind] = {key: evolve(TIME, doc=f"{words} this: 90s, 300ms") for key, words in _WORDS.items()}
KIND = Keys("`duration`", _KEYS, "simulated time from dialling to the end")
NULLABLE = False
GRAIN = 100
"""Ms to which a saved scenario keeps the time: a timer that is changed by as much is noticed."""


def value_of(node: YamlNode, fields: Fields) -> Duration:
    """Its bounds."""
    given = fields.known(node, _KEYS, "`duration`")
    found = Duration(**{key: read_time(item, fields) for key, item in given.items()})
    if found.above is not None and found.below is not None and found.above >= found.below:
        above, below = clock_words(found.above), clock_words(found.below)
        fields.fault("F004", given["above"], f"nothing is above {above} and below {below}", "write less than `below`")
    if found.warn is not None and found.below is not None and found.warn > found.below:
        warn, below = clock_words(found.warn), clock_words(found.below)
        what = f"nothing warns from {warn} on where it fails from {below} on"
        fields.fault("F004", given["warn"], what, "write less than `below`")
    return found


def check(value: Duration, _run: DryRun, seen: Listened) -> Iterator[Miss]:
    """A bound that is reached is not kept: below 60s means less than 60 s, above 10s more than 10 s."""
    length, found = seen.length, clock_words(seen.length)
    if value.below is not None and length >= value.below:
        yield Miss(f"below {clock_words(value.below)}", found, ("below",), _moved(value, length))
    elif value.warn is not None and length >= value.warn:
        yield Miss(f"below {clock_words(value.warn)}", found, ("warn",), severity="warn")
    if value.above is not None and length <= value.above:
        yield Miss(f"above {clock_words(value.above)}", found, ("above",), _moved(value, length))


def _moved(value: Duration, length: int) -> FieldsChange:
    """Both bounds anew, as round as they were; a window that moved is no wider."""
    now = {}
    if value.below is not None:
        below = _next(length, _round(value.below))
        now["below"] = clock_words(below)
        if value.warn is not None and value.warn > below:
            now["warn"] = clock_words(below)
    if value.above is not None:
        now["above"] = clock_words(_last(length, _round(value.above)))
    return FieldsChange(now)


def _round(bound: int) -> int:
    return next((grain for grain in (1000, GRAIN) if bound % grain == 0), 1)


def _next(length: int, grain: int) -> int:
    return (length // grain + 1) * grain


def _last(length: int, grain: int) -> int:
    return max(0, ((length - 1) // grain) * grain)


def saved(run: DryRun, seen: Retold) -> Iterator[str]:
    """A window around the length of a call that came to an end, and that takes as long in every session."""
    if seen.exact and seen.steady and ending(run) is not None:
        above, below = _last(seen.length, GRAIN), _next(seen.length, GRAIN)
        lowest = f"above: {clock_words(above)}, " if seen.length > above else ""
        yield f"duration: {{{lowest}below: {clock_words(below)}}}  # {clock(seen.length)} from dialling to the end"
