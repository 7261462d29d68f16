"""Mermaid: a state per place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.drawing.behaviour_drawing import drawing
from simulator.render.graph import mermaid

if TYPE_CHECKING:
    from simulator.model.behaviour.explored import Explored

FORMAT = "mermaid"


def render(explored: Explored, colour: bool = False) -> str:
    """The places and what leads from one to another, as a drawing."""
    return mermaid.render(drawing(explored.behaviour, explored.passed), colour)
