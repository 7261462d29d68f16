"""Entries that are refused today are tried again where a PIN may be asked, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.exploring.hints.refused import refused_moves
from simulator.exploring.hints.usual import PINS
from simulator.exploring.search.explore import explore
from simulator.model.call.outcome import LegOutcome
from tests.exploring._flows import HANGUP, flow, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour

WRONG = row(reply(say("No."), HANGUP), digits="other")


def bank(body: dict[str, Any]) -> object:
    """One PIN is right, and it says so of no other."""
    return reply(say("Welcome." if body["payload"]["dtmf"] == "2580" else "No."), HANGUP)


def found(*rows: dict[str, Any], backend: str = "", **more: Any) -> Behaviour:
    ask = menu("Your PIN please.", **more)
    made = flow(ask, backend=backend) if backend else flow(ask, rows=[*rows, WRONG])
    return explore(made, legs=(LegOutcome(),))


def tokens(behaviour: Behaviour, *probes: str) -> list[str]:
    return [move.does for move in refused_moves(behaviour, probes)]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (4, 4, list(PINS)),
        (4, 6, [f"{pin}#" for pin in PINS]),
        (3, 4, list(PINS)),
        (1, 1, []),
        (1, 4, []),
        (2, 2, []),
        (3, 3, []),
        (6, 6, []),
    ],
)
def test_the_common_pins_are_those_of_four_digits(low: int, high: int, expected: list[str]) -> None:
    behaviour = found(minDigits=low, maxDigits=high)
    (other,) = (move.does for move in behaviour.moves if move.input_class == "other")
    assert tokens(behaviour) == [token for token in expected if token != other]


def test_what_is_told_apart_is_left_out() -> None:
    rows = [row(reply(say("Yes."), HANGUP), digits="1234"), row(reply(say("So so."), HANGUP), digits="/[02]0*/")]
    found_ = tokens(found(*rows, minDigits=4, maxDigits=4))
    assert not {"1234", "0000", "2000"} & set(found_)
    assert {"1111", "4444"} <= set(found_)


def test_probes_come_first_wherever_they_fit() -> None:
    behaviour = found(minDigits=2, maxDigits=5)
    probes = list(refused_moves(behaviour, ("42", "12345", "1", "123456", "42")))
    assert [(move.does, move.digits, move.keys) for move in probes] == [("42#", "42", 3), ("12345", "12345", 5)]
    (other,) = (move for move in behaviour.moves if move.input_class == "other")
    assert {move.ms - 300 * move.keys for move in probes} == {other.ms - 300 * other.keys}


def test_of_a_backend_only_what_was_tried_and_did_the_same() -> None:
    backend = f"python:{__name__}:bank"
    behaviour = found(backend=backend, minDigits=4, maxDigits=4)
    tried = next(iter(behaviour.tried.values())).digits
    unheard = f"{86}{42}"  # in one piece it would stand in the source, and be tried
    found_ = tokens(behaviour, "2580", unheard)
    assert unheard not in tried
    assert not {"2580", unheard} & set(found_)
    assert {"1111", "0000"} <= set(found_) <= set(tried)
