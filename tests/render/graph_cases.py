"""Hand-made tables for the tests of drawings: the states and rows of real actions, and the session's own states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.actions.base.position import Position
from simulator.actions.execute_scenario import ExecuteScenario
from simulator.actions.hangup import Hangup
from simulator.actions.make_call import MakeCall
from simulator.actions.play_file import PlayFile
from simulator.actions.say import Say
from simulator.actions.say_and_capture import SayAndCapture
from simulator.model.assumptions import Assumptions
from simulator.model.drawing.graph import Graph, graph_of
from simulator.model.machine.table import Ask, Row, State, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.actions.base.position import Action
    from simulator.model.machine.table import Trigger

HOSTILE = '<script>alert("1")</script>; 50% off: press #1\\\n予約は「1」を\t押して & \x1b[31m'
TITLE = 'Table booking; "Chez Ann" <b> & 予約'

ACTIONS: tuple[Action, ...] = (
    MakeCall(source="+6562345678", destination="+6591234567"),
    SayAndCapture(
        prompt_message=HOSTILE, voice_profile="ja-JP-Ayumi", min_digits=2, max_digits=4, digit_timeout=2500,
        overall_timeout=10000, failure_message="Try again.", no_of_tries=2,
    ),
    Say(text="Please hold.", voice_profile="en-GB-Emma", repetition=2),
    MakeCall(source="+6562345678", destination="+6598765432"),
    PlayFile(file_url="https://example.com/thank-you.wav"),
)  # fmt: skip
NOT_CONNECTED: tuple[tuple[Trigger, str], ...] = (("busy", "end.BUSY"), ("noAnswer", "end.NO_ANSWER"))


def booking_table() -> Table:
    """Dial, capture, speak, bridge, play; then the webhook is asked."""
    steps = _steps(ACTIONS, "asking")
    placed = list(zip(ACTIONS, steps, strict=True))
    states = [State("created", "created"), *(state for action, step in placed for state in action.states(step))]
    states += [State("asking", "asking", (Ask(),)), State("replied", "ended")]
    states += [
        State(f"end.{name}", "ended", status=name) for name in ("COMPLETED", "BUSY", "NO_ANSWER", "ERROR", "CANCELED")
    ]
    rows = [
        Row("created", "dial", "1.makeCall.ringing"),
        *(row for action, step in placed for row in action.rows(step)),
    ]
    rows += [Row("1.makeCall.ringing", "answered", steps[0].onward), *_lost("1.makeCall.ringing")]
    rows += [Row("4.makeCall.ringing", "answered", "4.makeCall.bridged"), *_lost("4.makeCall.ringing")]
    rows += [Row("4.makeCall.bridged", "released", steps[3].onward)]
    rows += [Row("asking", "reply", "replied"), Row("asking", "noMore", "end.COMPLETED")]
    rows += [Row("3.say.speaking", "hangup", "end.COMPLETED", lifted=True)]
    rows += [Row("3.say.speaking", "fault", "end.ERROR", lifted=True)]
    return Table("created", tuple(states), tuple(rows))


def scenario_table() -> Table:
    """A reply that runs a platform scenario, then hangs up; its destinations are not among its states."""
    actions: tuple[Action, ...] = (ExecuteScenario(scenario_name="office hours"), Hangup())
    placed = list(zip(actions, _steps(actions, "end.COMPLETED"), strict=True))
    states = tuple(state for action, step in placed for state in action.states(step))
    return Table(states[0].name, states, tuple(row for action, step in placed for row in action.rows(step)))


PASSED = (
    "created", "1.makeCall.ringing", "2.sayAndCapture.prompting", "2.sayAndCapture.collecting",
    "2.sayAndCapture.collecting", "2.sayAndCapture.accepted", "3.say.speaking",
)  # fmt: skip


def booking() -> Graph:
    """The graph of the booking, a path through it marked."""
    return graph_of(booking_table(), TITLE).highlight(PASSED)


def _lost(source: str) -> list[Row]:
    return [Row(source, trigger, dest) for trigger, dest in NOT_CONNECTED]


def _steps(actions: Sequence[Action], last: str) -> list[Position]:
    names = [action.NAME for action in actions]
    onwards = [f"{n}.{a.NAME}.{a.FIRST}" for n, a in enumerate(actions[1:], 2)] + [last]
    return [
        Position(n, name, "A" if n == 1 else "B", onward, onward, Assumptions())
        for n, (name, onward) in enumerate(zip(names, onwards, strict=True), 1)
    ]
