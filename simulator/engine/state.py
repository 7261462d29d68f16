"""What a call is at a moment: where it stands, what it remembers, what is to come, and all that happened so far."""

from __future__ import annotations

from heapq import heapify, heappush
from typing import TYPE_CHECKING, Self

from simulator.engine.agenda import Agenda
from simulator.model.call.event import Began, Event, Stopped
from simulator.model.call.outcome import LegOutcome
from simulator.model.machine.table import Prompt, Row

if TYPE_CHECKING:
    from simulator.compiler.compiled import Compiled
    from simulator.compiler.entered import EnteredState, Todo
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.setting import Setting
    from simulator.engine.waits import Wait
    from simulator.model.machine.table import State, Trigger

_NO_ROW, _NO_PROMPT, _NO_OUTCOME = Row("", "dial", ""), Prompt("say"), LegOutcome()
"""What a call remembers of a row, a prompt and a dial before it has come to any."""
MACHINE = "machine"
"""What `leg_a` is where a machine has answered it; "up" where a person has, "ringing" or "" before and after."""
_new = object.__new__


class CallState:
    """The state of a call; slotted and light, since exploration keeps very many of them."""

    __slots__ = (
        "agenda", "asked", "client_action_id", "compiled", "digits", "done", "entry", "error", "following",
        "injected", "kept", "last_action", "leg_a", "leg_b", "now", "outcome", "pending", "playing", "prompt",
        "result", "row", "setting", "state", "todo", "trace", "tries", "wait",
    )  # fmt: skip

    def __init__(self, setting: Setting) -> None:
        self.setting, self.compiled = setting, setting.compiled
        self.state = self.compiled.table.initial
        self.row, self.prompt, self.outcome = _NO_ROW, _NO_PROMPT, _NO_OUTCOME
        self.digits, self.tries, self.kept, self.entry = "", 0, "", 0
        self.result: str | None = None
        self.now = 0
        self.agenda = Agenda()
        self.trace: list[Event] = []
        self.wait: Wait | None = None
        self.todo: Todo | None = None
        self.leg_a, self.leg_b = "", ""
        self.pending: WebhookAnswer | None = None
        self.following: Compiled | None = None
        """The list that begins once this one hands the call on."""
        self.client_action_id: str | None = None
        self.last_action: str | None = None
        self.error: int | None = None
        self.injected = self.playing = self.done = False
        self.asked = 0
        if setting.inbound:
            self.schedule(0, "receive")
        else:
            self.schedule(setting.assumptions.dial_delay, "dial")
            self.trace.append(Began(0, self.compiled.digest, self.at_state))

    @property
    def place(self) -> tuple[str, str | None, str]:
        """Where the call is: the list's digest, the stage the webhook gave it, the state of the table."""
        return (self.compiled.digest, self.client_action_id, self.state)

    @property
    def at_state(self) -> State:
        """The state of the table that the call is in."""
        return self.compiled.state(self.state)

    def fork(self) -> Self:
        """An independent copy of this call at this moment; what both share is never changed."""
        # Written out, since exploration forks all the time: going through the names takes three times as long.
        twin: Self = _new(type(self))
        twin.setting, twin.compiled, twin.state, twin.row = self.setting, self.compiled, self.state, self.row
        twin.digits, twin.tries, twin.kept, twin.entry = self.digits, self.tries, self.kept, self.entry
        twin.result, twin.now, twin.wait, twin.todo = self.result, self.now, self.wait, self.todo
        twin.leg_a, twin.leg_b, twin.outcome, twin.prompt = self.leg_a, self.leg_b, self.outcome, self.prompt
        twin.pending, twin.following, twin.client_action_id = self.pending, self.following, self.client_action_id
        twin.last_action, twin.error, twin.asked = self.last_action, self.error, self.asked
        twin.injected, twin.playing, twin.done = self.injected, self.playing, self.done
        twin.agenda, twin.trace = self.agenda.copy(), self.trace.copy()
        return twin

    def schedule(self, at: int, trigger: Trigger, key: str = "", entry: int = 0) -> None:
        """Let something happen `at` ms (0 and more, of this session)."""
        agenda = self.agenda
        agenda.number = number = agenda.number + 1
        heappush(agenda.items, (at, self.setting.ranks[trigger], number, trigger, key, entry))

    def hang_up(self, after: int) -> None:
        """Let the caller (the far end of leg A) hang up `after` ms from now, whatever is going on then."""
        self.schedule(self.now + after, "hangup")

    def put_off_hangups(self, since: int, by: int) -> None:
        """Let the caller's hang-ups that are to come `since` ms from now or later come `by` ms later still."""
        first, items = self.now + since, self.agenda.items
        for at, item in enumerate(items):
            if item[3] == "hangup" and item[0] >= first:
                items[at] = (item[0] + by, *item[1:])
        heapify(items)

    def enter(self, place: EnteredState) -> Todo | None:
        """Come to a state; what it requests is still to be done."""
        if place.summary is not None:
            self.last_action = place.summary
        if self.kept and self.compiled.fast.listens(place.name, "digit"):
            for key in self.kept:
                self.schedule(self.now, "hash" if key == "#" else "digit", key)
            self.kept = ""
        return place.todo

    def stop(self, bound: str) -> None:
        """Stop simulating: one of the simulator's own bounds is reached."""
        self.trace.append(Stopped(self.now, bound, self.client_action_id or self.state))
        self.done = True
