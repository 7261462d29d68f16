"""A compiled list: the table it reads, the names in it, and that the same content is built once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.actions.execute_scenario import ExecuteScenario
from simulator.actions.say import Say
from simulator.compiler import compiled as module
from simulator.compiler.compiled import compile_actions, digest_of
from simulator.compiler.session import ENDINGS
from simulator.compiler.shape import shown
from simulator.model.assumptions import Assumptions
from simulator.model.kept import Cache
from simulator.model.machine.table import Ask, Dial, Disconnect
from tests.engine.calls import BRIDGE, DIAL, HANGUP, capture, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from simulator.actions.base.position import Action
    from simulator.compiler.tabling import ListKind
    from simulator.model.machine.table import LegName

PLAIN = Assumptions()
CLOSING = ["asking", "replied", *(f"end.{status}" for status in ENDINGS)]


def names(actions: Sequence[Action], kind: ListKind = "request", settings: Assumptions = PLAIN) -> list[str]:
    return [state.name for state in compile_actions(actions, kind, settings).table.states]


def rows(
    actions: Sequence[Action], kind: ListKind = "request", settings: Assumptions = PLAIN
) -> dict[tuple[str, str], str]:
    table = compile_actions(actions, kind, settings).table
    return {(row.source, row.input_class): row.dest for row in table.rows}


def test_states_have_readable_names_in_the_order_of_the_list() -> None:
    assert names([DIAL, capture(), BRIDGE, HANGUP]) == [
        "created", "1.makeCall.ringing",
        "2.sayAndCapture.prompting", "2.sayAndCapture.collecting", "2.sayAndCapture.accepted",
        "2.sayAndCapture.rejected",
        "3.makeCall.ringing", "3.makeCall.bridged", "4.hangup.disconnecting", *CLOSING,
    ]  # fmt: skip


def test_a_request_begins_with_a_dial_a_reply_with_its_first_action_and_an_inbound_call_by_asking() -> None:
    assert names([say(10)], "reply") == ["1.say.speaking", *CLOSING]
    assert names([], "inbound") == ["created", *CLOSING]
    assert rows([], "inbound")["created", "receive"] == "asking"
    assert rows([DIAL])["created", "dial"] == "1.makeCall.ringing"
    lists: list[tuple[list[Action], ListKind]] = [([DIAL], "request"), ([say(10)], "reply"), ([], "inbound")]
    firsts = [compile_actions(*how, PLAIN).first for how in lists]
    assert firsts == ["1.makeCall.ringing", "1.say.speaking", "asking"]


def test_a_reply_of_nothing_asks_at_once() -> None:
    assert compile_actions([], "reply", PLAIN).table.initial == "asking"


def test_the_first_dial_of_a_request_is_leg_a_and_every_other_leg_b() -> None:
    def legs(actions: Sequence[Action], kind: ListKind) -> list[LegName]:
        states = compile_actions(actions, kind, PLAIN).table.states
        return [r.leg for state in states for r in state.requests if isinstance(r, Dial)]

    assert legs([DIAL, BRIDGE], "request") == ["A", "B"]
    assert legs([BRIDGE], "reply") == ["B"]


def test_an_action_leads_to_the_next_and_the_last_one_asks() -> None:
    found = rows([DIAL, say(10), say(20)])
    assert found["1.makeCall.ringing", "answered"] == "2.say.speaking"
    assert found["2.say.speaking", "played"] == "3.say.speaking"
    assert found["3.say.speaking", "played"] == "asking"


def test_after_each_capture_the_table_asks_where_the_setting_says_so() -> None:
    found = rows([capture(), say(10)], "reply", Assumptions(vca_after="capture"))
    assert found["1.sayAndCapture.accepted", "played"] == "asking"
    assert found["1.sayAndCapture.rejected", "played[lastTry]"] == "asking"
    assert rows([capture(), say(10)], "reply")["1.sayAndCapture.accepted", "played"] == "2.say.speaking"


def test_every_live_state_of_a_call_knows_hangups_and_faults() -> None:
    found = rows([DIAL, capture(), BRIDGE, HANGUP])
    live = [name for name in names([DIAL, capture(), BRIDGE, HANGUP]) if name not in CLOSING or name == "asking"]
    assert [found[name, "fault"] for name in live] == ["end.ERROR"] * len(live)
    unhangable = {"created", "1.makeCall.ringing"}
    assert all(((name, "hangup") in found) is (name not in unhangable) for name in live)


def test_what_a_state_requests_stands_in_the_table() -> None:
    state = compile_actions([DIAL, HANGUP], "request", PLAIN).state
    assert state("asking").requests == (Ask(),)
    assert state("2.hangup.disconnecting").requests == (Disconnect(),)
    assert state("1.makeCall.ringing").requests == (Dial("A", DIAL.source, DIAL.destination, False),)


def test_a_platform_scenario_is_left_either_way() -> None:
    found = rows([ExecuteScenario(scenario_name="x")], "reply")
    assert found["1.executeScenario.starting", "scenario"] == "replied"
    assert found["1.executeScenario.starting", "notSimulated"] == "end.COMPLETED"


def test_the_same_content_is_compiled_once() -> None:
    one = compile_actions([DIAL, say(10)], "request", PLAIN)
    assert compile_actions([DIAL, say(10)], "request", Assumptions()) is one
    assert compile_actions([DIAL, say(20)], "request", PLAIN) is not one
    assert compile_actions([DIAL, say(10)], "request", Assumptions(barge_in=False)) is not one
    assert compile_actions([DIAL, say(10)], "reply", PLAIN) is not one


def test_a_digest_is_that_of_the_content_alone() -> None:
    assert digest_of([say(10)]) == digest_of([say(10)])
    assert digest_of([say(10)]) != digest_of([say(20)])
    assert digest_of([DIAL, say(10)]) != digest_of([say(10), DIAL])
    assert digest_of([Say(text="a")]) == digest_of([Say(text="a", repetition=None)])
    assert len(digest_of([])) == 12


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_kept", Cache(2, 1 << 20))
    first = compile_actions([say(10)], "reply", PLAIN)
    for ms in (20, 30):
        compile_actions([say(ms)], "reply", PLAIN)
    assert len(module._kept) == 2
    assert compile_actions([say(10)], "reply", PLAIN) is not first


def test_large_lists_are_kept_by_their_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_kept", Cache(module.KEPT, 1 << 20))
    few = [compile_actions([Say(text=f"{at} {'a' * 200_000}")], "reply", PLAIN) for at in range(5)]
    assert len(module._kept) == 2
    assert compile_actions([Say(text=f"4 {'a' * 200_000}")], "reply", PLAIN) is few[-1]
    many = compile_actions([say(10)] * 3000, "reply", PLAIN)
    assert (len(module._kept), module._kept.get((many.digest, "reply", shown(PLAIN)))) == (1, many)


def test_a_machine_listens_only_where_a_row_leads_on() -> None:
    fast = compile_actions([DIAL, capture()], "request", PLAIN).fast
    assert fast.listens("2.sayAndCapture.collecting", "digit")
    assert not fast.listens("created", "digit")
    assert not fast.listens("created", "released")
