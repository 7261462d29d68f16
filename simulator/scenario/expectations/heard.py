"""`heard`: exactly the prompts, messages and files that the caller hears, in this order, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.loading.files.texts import HEARS, read_words
from simulator.loading.yaml.kinds import ListOf
from simulator.model.scenario.miss import Miss
from simulator.scenario.expectations.base.lists import as_found, first_difference
from simulator.scenario.writing.asserted import asserted, marks
from simulator.scenario.writing.yaml_words import value as quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.call.wanted import Words
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened
    from simulator.scenario.writing.retold import Retold

KEY, ORDER = "heard", 65
_WHOLE = evolve(HEARS, doc="the whole of what is heard, or /a regular expression/ that is found in it")
KIND = ListOf(_WHOLE, "exactly what is heard, in this order, nothing else")
NULLABLE = False


def value_of(node: YamlNode, fields: Fields) -> tuple[Words, ...]:
    """Whole texts, and expressions, which are found in one."""
    return fields.listing(node, lambda item: read_words(item, fields))


def check(value: tuple[Words, ...], run: DryRun, seen: Listened) -> Iterator[Miss]:
    """One miss, at the first place that differs; a text without words is silence, and none of it is heard."""
    said = [one for one in seen.words if one.strip()]
    at = first_difference(value, said, _holds)
    if at is None:
        return
    mark = marks(run)
    now = as_found(value, said, _holds, lambda one: asserted(one, mark))
    found = f'"{said[at]}"{_why(value, said, at)}' if at < len(said) else "nothing more was heard"
    if at < len(value):
        yield Miss(value[at].text, found, (at,), now)
    else:
        yield Miss("nothing more", found, now=now)


def _holds(words: Words, said: str) -> bool:
    return words.is_all_of(said)


def _why(value: Sequence[Words], said: Sequence[str], at: int) -> str:
    """How the two lists differ from there on, where that can be told."""
    if at == len(value):
        return ""
    later = next((n for n in range(at + 1, len(said)) if value[at].is_all_of(said[n])), None)
    skipped = next((n for n in range(at + 1, len(value)) if value[n].is_all_of(said[at])), None)
    if later is not None and skipped is not None:
        return ", in another order: each of the two is heard"
    if later is not None:
        more = later - at
        return f", {'an extra prompt' if more == 1 else f'the first of {more} extra prompts'} before it"
    if skipped is not None:
        return f", which is item {skipped + 1}: {'this one is' if skipped == at + 1 else 'those between are'} missing"
    return ", of which it is only a part" if value[at].found_in(said[at]) else ""


def saved(run: DryRun, seen: Retold) -> Iterator[str]:
    """Everything with words in it, unless a saved scenario leaves open what else is heard."""
    if not seen.exact or run.call is None:
        return
    said = [one for one in seen.said if one.strip()]
    yield "heard:  # exactly this, in this order" if said else "heard: []  # nothing"
    yield from (f"  - {quoted(one)}" for one in said)
