"""Places in words, one line each."""

from __future__ import annotations

import pytest

from simulator.model.behaviour.behaviour import Place
from simulator.model.behaviour.input_class import in_words
from simulator.model.behaviour.words import in_short, stage_of


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (Place("i", "inbound"), "a call comes in"),
        (Place("d", "dial", leg="B", words=("+6567654321",)), "leg B is dialled (+6567654321)"),
        (Place("p", "play"), "nothing is heard"),
        (Place("c", "capture", words=("One.\nTwo.",)), '"One. Two."'),
        (Place("e", "end", status="ERROR", error=-2003, by="platform"), "the call ends: ERROR -2003"),
        (Place("e", "end", status="COMPLETED", by="caller"), "the call ends: COMPLETED (the caller hung up)"),
        (Place("e", "end", status="STOPPED", by="maxReplies"), "the simulator stops (maxReplies)"),
    ],
)
def test_a_place_is_told_by_what_is_noticed_of_it(place: Place, says: str) -> None:
    assert in_short(place) == says


def test_a_stage_is_its_client_action_id() -> None:
    assert stage_of(Place("c", "capture", stage="menu")) == 'clientActionId "menu"'
    assert stage_of(Place("c", "capture")) == "no clientActionId"


@pytest.mark.parametrize(
    ("name", "says"),
    [("1", "key 1"), ("42", "keys 42"), ("/[0-9]/", "a digit"), ("hash", "# alone")],
)
def test_an_input_class_is_told_by_what_is_done(name: str, says: str) -> None:
    assert in_words(name) == says
