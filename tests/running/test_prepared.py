"""What is remembered of a beginning changes no call, and nobody who changes an answer changes the next one."""

from __future__ import annotations

import pytest

import simulator
from simulator.model.account import Account
from simulator.running import prepared
from simulator.running.prepared import prepare
from tests.bodies import BOOKING


def test_calls_of_one_seed_share_a_setting_and_no_answer() -> None:
    ready = prepare(simulator.load(BOOKING, at=0).source)
    assert ready.setting(3, False) is ready.setting(3, False)
    assert ready.setting(3, True).watch_plays
    answer = ready.accepted(3) or {}
    answer.clear()
    assert (ready.accepted(3) or {})["sessionId"] == ready.ids(3)["sessionId"]


def test_a_beginning_remembers_only_so_many_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "REMEMBERED", 1)
    ready = prepare(simulator.load(BOOKING, at=0).source)
    assert [ready.setting(seed, False).seed for seed in (1, 2, 2)] == [1, 2, 2]
    assert ready.setting(2, False) is not ready.setting(2, False)
    ids = [(ready.accepted(seed) or {})["sessionId"] for seed in (1, 2)]
    assert ids == [ready.ids(seed)["sessionId"] for seed in (1, 2)]


def test_a_stored_call_flow_is_compiled_once() -> None:
    source = simulator.load(
        BOOKING, account=Account(scenarios={"office": '{"callflow": [{"action": "hangup"}]}'})
    ).source
    stored = prepare(source).stored
    assert stored("office", "reply") is stored("office", "reply")
    assert stored("nobody", "reply") is None
