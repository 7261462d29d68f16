"""SVG, to look at: a card per place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.drawing.behaviour_drawing import drawing
from simulator.render.graph import svg

if TYPE_CHECKING:
    from simulator.model.behaviour.explored import Explored

FORMAT = "svg"


def render(explored: Explored, colour: bool = False) -> str:
    """The places and what leads from one to another, as a drawing."""
    return svg.render(drawing(explored.behaviour, explored.passed), colour)
