"""Transition table -> `transitions.Machine`: a fast one for calls, a stock one for notebooks.

The fast machine is a `transitions.Machine` whose events take a short way where nothing but guards and
effects is attached: no EventData, no callback queue. A differential test holds it against the stock one.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from transitions import Event, Machine, Transition
from transitions import State as MachineState
from transitions.core import Condition as MachineCondition

from simulator.compiler.effects import EFFECTS
from simulator.compiler.graphed import GraphedMachine
from simulator.errors import UsageError
from simulator.model.call.keys import KEYS
from simulator.model.values import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transitions import EventData

    from simulator.compiler.effects import Effect
    from simulator.model.machine.table import EffectName, Guard, Remembers, Row, Table

    WayOut = tuple[Callable[[Remembers], bool] | None, Sequence[Effect], Row]


class Condition:
    """A guard as a condition of `transitions`: called with the event, it reads the model's memory."""

    __slots__ = ("__name__", "holds")

    def __init__(self, guard: Guard) -> None:
        self.__name__ = guard.name
        self.holds = guard.holds

    def __call__(self, event: EventData) -> bool:
        """Whether the transition may be taken."""
        return self.holds(cast("Remembers", event.model))


class Change:
    """An effect as a `before` callback of `transitions`; `key` is the first argument of the trigger."""

    __slots__ = ("__name__", "apply")

    def __init__(self, name: EffectName) -> None:
        self.__name__ = name
        self.apply: Effect = EFFECTS[name]

    def __call__(self, event: EventData) -> None:
        """Change the model's memory. Raises UsageError where a key is to be stored, and not one is named."""
        keys = list(event.args)
        key = keys[0] if keys else event.kwargs.get("key", "")
        if self.__name__ == "storeKey" and (not isinstance(key, str) or len(key) != 1 or key not in KEYS):
            raise UsageError(f'key is {shown(key or None)}, expected one of {" ".join(KEYS)}, as in digit(key="4")')
        self.apply(cast("Remembers", event.model), key)


_CHANGES: dict[EffectName, Change] = {name: Change(name) for name in EFFECTS}
_NONE: list[Any] = []
"""Shared by all transitions that have no callback of a kind: the machine never adds one."""


class FastTransition(Transition):
    """A transition that knows its guard and effects, and looks like a stock one to whoever asks."""

    # What a plain row has stands on the class: a flow has a hundred rows, and most of them are plain.
    prepare = before = after = conditions = _NONE
    changes: Sequence[Effect] = ()
    holds: Callable[[Remembers], bool] | None = None

    def __init__(self, row: Row) -> None:
        self.row = row
        if row.effects:
            self.before = [_CHANGES[name] for name in row.effects]
            self.changes = [EFFECTS[name] for name in row.effects]
        if row.guard:
            self.holds = row.guard.holds
            self.conditions = [MachineCondition(Condition(row.guard))]

    @property
    def source(self) -> str:  # type: ignore[override]
        """Where it leads from; it stands in the row."""
        return self.row.source

    @property
    def dest(self) -> str:  # type: ignore[override]
        """Where it leads."""
        return self.row.dest


@lru_cache(maxsize=16384)
def _machine_state(name: str) -> MachineState:
    """States without callbacks can be shared by all fast machines: nobody changes them."""
    return MachineState(name)


class FastEvent(Event):
    """An event that takes the short way: first transition whose guard holds, its effects, its destination."""

    def __init__(self, name: str, machine: Machine) -> None:
        # What the stock event does, without asking it: a list has a dozen events, and compiling it is little more.
        self.name, self.machine = name, machine
        self.transitions = defaultdict(list)
        self._ways: dict[str, tuple[WayOut, ...]] = {}

    def trigger(self, model: Any, *args: Any, **kwargs: Any) -> bool:
        """Fire on `model`; the key, where there is one, is the first argument."""
        key = args[0] if args else kwargs.get("key", "0")
        return self.take(model, key) is not None or bool(super().trigger(model, *args, **kwargs))

    def take(self, model: Any, key: str) -> Row | None:
        """Take the first row whose guard holds, and give it back; None, and nothing changes, where there is none."""
        ways = self._ways.get(model.state)
        if ways is None:
            ways = self._learn(model.state)
        for holds, changes, row in ways:
            if holds is None or holds(model):
                for change in changes:
                    change(model, key)
                model.row, model.state = row, row.dest
                return row
        return None

    def _learn(self, state: str) -> tuple[WayOut, ...]:
        """What stands in the transitions of a state, to be kept: a tuple is unpacked faster than three attributes."""
        known: Any = self.transitions.get(state, ())
        ways = self._ways[state] = tuple((one.holds, one.changes, one.row) for one in known)
        return ways


class FastMachine(Machine):
    """A machine without a model of its own: any object with `state` and a memory can be sent through it.

    After each trigger the model's `row` is the row of the table that was taken.
    """

    events: dict[str, FastEvent]  # type: ignore[assignment]

    def __init__(self, table: Table) -> None:
        super().__init__(model=None, initial=None, auto_transitions=False, send_event=True)
        self.states.update({state.name: _machine_state(state.name) for state in table.states})
        self._initial = table.initial
        events = self.events
        for row in table.rows:
            event = events.get(row.trigger)
            if event is None:
                event = events[row.trigger] = FastEvent(row.trigger, self)
            event.transitions[row.source].append(FastTransition(row))

    def listens(self, state: str, trigger: str) -> bool:
        """Whether some row leads from this state with this trigger."""
        event = self.events.get(trigger)
        return event is not None and state in event.transitions


class NotebookMachine(GraphedMachine):
    """A stock machine that is its own model: `machine.trigger("digit", key="4")`, `machine.state`, ..."""

    def __init__(self, table: Table) -> None:
        self.digits, self.tries = "", 0
        self.result: str | None = None
        super().__init__(
            model="self",
            states=[state.name for state in table.states],
            transitions=[_stock(row) for row in table.rows],
            initial=table.initial,
            auto_transitions=False,
            send_event=True,
        )


def _stock(row: Row) -> dict[str, Any]:
    return {
        "trigger": row.trigger,
        "source": row.source,
        "dest": row.dest,
        "conditions": [Condition(row.guard)] if row.guard else None,
        "before": [Change(name) for name in row.effects] or None,
    }
