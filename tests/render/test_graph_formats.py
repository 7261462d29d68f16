"""Each drawing of a graph: complete, escaped, and the same bytes everywhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from simulator.errors import MissingExtraError, UsageError
from simulator.model.drawing.graph import Edge, Graph, Node, graph_of
from simulator.render.formats import formats, renderer
from simulator.render.graph import _layout
from tests.render.golden_file import ending, recorded, same_as_golden
from tests.render.graph_cases import TITLE, booking, booking_table

NAMES = formats("graph")
SVG = "{http://www.w3.org/2000/svg}"


def draw(format_name: str, graph: Graph) -> str:
    return renderer("graph", format_name)(graph)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_is_named_like_its_module(name: str) -> None:
    module = sys.modules[renderer("graph", name).__module__]
    assert name == module.FORMAT


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("golden", "graph"),
    [("graph", booking()), ("graph-lifted", graph_of(booking_table(), TITLE, lifted=True))],
    ids=["path", "lifted"],
)
def test_drawings_are_as_agreed(name: str, golden: str, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The golden SVG is written from a recorded layout: another version of Graphviz may place things elsewhere."""
    place = _layout._graphviz
    monkeypatch.setattr(_layout, "_graphviz", lambda dot: json.loads(recorded(f"{golden}.layout.json", place, dot)))
    same_as_golden(f"{golden}.{ending(name)}", draw(name, graph))


@pytest.mark.parametrize("name", NAMES)
def test_a_graph_of_one_state_can_be_drawn(name: str) -> None:
    assert "only" in draw(name, Graph("t", (Node("only", "only", "start"),), ()))


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean mermaid"):
        renderer("graph", "mermade")


def test_a_format_like_no_other_gets_the_whole_list() -> None:
    with pytest.raises(UsageError, match=f"use one of: {', '.join(NAMES)}"):
        renderer("graph", "excel")


