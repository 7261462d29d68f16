"""HTML: one self-contained page with the drawing, the menu tree, the findings and the proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.behaviour.words import in_short, not_reached
from simulator.render.behaviour import svg
from simulator.render.behaviour._tree import Tree
from simulator.render.behaviour.text import HEADS, TRIED, entries_tried, left_out, summary
from simulator.render.page.markup import Html, joined, prose, tag
from simulator.render.page.outline import outline
from simulator.render.page.page import facts, page
from simulator.render.page.picture import picture
from simulator.render.page.table import table
from simulator.render.page.ways import way_words

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.explored import Discovery, Explored, Proof
    from simulator.model.behaviour.judgement import Judgement
    from simulator.model.diagnostic import Severity

FORMAT = "html"
VERDICTS = {"proved": "pass", "held": "pass", "refuted": "fail", "undecided": "warn"}
BADGES: dict[Severity, str] = {"error": "fail", "warning": "warn", "info": ""}


def render(explored: Explored, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The page; it needs no server and no network."""
    parts = [
        _part("findings", f"Findings: {len(explored.findings) or 'none'}", _findings(explored), _dropped(explored)),
        _part("invariants", "Invariants", _invariants(explored)) if explored.invariants else None,
        _part("drawing", "Diagram", _drawing(explored)),
        _part("tree", "Menus", outline(Tree(explored.behaviour).lines(), "the menu tree")),
        _part(
            "proofs",
            HEADS[explored.behaviour.ground],
            tag("ul", [tag("li", _proof(one)) for one in explored.proofs], class_="proofs"),
        ),
        _part("tried", TRIED, _entries(explored.behaviour)) if explored.behaviour.tried else None,
        _part("left", "Not reached", _left(explored)) if explored.behaviour.bounds else None,
    ]
    return page(explored.behaviour.title, f"What its callers can meet: {summary(explored.behaviour)}.", *parts)


def _part(name: str, title: str, *inside: object) -> Html:
    return tag("section", tag("h2", title, id=name), *inside, class_=f"part-{name}", aria_labelledby=name)


def _findings(explored: Explored) -> Html:
    if not explored.findings:
        return tag("p", "Nothing was found.")
    return table(("Code", "Finding", "Keys"), [_row(one) for one in explored.findings], "the findings")


def _dropped(explored: Explored) -> Html | None:
    return tag("p", left_out(explored), class_="soft") if explored.dropped else None


def _row(found: Discovery) -> tuple[object, ...]:
    badge = tag("span", found.severity, class_=f"badge {BADGES[found.severity]}".strip())
    line = f" (line {found.line})" if found.line else ""
    said = joined([prose(f"{found.message}{line}"), tag("p", prose(found.hint), class_="soft")])
    return joined([tag("strong", found.code), " ", badge]), said, way_words(found.way)


def _invariants(explored: Explored) -> Html:
    return tag("ul", [tag("li", _invariant(one)) for one in explored.invariants], class_="proofs")


def _invariant(one: Judgement) -> Html:
    badge = tag("span", one.verdict, class_=f"badge {VERDICTS[one.outcome]}")
    keys = way_words(one.way) if one.way else None
    words = tag("p", f"{one.words} (line {one.line})", class_="soft", dir="auto") if one.words else None
    scenario = _scrolled(one.scenario, f"a scenario for {one.name}") if one.scenario else None
    return joined([badge, " ", tag("span", one.name, dir="auto"), " ", keys, words, scenario])


def _proof(proof: Proof) -> Html:
    """What does not hold need be no fault (a menu that can be heard again): what is one stands among the findings."""
    badge = tag("span", "yes" if proof.holds else "no", class_=f"badge {'pass' if proof.holds else ''}".strip())
    keys = way_words(proof.way) if proof.way and proof.way.options else None
    return joined([badge, " ", tag("span", prose(proof.words), dir="auto"), " ", keys])


def _entries(behaviour: Behaviour) -> Html:
    return tag("ul", [tag("li", words, dir="auto") for words in entries_tried(behaviour)])


def _left(explored: Explored) -> Html:
    behaviour = explored.behaviour
    points = ((behaviour.points[number], explored.way_to(number)) for number in sorted(behaviour.open))
    left = [f"{in_short(point.place)}: {way.told}" for point, way in points]
    why = facts(("Points", str(len(left))), ("Why", "; ".join(not_reached(behaviour))))
    return joined([why, _scrolled("\n".join(left), "places that were not reached") if left else None])


def _drawing(explored: Explored) -> Html:
    try:
        return picture(svg.render(explored), explored.behaviour.title)
    except UsageError as error:
        return tag("p", f"No diagram: {error}")


def _scrolled(words: str, label: str) -> Html:
    return tag("pre", words, tabindex="0", role="group", aria_label=label)
