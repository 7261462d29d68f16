"""What was done, as `callflow run` takes it."""

from __future__ import annotations

from simulator.exploring.search.as_keys import Did, way_of
from simulator.model.assumptions import Assumptions

A = Did("dial", "answered", 0, 6000)
KEY = Did("entry", "12#", 3, 2500)
PLAYS = Did("nothing", "", 0, 400)
BRIDGED = Did("dial", "answered", 0, 7000, hangs_up=True)


def test_keys_and_legs_are_told_and_what_is_usual_is_not() -> None:
    way = way_of([A, KEY, PLAYS, Did("dial", "busy", 0, 1000), A], outbound=True, settings=Assumptions())
    assert (way.dtmf, way.legs) == ("12#", ("answered", "busy"))
    assert (way.keys, way.moves, way.ms) == (3, 5, 15_900)


def test_a_hang_up_during_a_bridge_counts_from_the_answer() -> None:
    assert way_of([A, KEY, BRIDGED], outbound=True, settings=Assumptions()).dtmf == "12# hangup@9500ms"
    assert way_of([KEY, BRIDGED], outbound=False, settings=Assumptions()).dtmf == "12# hangup@9500ms"
