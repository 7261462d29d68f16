"""A machine drawn simply: one box an action, in words, with the same path."""

from __future__ import annotations

from simulator.model.drawing.graph import graph_of
from simulator.model.drawing.simple import simple
from tests.render.graph_cases import booking, scenario_table


def test_each_action_is_one_box_with_what_it_says() -> None:
    drawn = simple(booking())
    names = [node.id for node in drawn.nodes]
    assert names[:6] == ["created", "1. makeCall", "2. sayAndCapture", "3. say", "4. makeCall", "5. playFile"]
    said = {node.id: node.detail for node in drawn.nodes}
    assert said["3. say"] == "“Please hold.”\u00a0×2"
    assert "Try again." in said["2. sayAndCapture"]


def test_edges_are_in_words_and_each_pair_has_one() -> None:
    drawn = simple(booking())
    labels = {(edge.source, edge.dest): edge.label for edge in drawn.edges}
    assert len(labels) == len(drawn.edges)
    assert labels["2. sayAndCapture", "2. sayAndCapture"] == "asked again"
    assert labels["2. sayAndCapture", "3. say"].split("\n") == ["entered", "not entered"]
    assert labels["1. makeCall", "end.NO_ANSWER"] == "no answer"
    assert labels["created", "1. makeCall"] == "the call begins"
    assert all(labels.values())


def test_the_path_stays_marked() -> None:
    drawn = simple(booking())
    passed = {node.id for node in drawn.nodes if node.highlighted}
    assert passed == {"created", "1. makeCall", "2. sayAndCapture", "3. say"}
    assert ("2. sayAndCapture", "3. say") in {(e.source, e.dest) for e in drawn.edges if e.highlighted}


def test_a_word_that_is_not_known_stays_as_it_is() -> None:
    drawn = simple(graph_of(scenario_table(), "x"))
    assert [node.id for node in drawn.nodes][:2] == ["1. executeScenario", "2. hangup"]
    assert all(edge.label for edge in drawn.edges)
