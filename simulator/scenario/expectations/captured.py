"""`captured`: the result of each completed capture, in order; null for nothing."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING

from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import AnyOf, ListOf, Null, Text
from simulator.loading.yaml.nodes import YamlList
from simulator.loading.yaml.reading import read
from simulator.model.scenario.miss import Miss, written
from simulator.scenario.expectations.base.lists import as_found
from simulator.scenario.expectations.base.simple import is_null
from simulator.scenario.reading.values import FILLED
from simulator.scenario.writing import yaml_words as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY, ORDER = "captured", 50
_DIGITS = Text("digits", Form(rf"[0-9*#A-D]+|{FILLED}"), "digits", "0-9 * # A-D", ((0, 10**25),))
KIND = ListOf(AnyOf((_DIGITS, Null())), "the result of each completed capture; null for nothing")
NULLABLE = False


def value_of(node: YamlNode, fields: Fields) -> tuple[str | None, ...]:
    """The digits of each, None for nothing."""
    if not isinstance(node, YamlList):
        fields.listing(node, fields.text)
        return ()
    return tuple(None if is_null(item) else read(_DIGITS, item, fields) for item in node.items)


def check(value: tuple[str | None, ...], _run: DryRun, seen: Listened) -> Iterator[Miss]:
    """Abandoned captures are not among them."""
    found = seen.captured
    if list(value) != found:
        yield Miss(written(value), written(found), now=as_found(value, found, eq))


def saved(run: DryRun, seen: Listened) -> Iterator[str]:
    """All of them."""
    if run.call is not None:
        yield f"captured: {words.value(seen.captured)}  # one for each completed capture"
