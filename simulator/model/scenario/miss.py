"""An expectation that does not hold, before anybody knows how the scenario is called or what to show beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal

from attrs import Factory

from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


class Keep:
    """Nothing can be written in place of the old value."""


KEEP: Final = Keep()
REMOVE: Final = Keep()
"""Said of an item of a list that has nothing to take its place."""


@frozen
class ListChange:
    """What becomes of a list: a new value (or REMOVE) by number from 0, and what is added at its end."""

    items: Mapping[int, Any] = Factory(dict)
    added: tuple[Any, ...] = ()


@frozen
class FieldsChange:
    """What becomes of fields below the key, by their names; one that the file does not have is passed over."""

    now: Mapping[str, Any]


@frozen
class Miss:
    """What was expected and found; `names` lead to the item or field below the key, `now` is what would hold."""

    expected: str
    found: str
    names: tuple[object, ...] = ()
    now: Any = KEEP
    severity: Literal["fail", "warn"] = "fail"


def written(value: Any) -> str:
    """A value as a scenario file would have it: texts of digits in quotes, null for nothing."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(_item(item) for item in value)}]"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _item(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def clock_words(ms: int) -> str:
    """A length of time as a person writes it: `45s`, `1.5s`."""
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".") + "s"
