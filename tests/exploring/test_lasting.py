"""What a behaviour says of time and of chance: enough to follow callers through it without a call."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from simulator.api.exploration import Exploration, explore
from simulator.api.flow import begun
from simulator.errors import MissingExtraError
from simulator.exploring.conclusions.trapped import trapped
from simulator.exploring.search.explore import explorer_of
from simulator.exploring.search.explorer import Bounds
from simulator.exploring.search.probers import Forking
from simulator.exploring.search.sharing import Sharing
from tests.bodies import SCENARIOS
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour, Move

FLOWS = sorted(SCENARIOS.glob("*/*.flow.yaml"))
HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"


def of_class(behaviour: Behaviour, point: int, name: str) -> Move:
    return next(move for move in behaviour.moves if (move.source, move.input_class) == (point, name))


def test_a_move_tells_what_comes_after_the_entry_apart_from_the_keys() -> None:
    """10,850 ms for key 1 of the hotline are the prompt, a second of the probe, and what is said before the dial."""
    found = explore(HOTLINE)
    menu, move = found.behaviour.points[1].place, of_class(found.behaviour, 1, "1")
    assert (menu.prompt_ms, move.ms, move.after) == (7717, 10850, 10850 - 7717 - 1000)
    silence = of_class(found.behaviour, 1, "silence")
    assert silence.after == silence.ms - menu.prompt_ms - menu.overall_timeout


def test_a_dial_tells_ringing_and_talking_apart() -> None:
    moves = explore(HOTLINE).behaviour.moves
    told = {(m.input_class, m.answered): (m.ring, m.talk) for m in moves if m.ring}
    assert told[("answered", "A")] == (6000, 0)
    assert told[("answered", "B")] == (6000, 30000)
    assert told[("busy", "")] == (1000, 0)
    assert told[("hangup", "B")] == (6000, 1000)
    assert all(m.ring + m.talk + m.after == m.ms for m in moves if m.ring)


def test_a_move_tells_when_the_webhook_is_asked() -> None:
    """What a reply says comes after the question, a failure message before it."""
    found = explore(HOTLINE).behaviour
    sales = of_class(found, 1, "1")
    assert sales.back == sales.after == 2133
    (last,) = (point for point, one in enumerate(found.points) if one.tries == 1 and one.place.stage is None)
    silence = of_class(found, last, "silence")
    assert (silence.after, silence.back) == (2200, 0)


@pytest.mark.parametrize("file", FLOWS[:6], ids=lambda path: path.stem)
def test_what_is_shared_between_calls_takes_as_long_as_in_each(file: Any) -> None:
    """In front of a table an input is not done again: the parts of its time are those of the call that did it."""
    found, _ = begun(file)
    if found.backend is not None:
        pytest.skip("a backend")
    shared, apart = (explorer_of(found, None, (), Bounds(), moving=moving) for moving in (Sharing, Forking))
    shared.run()
    apart.run()
    assert [(m.ms, m.after) for m in shared.moves] == [(m.ms, m.after) for m in apart.moves]


def test_a_capture_says_all_that_ends_its_entries() -> None:
    asked = menu("Enter your code.", minDigits=2, maxDigits=4, digitTimeout=3000, overallTimeout=9000, noOfTries=2)
    data = json.loads(explore(flow(asked, rows=[row(reply(HANGUP))])).render("json"))
    place = next(one for one in data["places"] if one["kind"] == "capture")
    told = {name: place[name] for name in ("digitTimeout", "overallTimeout", "tries", "hashEnds", "completes")}
    assert told == {"digitTimeout": 3000, "overallTimeout": 9000, "tries": 2, "hashEnds": True, "completes": True}
    assert (place["chosen"], place["random"]) == ([], {"other": 1.0})


def test_the_share_of_digits_by_chance_is_that_of_the_pool() -> None:
    asked = menu("Enter four digits.", minDigits=4, maxDigits=4)
    rows = [row(reply(say("low"), HANGUP), digits="/[0-4].*/"), row(reply(say("even"), HANGUP), digits="/.*[02468]/")]
    found = explore(flow(asked, rows=[*rows, row(reply(HANGUP), digits="other")]))
    (place,) = (one for one in found.places if one.kind == "capture")
    shares = dict(place.random)
    assert sum(shares.values()) == pytest.approx(1)
    assert 0.55 < shares["/[0-4].*/"] < 0.75
    assert 0.2 < shares["/.*[02468]/"] < 0.45


def test_later_tries_have_the_moves_of_the_first() -> None:
    found = explore(HOTLINE)
    table = found.moves.records
    assert {cells[3] for cells in table if cells[2] == 1} == {"1", "2", "3", "other", "hash", "silence", "hangup"}
    edges = json.loads(found.render("json"))["edges"]
    assert next(one["tries"] for one in edges if one["class"] == "1") == [0, 1]


def circle() -> Exploration:
    again = menu("Press 1.", noOfTries=1)
    return explore(flow(again, rows=[row(reply(again, stage="again"), stage="*")]))


def test_a_closed_part_without_an_end_is_told_with_the_keys_that_lead_there() -> None:
    (part,) = json.loads(circle().render("json"))["trapped"]
    assert len(part["places"]) == 1
    assert part["way"]["dtmf"] == "silence"
    assert trapped(explore(HOTLINE).behaviour) == []


def test_what_is_open_is_no_trap() -> None:
    found = explore(flow(menu("1"), rows=[row(reply(menu("1"), stage="a"), stage="*")]), bounds=Bounds(depth=1))
    assert trapped(found.behaviour) == []


def test_places_and_moves_are_tables_with_ids() -> None:
    pytest.importorskip("pandas")
    found = explore(HOTLINE)
    places, moves = found.places.to_dataframe(), found.moves.to_dataframe()
    assert list(places.id) == list(found.behaviour.places)
    assert list(moves.id) == list(range(len(moves)))
    assert set(moves.source) | set(moves.dest) == set(places.id)
    assert str(found.moves).startswith("id")
    assert "answered" in str(found.moves)
    assert "capture" in str(found.places)


def test_a_graph_of_networkx_has_the_same_ids() -> None:
    networkx = pytest.importorskip("networkx")
    found = explore(HOTLINE)
    graph = found.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert set(graph) == set(found.behaviour.places)
    assert graph.number_of_edges() == len(found.moves)
    assert {data["after"] for *_, data in graph.edges(data=True)} == {move.after for move in found.moves}


def test_without_networkx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(MissingExtraError, match=r"callflow-simulator\[network\]"):
        explore(flow(dial(), HANGUP)).to_networkx()
