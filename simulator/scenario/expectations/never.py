"""`never`: what the caller must not hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.files.texts import HEARS, read_words
from simulator.loading.yaml.kinds import ListOf
from simulator.model.scenario.miss import Miss
from simulator.scenario.expectations.base.known import unsaved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.call.wanted import Words
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY, ORDER = "never", 70
KIND = ListOf(HEARS, "what must not be heard")
NULLABLE = False
saved = unsaved


def value_of(node: YamlNode, fields: Fields) -> tuple[Words, ...]:
    """Parts of prompts, and expressions."""
    return fields.listing(node, lambda item: read_words(item, fields))


def check(value: tuple[Words, ...], _run: DryRun, seen: Listened) -> Iterator[Miss]:
    """An update leaves these alone: a guard that gives way is none."""
    said = seen.words
    for number, words in enumerate(value):
        heard = next((one for one in said if words.found_in(one)), None)
        if heard is not None:
            yield Miss(f"never {words.text}", f'heard "{heard}"', (number,))
