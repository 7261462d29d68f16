"""What differs after another past of the session alone is found by what exploration learns of both memories."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from simulator.api.diff import Diff, diff
from simulator.exploring.search import live
from simulator.exploring.search.explorer import Bounds
from simulator.exploring.search.pasts import memory
from tests.exploring._flows import flow, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile

pytestmark = pytest.mark.slow

SEEDS = count(9_000)


def behind(function: str) -> FlowFile:
    module, _, name = function.rpartition(".")
    return flow(menu("Welcome. For tea press 1."), backend=f"python:tests.exploring.{module or 'versions'}:{name}")


def compared(old: str, new: str, **options: Any) -> Diff:
    return diff(behind(old), behind(new), legs=["answered"], seed=next(SEEDS), **options)


@pytest.mark.parametrize(
    ("old", "new", "kind", "keys"),
    [
        ("three", "four", "outcome", "silence silence silence"),
        ("four", "three", "outcome", "silence silence silence"),
        ("second", "third", "wording", "silence silence"),
        ("one_coupon", "two_coupons", "wording", "5 5 0"),
        ("baskets.at_the_till", "forgetful", "wording", "1 0"),
        ("baskets.at_the_till", "emptied", "wording", "1 9 0"),
        ("hold_once", "hold_twice", "routing", "silence"),
    ],
)
def test_what_shows_after_a_past_alone_is_found_with_the_fewest_keys(old: str, new: str, kind: str, keys: str) -> None:
    found = compared(old, new)
    assert next(one.way.dtmf for one in found.differences if one.kind == kind) == keys
    assert found.differences[0].kind == kind


@pytest.mark.parametrize("function", ["three", "third", "hold_twice", "two_coupons", "baskets.asked_twice"])
def test_a_backend_that_remembers_does_not_differ_from_itself(function: str) -> None:
    found = compared(function, function)
    assert found.differences == ()
    assert found.comparison.ground == "tried"
    assert f"inputs tried in both, merged after {found.comparison.walks} walks" in str(found)


def test_a_table_differs_from_a_backend_by_what_only_the_backend_remembers() -> None:
    rows = [row(reply(say("Goodbye.")), stage="*", digits="0"), row(reply(say("Goodbye.")), digits="0")]
    more = reply(menu("Anything else?"), stage="more")
    table = flow(menu("Welcome. For tea press 1."), rows=[*rows, row(more, stage="*"), row(more)])
    found = diff(table, behind("second"), legs=["answered"], seed=next(SEEDS))
    assert ("wording", "silence silence") in [(one.kind, one.way.dtmf) for one in found.differences]


def test_all_entries_of_one_key_are_said_to_be_tried() -> None:
    assert "Entries that were tried\n  each entry of 0 to 9 at each capture\n" in str(compared("second", "second"))


def test_what_could_not_be_learned_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_WORDS", 0)
    found = compared("three", "three")
    assert found.comparison.bounds == ("memory",)
    assert "a backend that remembers more of a session than was told apart" in str(found)


def test_ctrl_c_stops_the_learning_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(live, "learned", stop)
    found = compared("three", "four")
    assert found.comparison.bounds == ("interrupted",)
    assert found.comparison.inputs == 0


def test_time_runs_out_while_it_is_learned() -> None:
    ticks = count()
    found = compared("three", "four", bounds=Bounds(seconds=30), clock=lambda: next(ticks))
    assert found.comparison.bounds == ("timeLimit",)