@pytest.mark.nested
def test_only_the_chosen_format_is_imported() -> None:
    code = (
        "import sys; from simulator.render.formats import formats, renderer; formats('graph');"
        "renderer('graph', 'dot'); names = [m for m in sys.modules if m.startswith('simulator.render.graph.')];"
        "print([m for m in names if '._' not in m])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "['simulator.render.graph.dot']"


# Mermaid


def test_mermaid_labels_hold_no_mark_that_mermaid_reads() -> None:
    for line in draw("mermaid", booking()).splitlines()[4:]:
        if match := re.fullmatch(r'  state "(.*)" as \w+', line):
            plain = re.sub(r"#\d+;|<br/>", "", match[1])
            assert not set(plain) & set('"#;:<>{}%\\`*&'), line


def test_mermaid_names_are_unique_and_plain() -> None:
    nodes = (Node("a b", "a b", "start"), Node("a-b", "a-b"), Node("a_b", "a_b"), Node("予約", "予約"))
    names = re.findall(r'" as (\S+)', draw("mermaid", Graph("t", nodes, (Edge("a b", "予約", "x y"),))))
    assert names == ["s_a_b", "s_a_b__2", "s_a_b__3", "s_"]


def test_mermaid_names_no_style_that_nothing_has() -> None:
    assert "classDef" not in draw("mermaid", Graph("t", (Node("a", "a"),), ()))


# DOT


def test_dot_is_read_back_by_graphviz_with_every_name_intact() -> None:
    from pygraphviz import AGraph

    odd = 'he said "no"\\ & <b>\nnew; line'
    nodes = (Node(odd, odd, "start", "1. say"), Node("b\\", "b\\"))
    graph = AGraph(string=draw("dot", Graph(odd, nodes, (Edge(odd, "b\\", odd),))))
    assert graph.number_of_nodes() == 2
    assert graph.number_of_edges() == 1


# text and JSON


def test_a_count_of_one_has_no_plural() -> None:
    graph = Graph("t", (Node("a", "a", "start"),), (Edge("a", "a", "again"),))
    assert "1 state, 1 transition\n" in draw("text", graph)


def test_text_holds_nothing_that_could_steer_a_terminal() -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", draw("text", booking()))


def test_text_has_colours_on_demand() -> None:
    assert "\x1b[1m2.sayAndCapture.prompting\x1b[0m" in renderer("graph", "text")(booking(), colour=True)


def test_json_has_one_edge_per_row_and_names_its_guard() -> None:
    drawn = json.loads(draw("json", booking()))
    assert len(drawn["edges"]) == len([row for row in booking_table().rows if not row.lifted])
    last = next(e for e in drawn["edges"] if e["guard"] and e["guard"]["name"] == "last")
    assert last["guard"] == {"name": "last", "counter": "digits", "low": 3, "high": None}
    assert last["effects"] == ["storeKey"]


def test_json_keeps_edges_that_stand_for_no_row() -> None:
    graph = Graph("t", (Node("a", "a"),), (Edge("a", "a", "digits 1"),))
    assert json.loads(draw("json", graph))["edges"][0]["trigger"] == "digits 1"


# SVG


def test_svg_is_sound_xml_and_a_script_stays_text() -> None:
    root = ET.fromstring(draw("svg", booking()))
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == TITLE
    assert "1.makeCall.ringing to 2.sayAndCapture.prompting on answered" in root.findtext(f"{SVG}desc", "")
    assert not root.findall(f".//{SVG}script")
    assert any("<script>" in (text.text or "") for text in root.iter(f"{SVG}text"))


def test_svg_stays_xml_whatever_a_label_holds() -> None:
    graph = Graph("\x00", (Node("a", "\x1b\ud800"),), (Edge("a", "a", "\x07"),))
    ET.fromstring(draw("svg", graph).encode())


def test_svg_marks_the_kind_of_each_state_and_the_path() -> None:
    root = ET.fromstring(draw("svg", booking()))
    classes = {
        g.findtext(f"{SVG}title"): g.attrib["class"] for g in root.iter(f"{SVG}g") if g.find(f"{SVG}title") is not None
    }
    assert classes["2.sayAndCapture.collecting"] == "node capture passed"
    assert classes["end.BUSY"] == "node end"


def test_svg_styles_reach_nothing_outside_the_drawing() -> None:
    style = ET.fromstring(draw("svg", booking())).findtext(f"{SVG}style", "")
    rules = [line.strip() for line in style.strip().splitlines() if "{" in line and not line.startswith("@")]
    assert all(selector.startswith(".callflow-graph ") for r in rules for selector in r.split(" {")[0].split(", "))
    assert "prefers-color-scheme: dark" in style


def test_svg_boxes_lie_inside_the_picture() -> None:
    root = ET.fromstring(draw("svg", booking()))
    wide, high = int(root.attrib["width"]), int(root.attrib["height"])
    for rect in root.iter(f"{SVG}rect"):
        x, y = int(rect.get("x", "0")), int(rect.get("y", "0"))
        assert 0 <= x <= x + int(rect.attrib["width"]) <= wide
        assert 0 <= y <= y + int(rect.attrib["height"]) <= high


def test_drawing_svg_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    draw("svg", booking())
    assert capfd.readouterr() == ("", "")


def test_svg_without_its_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'callflow-simulator\[svg\]'"):
        draw("svg", booking())


def test_svg_of_too_big_a_graph_is_refused_with_what_to_do_instead() -> None:
    nodes = tuple(Node(f"n{i}", f"n{i}") for i in range(_layout.MOST_NODES + 1))
    with pytest.raises(UsageError, match=r"601 states and 0 edges are too many .* --format text, json or dot"):
        draw("svg", Graph("t", nodes, ()))


@pytest.mark.nested
@pytest.mark.parametrize("name", NAMES)
def test_drawings_do_not_depend_on_the_hash_seed(name: str) -> None:
    code = (
        "import sys; from tests.render.graph_cases import booking; from simulator.render.formats import renderer;"
        f"sys.stdout.buffer.write(renderer('graph', {name!r})(booking()).encode())"
    )
    outs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1")
    ]
    assert outs[0] == outs[1] == draw(name, booking()).encode()
