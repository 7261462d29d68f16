"""Columns of numbers as a DataFrame: what numbers stand for becomes categories, ms become seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.render.dataframe import TYPES, frame_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def coded_frame(
    told: Mapping[str, tuple[Any, Mapping[int, str]]],
    ms: Mapping[str, Any],
    numbers: Mapping[str, Any],
    kinds: Any,
    truths: Mapping[str, tuple[Any, Collection[int]]],
) -> Any:
    """A `pandas.DataFrame` of columns with what their numbers stand for, of ms, of numbers as they are, and of truths.

    What stands for nothing is missing, and so is a truth of rows whose number in `kinds` is none of those of which it
    is known. Raises MissingExtraError.
    """
    frame = frame_of({**_first(told), **ms, **numbers, **_first(truths)})
    for name, (_, words) in told.items():
        frame[name] = frame[name].map({number: word or None for number, word in words.items()}).astype("category")
    for name in ms:
        frame[name] = frame[name] / 1000
    of = frame_of({"kind": kinds})["kind"]
    for name, (_, known) in truths.items():
        frame[name] = frame[name].astype(TYPES["truth"]).where(of.isin(list(known)))
    return frame


def _first(given: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {name: column for name, (column, _) in given.items()}
