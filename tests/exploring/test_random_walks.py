"""Random callers: the same from the same seed, never endless, and what they find comes again by its keys."""

from __future__ import annotations

import pytest

from simulator.callers.scripted import Scripted
from simulator.exploring.search.random_walks import find_failure, random_walk
from simulator.model.call.keys import parse_script
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say

ENDLESS = flow(
    menu("Press 1 or 2.", noOfTries=2),
    rows=[
        row(reply(say("Wait."), dial("+6587654321")), stage="*", digits="2"),
        row(reply(menu("Press 1 or 2."), stage="more"), stage="*", digits=None),
        row(reply(menu("Press 1 or 2."), stage="more"), stage="*", digits="other"),
    ],
)


def test_the_same_seed_gives_the_same_walk_and_another_another() -> None:
    walks = [random_walk(ENDLESS, seed) for seed in range(8)]
    assert walks == [random_walk(ENDLESS, seed) for seed in range(8)]
    assert len(set(walks)) > 4


@pytest.mark.parametrize("steps", [0, 1, 5])
def test_a_caller_hangs_up_after_so_many_entries(steps: int) -> None:
    for seed in range(20):
        tokens = random_walk(ENDLESS, seed, steps).split()
        assert len(tokens) <= steps + 1
        if len(tokens) == steps + 1:
            assert tokens[-1].startswith("hangup")


def test_walks_do_what_nobody_asks_for_too() -> None:
    words = {word for seed in range(30) for word in random_walk(ENDLESS, seed).split()}
    assert {"silence", "#", "hangup"} <= words
    assert all(parse_script(word) for word in words)
    assert any("1" in word for word in words)


def test_a_failure_comes_again_by_its_keys_and_legs() -> None:
    def busy(run: object) -> bool:
        return run.session is not None and run.session["sessionStatus"] == "BUSY"  # type: ignore[attr-defined]

    found = find_failure(ENDLESS, busy, seed=3)
    assert found is not None
    assert found.legs[0] == "answered"
    assert found.legs[-1] == "busy"
    network = ScriptedNetwork(tuple(map(parse_leg, found.legs)))
    again = run_flow(ENDLESS, caller=Scripted.of(found.dtmf), network=network)
    assert busy(again)
    assert again.trace == found.run.trace


def test_where_nothing_fails_nothing_is_found() -> None:
    sound = flow(say("Bye."), HANGUP)
    calls: list[object] = []

    def never(run: object) -> bool:
        calls.append(run)
        return False

    assert find_failure(sound, never, walks=7) is None
    assert len(calls) == 7
