"""A way on a page: in words first, then as `callflow run` takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.way import ANY
from simulator.render.page.markup import Html, joined, tag, text

if TYPE_CHECKING:
    from simulator.model.behaviour.way import Way


def way_words(way: Way) -> Html:
    """What a caller does, and the options to copy."""
    if not way.options:
        return text(ANY)
    said = way.said
    return joined([tag("span", f"{said[0].upper()}{said[1:]}", class_="said"), " ", tag("code", way.options)])
