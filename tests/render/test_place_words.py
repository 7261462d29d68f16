"""Places are called by their stage or by what they say, inputs by what they are for: never by a digest."""

from __future__ import annotations

import re

import pytest

from simulator.api.exploration import explore
from simulator.model.behaviour.behaviour import Place
from simulator.render.drawing.behaviour_drawing import drawing
from simulator.render.drawing.place_words import heard_at, place_title
from simulator.render.formats import formats, renderer
from tests.exploring._flows import HANGUP, flow, menu, reply, row, say

DIGEST = re.compile(r"[0-9a-f]{12}")
FILE = {"action": "playFile", "params": {"fileUrl": "https://example.com/a/hours.wav"}}


@pytest.mark.parametrize(
    ("place", "title"),
    [
        (Place("x", "capture", stage="billing", words=("Press 1.",)), "billing"),
        (Place("x", "capture", words=("Welcome to Ruby House! For sales press 1.",)), "“Welcome to Ruby House!”"),
        (Place("x", "capture", words=("one " * 20,)), "“one one one one one one one one one one…”"),
        (Place("x", "capture", words=("予約は「1」。他は2。",)), "“予約は「1」。他は2。”"),
        (Place("x", "capture", words=("",)), "asks"),
        (Place("x", "play", words=("https://example.com/a/hours.wav",)), "hours.wav"),
        (Place("x", "play"), "says nothing"),
        (Place("x", "dial", leg="B", words=("+6567654321",)), "dials leg B"),
        (Place("x", "inbound"), "a call comes in"),
        (Place("x", "end", status="ERROR", error=-2003), "ends: ERROR -2003"),
    ],
)
def test_a_place_is_called(place: Place, title: str) -> None:
    assert place_title(place) == title


def test_a_title_that_says_all_is_not_said_again() -> None:
    assert heard_at(Place("x", "play", words=("Goodbye.",))) == ()
    assert heard_at(Place("x", "play", words=("Goodbye.",), stage="bye")) == ("“Goodbye.”",)


def test_choices_are_not_cut_off() -> None:
    prompt = "Welcome. " + " ".join(f"For topic number {key}, press {key}." for key in range(1, 9))
    assert heard_at(Place("x", "capture", words=(prompt,))) == (f"“{prompt}”",)


@pytest.mark.parametrize("name", [name for name in formats("graph") if name != "json"])
def test_no_drawing_names_a_place_by_a_digest(name: str) -> None:
    rows = [
        row(reply(menu("For prescriptions, press 1."), stage="desk"), digits="1"),
        row(reply(menu("For prescriptions, press 1.", noOfTries=2)), stage="desk", digits="1"),
        row(reply(say("We are closed."), FILE, HANGUP), stage="desk"),
        row(reply(say("Goodbye."), HANGUP), digits="/[0-9*#]{1}/"),
        row(reply(say("Goodbye."), HANGUP)),
    ]
    found = explore(flow(menu("Hello. For prescriptions, press 1."), rows=rows))
    drawn = renderer("graph", name)(drawing(found.behaviour))
    assert not DIGEST.search(drawn)
    assert "1 prescriptions" in drawn
    for internal in ("other", "done", "partial", "short", "/["):
        assert not re.search(rf"(?<![\w ]){re.escape(internal)}(?![\w ])", drawn), internal


def test_two_places_of_one_name_are_numbered() -> None:
    rows = [row(reply(menu(f"Press {key}."), stage="a"), digits=key) for key in "12"]
    rows.append(row(reply(HANGUP), stage="*"))
    graph = drawing(explore(flow(menu("Hello."), rows=rows)).behaviour)
    assert {"a", "a (2)"} <= set(graph.names.values())
    assert len(set(graph.names.values())) == len(graph.nodes)
