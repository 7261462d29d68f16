"""A drawing of ours in a page: the SVG stands in it as it is, and nothing is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.api.compiled_flow import CompiledFlow


def picture(title: str, flow: CompiledFlow) -> str:
    """The whole machine: one box an action would hide what is asked for here."""
    named = f'tabindex="0" role="region" aria-label="The machine of {title}"'
    return f'<div class="machine" markdown="0" {named}>\n{flow.render("svg")}</div>'
