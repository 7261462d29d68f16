"""`dials`: the numbers that are dialled after leg A, in order; a dial that then fails is one of them."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING

from simulator.loading.files.phones import phone
from simulator.loading.yaml.kinds import AnyOf, ListOf
from simulator.loading.yaml.reading import read
from simulator.model.number import plus
from simulator.model.scenario.miss import Miss
from simulator.scenario.expectations.base.lists import as_found, first_difference
from simulator.scenario.reading.values import LATER
from simulator.scenario.writing import yaml_words as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened
    from simulator.scenario.writing.retold import Retold

KEY, ORDER = "dials", 75
_NUMBER = phone()
KIND = ListOf(AnyOf((_NUMBER, LATER)), "the numbers that are dialled after leg A, in order, and no others")
NULLABLE = False


def value_of(node: YamlNode, fields: Fields) -> tuple[str, ...]:
    """Numbers as webhooks spell them."""
    return tuple(map(plus, fields.listing(node, lambda item: read(_NUMBER, item, fields))))


def check(value: tuple[str, ...], _run: DryRun, seen: Listened) -> Iterator[Miss]:
    """One miss, at the first number that differs."""
    found = seen.dials
    at = first_difference(value, found, eq)
    if at is None:
        return
    expected = value[at] if at < len(value) else "nobody more"
    dialled = found[at] if at < len(found) else "nobody more is dialled" if found else "nobody is dialled"
    yield Miss(f"{expected} as dial {at + 1}", dialled, (at,) if at < len(value) else (), as_found(value, found, eq))


def saved(run: DryRun, seen: Retold) -> Iterator[str]:
    """All of them, where the same call dials the same in every session."""
    if seen.exact and run.call is not None and (seen.again is None or seen.again.dials == seen.dials):
        yield f"dials: {words.value(seen.dials)}  # the numbers dialled after leg A"
