"""HTML: one call as one self-contained page, with its timeline, webhooks and diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.page.call import call_parts
from simulator.render.page.markup import tag
from simulator.render.page.page import page

if TYPE_CHECKING:
    from simulator.render.run_report import RunReport

FORMAT = "html"


def render(report: RunReport, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The page; it needs no server and no network."""
    inside = tag("section", call_parts(report.answer, report.call, 3), class_="inside alone", aria_labelledby="call")
    title = tag("h2", "The call", id="call")
    name = f"{report.name}: dry run" if report.name else "Dry run"
    return page(name, "One call on the simulated platform.", title, inside)
