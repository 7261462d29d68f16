"""A call can be forked at every wait: both twins go on by themselves, and come to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.engine.call import Call
from simulator.engine.drive import drive, feed
from simulator.errors import OutOfTurnError
from simulator.model.call.event import Pressed
from simulator.model.call.outcome import LegOutcome, Nothing, Presses
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.result import CallResult
from tests.engine.calls import BRIDGE, DIAL, HANGUP, Exact, Replies, capture, run, say, setting_of, summary_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.actions.base.position import Action

MENU = capture(success=100, failure=100, min_digits=2, max_digits=3, digit_timeout=900, overall_timeout=4000)
ACTIONS: list[Action] = [DIAL, say(300), MENU]
REPLIES: list[list[Action]] = [[BRIDGE, MENU], [say(100), HANGUP]]
KEYS = {1: [(200, "1"), (400, "#")], 2: [(700, "1"), (800, "2"), (900, "3"), (950, "4")], 3: [(1500, "9")]}

Ports = tuple[ScriptedNetwork, Exact, Replies]


def world() -> Ports:
    """Fresh ports that say the same each time, whatever was asked of others."""
    outcomes = (LegOutcome(after=0), LegOutcome(after=500, talks=700))
    return ScriptedNetwork(outcomes), Exact(KEYS), Replies(REPLIES)


def waits_of_a_call() -> tuple[list[tuple[str, Call, Ports]], Call]:
    """A call forked at each of its waits, with the ports as they were then."""
    from copy import deepcopy

    call, ports = Call(setting_of(ACTIONS, watch_plays=True)), world()
    found = []
    while (wait := call.advance()) is not None:
        found.append((type(wait).__name__, call.fork(), deepcopy(ports)))
        feed(call, wait, *ports)
    return found, call


FORKS, FINISHED = waits_of_a_call()


def test_there_is_a_fork_at_every_kind_of_wait() -> None:
    assert {name for name, *_ in FORKS} == {"DialWait", "PlayWait", "EntryWait", "AskWait"}


@pytest.mark.parametrize("number", range(len(FORKS)))
def test_both_twins_come_to_the_same_as_the_call_that_was_not_forked(number: int) -> None:
    from copy import deepcopy

    _, fork, ports = FORKS[number]
    twins = [fork.fork(), fork.fork()]
    length = len(fork.trace)
    for twin in twins:
        drive(twin, *deepcopy(ports))
        assert twin.trace == FINISHED.trace
        assert CallResult(twin).session == CallResult(FINISHED).session
    assert len(fork.trace) == length, "the call that was forked has not moved"


def test_twins_fed_with_different_things_go_their_own_ways() -> None:
    entry = next(fork for name, fork, _ in FORKS if name == "EntryWait")
    one, other = entry.fork(), entry.fork()
    one.press(Presses(((10, "5"), (20, "6"), (30, "7"))))
    other.press(Presses(hangup=5))
    drive(one, *world())
    drive(other, *world())
    assert [e.key for e in one.trace if isinstance(e, Pressed)][:3] == ["5", "6", "7"]
    assert not any(isinstance(e, Pressed) for e in other.trace)
    assert summary_of(CallResult(other))["lastAction"] == "SAY_AND_CAPTURE"


def test_forks_taken_one_from_another_are_independent_of_the_order_in_which_they_run() -> None:
    whole = run(ACTIONS, KEYS, legs=world()[0].legs, responder=Replies(REPLIES))
    plain = Call(setting_of(ACTIONS))
    drive(plain.fork(), *world())
    assert drive(plain, *world()).trace == whole.trace


FEEDS: dict[str, Callable[[Call], None]] = {
    "DialWait": lambda call: call.dialled(LegOutcome()),
    "PlayWait": lambda call: call.plays(),
    "EntryWait": lambda call: call.press(Presses()),
    "AskWait": lambda call: call.answer(Nothing()),
}


@pytest.mark.parametrize("waiting", FEEDS)
@pytest.mark.parametrize("fed", FEEDS)
def test_a_call_takes_only_what_it_waits_for(waiting: str, fed: str) -> None:
    call = next(fork for name, fork, _ in FORKS if name == waiting).fork()
    if fed == waiting:
        FEEDS[fed](call)
        return
    with pytest.raises(OutOfTurnError, match=f"the call waits for {waiting}, not for {fed}"):
        FEEDS[fed](call)


def test_a_call_that_waits_for_nothing_says_so() -> None:
    with pytest.raises(OutOfTurnError, match="waits for nothing, not for DialWait"):
        Call(setting_of(ACTIONS)).dialled(LegOutcome())
    with pytest.raises(OutOfTurnError, match="waits for nothing"):
        FINISHED.press(Presses())


def test_a_call_knows_its_place() -> None:
    call = next(fork for name, fork, _ in FORKS if name == "EntryWait")
    assert call.place == (call.setting.compiled.digest, None, "3.sayAndCapture.prompting")
    assert call.at_state.role == "prompting"
