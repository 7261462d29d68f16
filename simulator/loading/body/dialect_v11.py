"""The old dialect (v1.1): actions carry their own `source` and `destination`, and no `makeCall` comes first.

Read into today's entries, a `makeCall` made of the first action's numbers in front, so that nothing after
this module knows of the dialect but the rules that differ in it. Findings keep the paths of the body.
Assumed: `endMessage` is today's `successMessage`, and only the first action must name its numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.actions.make_call import MakeCall
from simulator.loading.body.body import ListedAction
from simulator.loading.body.entries import OLD_CAPTURE, Reading
from simulator.loading.body.structure import structure

if TYPE_CHECKING:
    from simulator.loading.body.body import BodyKind

NUMBERS = ("source", "destination")
RENAMED = {"text": "promptMessage", "endMessage": "successMessage"}
CARRIERS = ("say", "playFile", "sayAndCapture")


def read_old(listed: list[Any], kind: BodyKind, reading: Reading) -> None:
    """Read a list of the dialect v1.1; names are given as today's."""
    for index, item in enumerate(listed):
        name = reading.name_of(index, item)
        today = "sayAndCapture" if name == OLD_CAPTURE else name
        reading.names.append(today)
        if name is None or today is None:
            continue
        given = reading.params_of(index, item, today)
        if given is None or today not in CARRIERS:
            reading.add(index, today, given)
            continue
        numbers = {param: given[param] for param in NUMBERS if param in given}
        if index == 0 and kind == "request":
            reading.add(index, "makeCall", numbers)
        elif numbers:
            _add_numbers(index, numbers, reading)
        rest = {param: value for param, value in given.items() if param not in NUMBERS}
        reading.add(index, today, *_today(rest) if name == OLD_CAPTURE else (rest,))


def _add_numbers(index: int, numbers: dict[str, Any], reading: Reading) -> None:
    """The numbers of a later action: looked at, but nothing is dialled."""
    read = structure(MakeCall, numbers, f"$.callflow[{index}].params", {})
    reading.faults += (found for found in read.faults if found.cause in numbers)
    reading.entries.append(ListedAction(index, "makeCall", numbers, read.bad))


def _today(given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The parameters of a `say&capture` by today's names, and how the body spells those."""
    spelled = {today: old for old, today in RENAMED.items() if today not in given}
    renamed = {old: today for today, old in spelled.items()}
    return {renamed.get(param, param): value for param, value in given.items()}, spelled
