"""`hears`: what the caller hears, in this order, with others between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.loading.files.texts import HEARS, read_words
from simulator.loading.yaml.kinds import ListOf
from simulator.model.scenario.miss import REMOVE, ListChange, Miss
from simulator.scenario.writing.asserted import asserted, marks
from simulator.scenario.writing.yaml_words import value as quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.call.wanted import Words
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened
    from simulator.scenario.writing.retold import Retold

KEY, ORDER = "hears", 60
KIND = ListOf(HEARS, "what is heard, in this order, others between")
NULLABLE = False


def value_of(node: YamlNode, fields: Fields) -> tuple[Words, ...]:
    """Parts of prompts, and expressions."""
    return fields.listing(node, lambda item: read_words(item, fields))


def check(value: tuple[Words, ...], run: DryRun, seen: Listened) -> Iterator[Miss]:
    """Each item needs a later thing heard than the item before; the next is then looked for after that one."""
    said = seen.words
    after = 0
    for number, words in enumerate(value):
        at = next((n for n in range(after, len(said)) if words.found_in(said[n])), None)
        if at is not None:
            after = at + 1
            continue
        wanted = value[number + 1 :]
        spare = after < len(said) and not any(later.found_in(said[after]) for later in wanted)
        now: Any = asserted(said[after], marks(run)) if spare else REMOVE
        yield Miss(words.text, _found(words, said, after), (number,), ListChange({number: now}))
        after += spare


def saved(_run: DryRun, seen: Retold) -> Iterator[str]:
    """Everything with words in it, where `heard` does not say it."""
    heard = [said for said in seen.said if said.strip()]
    if heard and not seen.exact:
        yield "hears:  # everything that was heard, in order"
        yield from (f"  - {quoted(said)}" for said in heard)


def _found(words: Words, said: list[str], after: int) -> str:
    if any(words.found_in(one) for one in said[:after]):
        return "heard, but only earlier than the item before it asks for"
    return "never heard" if said else "nothing was heard"
