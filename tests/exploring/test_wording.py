"""The words of claims say no more than is known: how often a circle was walked, at what pace, of what was tried."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

import simulator
from simulator.exploring.search.explorer import Bounds
from simulator.render.diff_words import told
from simulator.running.flow import with_backend
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say
from tests.exploring.random_flows import read

ASKED: Counter[str] = Counter()
CHOOSE = menu("Press 1 for sales.")


def patient(body: dict[str, Any]) -> object:
    """Ends the call at the seventh question."""
    ASKED[body["payload"]["sessionId"]] += 1
    return reply(say("Enough."), HANGUP) if ASKED[body["payload"]["sessionId"]] > 6 else reply(CHOOSE)


def messages(code: str, walks: int) -> list[str]:
    """What is found of one code in front of the patient backend."""
    desk = with_backend(flow(CHOOSE), "python:tests.exploring.test_wording:patient")
    found = simulator.explore(desk, legs=["answered"], bounds=Bounds(walks=walks))
    return [one.message for one in found.explored.findings if one.code == code]


@pytest.mark.parametrize(("walks", "said"), [(1, "1 time"), (4, "4 times"), (5, "5 times")])
def test_a_circle_says_how_often_it_was_walked(walks: int, said: str) -> None:
    (message,) = messages("X001", walks)
    assert message.endswith(f"in all that was tried (walked {said} in one session; --walks N walks on)")


def test_a_circle_that_was_walked_to_its_end_is_none() -> None:
    assert messages("X001", 8) == []


def test_a_circle_of_a_table_was_not_walked() -> None:
    found = simulator.explore(flow(CHOOSE, rows=[row(reply(CHOOSE))]))
    assert not [one.message for one in found.explored.findings if "walked" in one.message]


def test_an_announced_key_is_treated_like_others_in_all_that_was_tried() -> None:
    assert messages("X006", 4)[0].endswith(
        'it is treated like any other key, in all that was tried: "Press 1 for sales."'
    )
    found = simulator.explore(flow(CHOOSE, rows=[row(reply(say("Bye."), HANGUP), digits="other")]))
    (said,) = [one.message for one in found.explored.findings if one.code == "X006"]
    assert "tried" not in said


@pytest.mark.parametrize(
    ("high", "keys", "longest"),
    [
        (1, "1 key", "at the usual pace"),
        (4, "2 keys in what was tried; longer entries take at most 4", "tried; longer entries take longer"),
    ],
)
def test_the_figure_of_what_was_tried_has_its_ground_beside_it(high: int, keys: str, longest: str) -> None:
    found = simulator.explore(flow(menu("Your number?", maxDigits=high), rows=[row(reply(say("Bye."), HANGUP))]))
    proofs = {one["name"]: one for one in json.loads(found.render("json"))["proofs"]}
    ground = "proved" if high == 1 else "tried"
    assert [proofs[name]["ground"] for name in ("complete", "longestCall", "mostKeys")] == ["proved", ground, ground]
    assert proofs["mostKeys"]["words"].endswith(keys)
    assert proofs["longestCall"]["words"].endswith(longest)


def lettered(body: dict[str, Any]) -> object:
    """Knows a key that few phones have."""
    return reply(say("For the staff." if body["payload"]["dtmf"] == "B" else "Sorry."), HANGUP)


@pytest.mark.parametrize(("probes", "found"), [([], False), (["A", "B"], True), (["AB"], False)])
def test_letters_are_tried_where_they_are_named(probes: list[str], found: bool) -> None:
    desk = with_backend(flow(CHOOSE, probes=probes), "python:tests.exploring.test_wording:lettered")
    behaviour = simulator.explore(desk, legs=["answered"]).behaviour
    assert any(place.words == ("For the staff.",) for place in behaviour.places.values()) is found


@pytest.mark.parametrize("leg", ["A", "B"])
def test_another_number_that_is_dialled_as_is_said(leg: str) -> None:
    calls = dial("+6587654321")
    now = {**calls, "params": {**calls["params"], "source": "+6562345679"}}
    first = [dial()] if leg == "B" else []
    old, new = (
        read({"flow": "Calls", "request": {"callflow": [*first, one, HANGUP]}, "replies": []}) for one in (calls, now)
    )
    before, after = told(simulator.diff(old, new, legs=["answered"]).differences[0])
    assert before.endswith(f"leg {leg} is dialled (+6587654321) as +6562345678")
    assert after.endswith(f"leg {leg} is dialled (+6587654321) as +6562345679")


LONG = "Thank you for calling the Brightwell clinic, where your health comes first, at all hours and on all days."


@pytest.mark.parametrize("choices", ["Press 1 for sales, 2 for support.", "For the night desk, please press star."])
def test_a_prompt_is_not_cut_where_its_choices_begin(choices: str) -> None:
    desk = flow(menu(f"{LONG} {choices}"), rows=[row(reply(say(f"{LONG} {choices}")))])
    explored, struck = simulator.explore(desk, legs=["answered"]), simulator.faults(desk, legs=["answered"])
    other = flow(menu(f"{LONG} {choices}"), rows=[row(reply(say(f"{LONG} {choices} Now.")))])
    differ = simulator.diff(desk, other, legs=["answered"])
    shown = [str(explored), str(struck), struck.render("markdown"), str(differ)]
    assert not any("…" in one for one in shown)
    assert any(choices in one.message for one in explored.explored.findings)
    assert f'{choices} Now."' in str(differ)
    assert all(one.count(choices) >= 2 for one in shown)
