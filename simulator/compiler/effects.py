"""What a row of the table does to the memory of a call; the only code that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.model.machine.table import EffectName, Remembers

    Effect = Callable[[Remembers, str], None]


def _store_key(memory: Remembers, key: str) -> None:
    memory.digits += key


def _store_hash(memory: Remembers, key: str) -> None:
    memory.digits += key or "#"


def _count_try(memory: Remembers, _key: str) -> None:
    memory.tries += 1


def _new_entry(memory: Remembers, _key: str) -> None:
    memory.digits = ""


def _take_digits(memory: Remembers, _key: str) -> None:
    memory.result, memory.digits, memory.tries = memory.digits, "", 0


def _take_nothing(memory: Remembers, _key: str) -> None:
    memory.result, memory.digits, memory.tries = None, "", 0


EFFECTS: Mapping[EffectName, Effect] = {
    "storeKey": _store_key,
    "storeHash": _store_hash,
    "countTry": _count_try,
    "newEntry": _new_entry,
    "takeDigits": _take_digits,
    "takeNothing": _take_nothing,
}
"""Each effect by the name that rows use."""
