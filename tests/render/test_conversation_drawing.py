"""A conversation as cards: from left to right, no wider than it is deep, nothing over anything else."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from simulator.api.exploration import explore
from simulator.errors import UsageError
from simulator.model.drawing.graph import Edge, Graph, Node
from simulator.render.graph import svg
from simulator.render.graph._tree import GAP, MOST_CARDS, MOST_COLUMNS, WIDE, Card, lay_out_tree
from tests.render.large_flow import large_flow

SVG = "{http://www.w3.org/2000/svg}"


def chain(length: int) -> Graph:
    nodes = tuple(Node(f"n{at}", f"place {at}", "start" if at == 0 else "capture") for at in range(length))
    edges = tuple(Edge(f"n{at}", f"n{at + 1}", "1") for at in range(length - 1))
    return Graph("chain", nodes, edges, conversation=True)


def overlap(one: Card, two: Card) -> bool:
    """Whether two cards share a point, each with the lines above it."""
    if one.column != two.column:
        return False
    return one.y - one.above < two.y + two.height and two.y - two.above < one.y + one.height


def test_a_large_flow_is_no_wider_than_a_desk_and_no_two_cards_overlap() -> None:
    found = explore(large_flow())
    root = ET.fromstring(found.render("svg"))
    assert int(root.attrib["width"]) < 1400
    cards = lay_out_tree(drawn(found))
    assert len(cards) > 41
    for at, one in enumerate(cards):
        assert not any(overlap(one, other) for other in cards[at + 1 :])
        assert one.y - one.above >= 0


def drawn(found: object) -> Graph:
    from simulator.render.drawing.behaviour_drawing import drawing

    return drawing(found.behaviour)  # type: ignore[attr-defined]


def test_a_place_stands_to_the_right_of_the_place_from_which_it_is_met_first() -> None:
    for card in lay_out_tree(drawn(explore(large_flow()))):
        if card.up is not None:
            assert card.column == card.up.column + 1
            assert card.y >= card.up.y


def test_each_edge_is_drawn_once() -> None:
    graph = drawn(explore(large_flow()))
    cards = lay_out_tree(graph)
    seen = [edge for card in cards for edge in (*card.ways, *(edge for edge, _ in card.exits))]
    assert sorted(map(id, seen)) == sorted(map(id, graph.edges))


def test_what_lies_too_deep_goes_on_at_the_margin() -> None:
    cards = lay_out_tree(chain(2 * MOST_COLUMNS + 1))
    assert [card.column for card in cards] == [*range(MOST_COLUMNS), *range(MOST_COLUMNS), 0]
    assert max(card.x for card in cards) == (MOST_COLUMNS - 1) * (WIDE + GAP)
    assert cards[MOST_COLUMNS - 1].exits[0][1] == (f"1 → place {MOST_COLUMNS}",)
    assert cards[MOST_COLUMNS].y > cards[0].y + cards[0].height


def test_exits_say_where_they_lead() -> None:
    nodes = (Node("a", "menu", "start"), Node("b", "sales", "capture"), Node("end", "COMPLETED", "end"))
    edges = (Edge("a", "b", "1"), Edge("a", "a", "silence"), Edge("b", "a", "9\n0"), Edge("b", "end", "2"))
    menu, sales = lay_out_tree(Graph("t", nodes, edges, conversation=True))
    assert [lines for _, lines in menu.exits] == [("silence → asked again",)]
    assert [lines for _, lines in sales.exits] == [("9, 0 → menu",), ("2 → COMPLETED",)]


def test_an_exit_that_was_passed_is_marked() -> None:
    nodes = (Node("a", "menu", "start"), Node("end", "BUSY", "end"))
    picture = svg.render(Graph("t", nodes, (Edge("a", "end", "1", "key", highlighted=True),), conversation=True))
    assert '<g class="edge way key passed">' in picture


def test_a_call_that_only_ends_is_a_card() -> None:
    assert "BUSY" in svg.render(Graph("t", (Node("end", "BUSY", "end"),), (), conversation=True))


def test_too_many_places_are_refused_with_what_to_do_instead() -> None:
    nodes = tuple(Node(f"n{at}", "x") for at in range(MOST_CARDS + 1))
    with pytest.raises(UsageError, match=f"{MOST_CARDS + 1} places are too many .* use --format text, json or dot"):
        svg.render(Graph("t", nodes, (), conversation=True))
