"""Columns of numbers as a DataFrame: what numbers stand for becomes categories, ms become seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.render.dataframe import frame_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def coded_frame(
    told: Mapping[str, tuple[Any, Mapping[int, str]]], ms: Mapping[str, Any], numbers: Mapping[str, Any]
) -> Any:
    """A `pandas.DataFrame` of columns with what their numbers stand for, of ms, and of numbers as they are.

    What stands for nothing is missing. Raises MissingExtraError.
    """
    frame = frame_of({**{name: column for name, (column, _) in told.items()}, **ms, **numbers})
    for name, (_, words) in told.items():
        frame[name] = frame[name].map({number: word or None for number, word in words.items()}).astype("category")
    for name in ms:
        frame[name] = frame[name] / 1000
    return frame
