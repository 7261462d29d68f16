"""The drawable graph: what of a table is drawn, and how it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.drawing.graph import Node, graph_of
from simulator.model.drawing.words import LONGEST, printable, shortened
from simulator.model.machine.table import Row, State, Table
from tests.render.graph_cases import booking, booking_table, scenario_table

if TYPE_CHECKING:
    from simulator.model.drawing.graph import Graph


def node(graph: Graph, name: str) -> Node:
    return next(n for n in graph.nodes if n.id == name)


def test_states_keep_the_order_of_the_table() -> None:
    graph, table = booking(), booking_table()
    names = [state.name for state in table.states]
    assert [n.id for n in graph.nodes] == [name for name in names if name not in ("end.ERROR", "end.CANCELED")]


def test_parallel_rows_become_one_edge_whose_label_has_them_in_order() -> None:
    edges = [e for e in booking().edges if e.source.endswith("collecting") and e.dest.endswith("rejected")]
    assert [e.label.split("\n") for e in edges] == [
        ["hash[tooFew]", "hash[tooMany]", "digitTimeout[tooFew]", "digitTimeout[tooMany]", "overallTimeout"]
    ]
    assert [row.input_class for row in edges[0].rows] == edges[0].label.split("\n")


def test_rows_that_every_state_has_are_drawn_on_demand_only() -> None:
    assert not [e for e in booking().edges if "hangup" in e.label or "fault" in e.label]
    graph = graph_of(booking_table(), "x", lifted=True)
    assert [e.label for e in graph.edges if e.kind == "hangup"] == ["hangup"]
    assert "end.ERROR" in [n.id for n in graph.nodes]


def test_an_end_that_no_call_reaches_is_left_out() -> None:
    assert "end.CANCELED" not in [n.id for n in graph_of(booking_table(), "x", lifted=True).nodes]


def test_rows_of_states_that_no_call_reaches_are_left_out() -> None:
    states = (State("a", "created"), State("b", "ended"), State("lost", "talking"))
    graph = graph_of(Table("a", states, (Row("a", "dial", "b"), Row("lost", "played", "b"))), "x")
    assert [(e.source, e.dest) for e in graph.edges] == [("a", "b")]


def test_every_node_says_what_kind_it_is() -> None:
    kinds = {n.id: n.kind for n in booking().nodes}
    assert kinds["created"] == "start"
    assert kinds["1.makeCall.ringing"] == kinds["4.makeCall.bridged"] == "dial"
    assert kinds["2.sayAndCapture.collecting"] == "capture"
    assert kinds["3.say.speaking"] == "play"
    assert kinds["asking"] == "ask"
    assert kinds["end.BUSY"] == "end"


def test_edges_say_what_brings_them_about() -> None:
    kinds = {e.label.split("\n")[0]: e.kind for e in booking().edges}
    assert (kinds["digit[more]"], kinds["busy"], kinds["released"]) == ("key", "fault", "done")


def test_a_group_is_named_by_number_and_action() -> None:
    titles = [title for title, _ in booking().groups()]
    assert titles == [None, "1. makeCall", "2. sayAndCapture", "3. say", "4. makeCall", "5. playFile", None]


def test_the_detail_says_what_is_dialled_heard_and_timed() -> None:
    graph = booking()
    assert node(graph, "1.makeCall.ringing").detail == "dials leg A: +6591234567"
    assert node(graph, "3.say.speaking").detail == "“Please hold.”\u00a0×2"
    assert node(graph, "5.playFile.playing").detail == "“https://example.com/thank-you.wav”"
    assert node(graph, "2.sayAndCapture.collecting").detail == "digitTimeout 2.5 s\noverallTimeout 10 s"
    assert node(graph, "asking").detail == "asks the VCA webhook"


def test_a_message_that_is_not_given_says_nothing() -> None:
    assert node(booking(), "2.sayAndCapture.accepted").detail == ""


def test_a_platform_scenario_and_a_hangup_say_so() -> None:
    graph = graph_of(scenario_table(), "x")
    assert node(graph, "1.executeScenario.starting").detail == "runs the platform scenario “office hours”"
    assert node(graph, "2.hangup.disconnecting").detail == "the platform hangs up"
    assert node(graph, "2.hangup.disconnecting").kind == "state"


def test_destinations_outside_the_table_are_drawn_too() -> None:
    assert [n.id for n in graph_of(scenario_table(), "x").nodes][2:] == ["end.COMPLETED", "replied"]


def test_a_node_is_named_by_its_id_where_that_says_more() -> None:
    graph = booking()
    assert node(graph, "end.BUSY").label == "BUSY"
    assert node(graph, "end.BUSY").name == "end.BUSY"


def test_a_label_of_its_own_is_a_node_s_name() -> None:
    assert Node("n1", "Menu").name == "Menu"


def test_a_path_marks_the_states_and_the_steps_between_neighbours() -> None:
    graph = booking()
    marked = {(e.source, e.dest) for e in graph.edges if e.highlighted}
    assert ("2.sayAndCapture.collecting", "2.sayAndCapture.collecting") in marked
    assert ("2.sayAndCapture.prompting", "2.sayAndCapture.accepted") not in marked
    assert [n.id for n in graph.nodes if n.highlighted][-1] == "3.say.speaking"


def test_a_long_prompt_is_cut_with_an_ellipsis() -> None:
    assert shortened("word " * 100) == ("word " * 100)[: LONGEST - 1] + "…"
    assert shortened("  two\n words ") == "two words"


def test_what_no_drawing_can_hold_is_replaced() -> None:
    assert printable("a\x00b\ud800c\uffff") == "a\ufffdb\ufffdc\ufffd"
