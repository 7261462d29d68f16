"""Expectations of one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.scenario.miss import Miss, written

if TYPE_CHECKING:
    from collections.abc import Iterator


def equal(expected: Any, found: Any, shown: str = "") -> Iterator[Miss]:
    """A miss where the two differ; `shown` says more of what was found."""
    if expected != found:
        yield Miss(written(expected), shown or written(found), now=found)
