"""HTML: one page, with a picture of each flow in which the covered ways stand out from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.behaviour.input_class import in_words
from simulator.model.reports.coverage import shown_share
from simulator.render.coverage_words import gaps, name_of, notes, seen
from simulator.render.drawing.coverage_drawing import MISSED, drawing
from simulator.render.formats import renderer
from simulator.render.page.markup import Html, tag
from simulator.render.page.page import facts, page
from simulator.render.page.picture import picture

if TYPE_CHECKING:
    from simulator.model.reports.coverage import CoverageCounts, FlowCoverage

FORMAT = "html"


def render(coverage: CoverageCounts, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The page; it needs no server and no network."""
    if not coverage.flows:
        return page("Coverage", "No flow was called.")
    edges = f"{coverage.edges_covered} of {coverage.edges} edges"
    title = f"Coverage: {shown_share(coverage)}"
    many = len(coverage.flows)
    subtitle = f"{edges} of {many} flow{'s' * (many != 1)}. An edge is a place, what is done there, and where it leads."
    listed = [tag("li", _flow(number, flow), class_="call") for number, flow in enumerate(coverage.flows, 1)]
    return page(title, subtitle, _summary(coverage), tag("h2", "Flows"), tag("ol", listed, class_="calls"))


def _summary(coverage: CoverageCounts) -> Html:
    left = coverage.edges - coverage.edges_covered
    cards = [
        tag("li", tag("b", left), "edges not covered", class_="fail" if left else "pass"),
        tag("li", tag("b", coverage.edges_covered), "edges covered", class_="pass"),
        tag("li", tag("b", f"{coverage.places_covered}/{coverage.places}"), "places covered"),
    ]
    parts = [
        tag("span", class_=name, style=f"flex:{number}")
        for name, number in (("fail", left), ("pass", coverage.edges_covered))
        if number
    ]
    bar = tag("div", parts, class_="bar", aria_hidden="true")
    title = tag("h2", "Summary", id="summary")
    return tag("section", title, tag("ul", cards, class_="sum"), bar, aria_labelledby="summary")


def _flow(number: int, flow: FlowCoverage) -> Html:
    full = not flow.problem and flow.edges_covered == len(flow.edges)
    share = "not explored" if flow.problem else shown_share(flow)
    head = tag(
        "summary",
        tag("span", share, class_=f"badge {'pass' if full else 'warn'}"),
        tag("h3", flow.name, dir="auto"),
        tag("span", flow.title, class_="soft", dir="auto") if flow.title != flow.file else None,
    )
    inside = [_facts(flow), *_drawn(flow), *_list(f"f{number}", "What no call did", list(gaps(flow)))]
    beyond = [_extra(flow, one.key, one.hits) for one in flow.extra]
    inside += _list(f"f{number}", "Beyond the totals", beyond)
    inside += _list(f"f{number}", "Notes", list(notes(flow)))
    return tag("details", head, tag("div", inside, class_="inside"), open=True)


def _facts(flow: FlowCoverage) -> Html:
    shown: Html = facts(
        ("Calls", flow.calls),
        ("Places", f"{flow.places_covered} of {len(flow.places)}"),
        ("Edges", f"{flow.edges_covered} of {len(flow.edges)}"),
        *((name.capitalize(), words) for name, words in seen(flow)),
    )
    return shown


def _list(name: str, title: str, lines: list[str]) -> list[Html]:
    if not lines:
        return []
    ident = f"{name}-{title.split()[-1].lower()}"
    items = [tag("li", line, dir="auto") for line in lines]
    return [tag("h4", title, class_="part", id=ident), tag("ul", items, aria_labelledby=ident)]


def _extra(flow: FlowCoverage, key: tuple[str, str, str], hits: int) -> str:
    source, name, dest = key
    return f"from {name_of(flow, source)} to {name_of(flow, dest)}: {in_words(name)} (×{hits})"


def _drawn(flow: FlowCoverage) -> list[Html]:
    if not flow.places:
        return []
    try:
        drawn = picture(renderer("graph", "svg")(drawing(flow)), flow.name, "cov")
    except UsageError as error:
        return [tag("p", f"Not drawn: {error}", class_="soft")]
    legend = f"Dashed and marked {MISSED}: no call came there. Hang-ups that end the call are not drawn."
    return [drawn, tag("p", legend, class_="soft")]
