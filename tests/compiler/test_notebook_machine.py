"""`Compiled.machine`: a fresh machine with the standard API of transitions, and no way back into a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from transitions import Machine, MachineError
from transitions.extensions.markup import MarkupMachine

from simulator.compiler.compiled import compile_actions
from simulator.compiler.machine import NotebookMachine
from simulator.errors import UsageError
from simulator.model.assumptions import Assumptions
from tests.engine.calls import BRIDGE, DIAL, HANGUP, capture, run, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.actions.base.position import Action
    from simulator.compiler.compiled import Compiled

MENU: list[Action] = [DIAL, capture(min_digits=2, max_digits=3, no_of_tries=2), say(100), BRIDGE, HANGUP]


def name_of(callback: str | Callable[..., bool | None]) -> str:
    """The name of a callback that is a function."""
    assert callable(callback)
    return callback.__name__


def compiled() -> Compiled:
    return compile_actions(MENU, "request", Assumptions())


def test_it_is_a_stock_machine_that_is_its_own_model() -> None:
    machine = compiled().machine
    assert isinstance(machine, Machine)
    assert machine.model is machine
    assert machine.state == "created"


def test_it_can_be_walked_with_named_triggers_and_keys() -> None:
    machine = compiled().machine
    for trigger in ("dial", "answered", "played"):
        assert machine.trigger(trigger) is True
    assert machine.state == "2.sayAndCapture.collecting"
    machine.trigger("digit", key="4")
    machine.digit(key="2")
    machine.hash()
    assert (machine.state, machine.digits) == ("2.sayAndCapture.accepted", "42")
    machine.played()
    assert (machine.state, machine.result, machine.digits) == ("3.say.speaking", "42", "")


def test_it_says_which_triggers_are_live_and_may_be_taken() -> None:
    machine = compiled().machine
    machine.dial()
    assert set(machine.get_triggers(machine.state)) == {
        "answered", "busy", "noAnswer", "failed", "canceled", "machine", "fault",
    }  # fmt: skip
    assert machine.may_trigger("answered")
    assert machine.may_answered()
    assert not machine.may_trigger("digit")
    with pytest.raises(MachineError, match=r"Can't trigger event digit from state 1\.makeCall\.ringing"):
        machine.trigger("digit", key="1")


def test_guards_and_effects_have_readable_names() -> None:
    machine = compiled().machine
    (accepted,) = machine.get_transitions("digit", "2.sayAndCapture.collecting", "2.sayAndCapture.accepted")
    assert [name_of(condition.func) for condition in accepted.conditions] == ["last"]
    assert [name_of(change) for change in accepted.before] == ["storeKey"]


def test_callbacks_can_be_added() -> None:
    machine, entered = compiled().machine, []
    machine.add_state("mine")
    machine.add_transition("detour", "created", "mine")
    machine.get_state("mine").add_callback("enter", lambda event: entered.append(event.state.name))
    machine.get_state("1.makeCall.ringing").add_callback("enter", lambda event: entered.append("ringing"))
    machine.dial()
    assert entered == ["ringing"]
    machine.set_state("created")
    machine.detour()
    assert machine.state == "mine"


def test_an_on_enter_callback_of_the_standard_api_is_called() -> None:
    machine, entered = compiled().machine, []
    machine.get_state("created")
    machine.on_enter_asking(lambda event: entered.append(event.event.name))
    machine.set_state("3.say.speaking")
    machine.set_state("2.sayAndCapture.accepted")
    machine.set_state("asking")
    machine.trigger("hangup")
    assert machine.state == "end.COMPLETED"
    assert machine.is_asking() is False
    other = compile_actions([DIAL], "request", Assumptions()).machine
    other.on_enter_asking(lambda event: entered.append(event.event.name))
    other.dial()
    other.answered()
    assert entered == ["answered"]


def test_it_can_be_turned_into_markup() -> None:
    machine = compiled().machine
    markup = MarkupMachine(
        model=None, states=list(machine.states), initial=machine.initial, auto_transitions=False,
        transitions=[[t, row.source, row.dest] for t, e in machine.events.items() for row in e.transitions["created"]],
    ).markup  # fmt: skip
    assert [state["name"] for state in markup["states"]] == list(machine.states)
    assert {"source": "created", "dest": "1.makeCall.ringing", "trigger": "dial"} in markup["transitions"]


def test_each_one_is_fresh_and_what_is_done_to_it_changes_no_later_run() -> None:
    keys = {1: [(100, "1"), (200, "2"), (300, "#")]}
    before = run(MENU, keys)
    machine = before.setting.compiled.machine
    machine.remove_transition("digit")
    machine.get_state("created").add_callback("enter", "nonsense")
    machine.add_transition("played", "2.sayAndCapture.accepted", "end.ERROR")
    for transition in machine.get_transitions("hash"):
        transition.conditions.clear()
        transition.before.append("nonsense")
        transition.dest = "end.FAILED"
    machine.states.clear()
    machine.events.clear()
    after = run(MENU, keys)
    assert after.setting.compiled is before.setting.compiled
    assert after.trace == before.trace
    assert after.setting.compiled.machine.get_transitions("digit")


def test_two_machines_have_memories_of_their_own() -> None:
    one, other = compiled().machine, compiled().machine
    one.dial()
    assert isinstance(one, NotebookMachine)
    one.digits = "99"
    assert (other.state, other.digits, other.tries, other.result) == ("created", "", 0, None)


def test_a_key_that_is_not_named_is_an_error_and_a_hash_needs_none() -> None:
    machine = compiled().machine
    machine.set_state("2.sayAndCapture.collecting")
    with pytest.raises(UsageError, match="key is None"):
        machine.digit()
    machine.digit("7")
    assert machine.digits == "7"
