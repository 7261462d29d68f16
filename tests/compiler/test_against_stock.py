"""The fast machine against stock `transitions.Machine`: 3,000 random tables, no difference.

The stock machine is built here from the same rows, with conditions and callbacks of this file's own.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from transitions import Machine, MachineError

from simulator.compiler.machine import FastMachine, NotebookMachine
from simulator.model.machine.table import Guard, Row, State, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transitions import EventData

    from simulator.model.machine.table import Counter, EffectName, Trigger

pytestmark = pytest.mark.slow

MACHINES, BATCHES = 3000, 20
TRIGGERS: tuple[Trigger, ...] = (
    "digit",
    "hash",
    "played",
    "digitTimeout",
    "overallTimeout",
    "hangup",
    "fault",
    "reply",
)
KEYS = "0123456789*#ABCD"
EFFECTS: tuple[EffectName, ...] = ("storeKey", "storeHash", "countTry", "newEntry", "takeDigits", "takeNothing")


class Memory:
    """A plain model: what guards read and effects change."""

    state: str
    row: Row | None = None
    trigger: Callable[..., bool]

    def __init__(self) -> None:
        self.digits, self.tries = "", 0
        self.result: str | None = None

    def seen(self) -> tuple[str, str, int, str | None]:
        return self.state, self.digits, self.tries, self.result


def memory_of(event: EventData) -> Memory:
    """The model that the event is fired on."""
    assert isinstance(event.model, Memory)
    return event.model


def random_table(random: Random) -> Table:
    """Any table, sound or not: several rows per state and trigger, self transitions, guards that overlap or miss."""
    names = [f"{number}.state" for number in range(random.randint(1, 6))]
    rows = []
    for _ in range(random.randint(0, 24)):
        low = random.randint(0, 4)
        guard = Guard(f"g{low}", random.choice(("digits", "tries")), low, low + random.randint(0, 3))
        effects = tuple(random.choice(EFFECTS) for _ in range(random.randint(0, 3)))
        chosen = guard if random.random() < 0.6 else None
        rows.append(Row(random.choice(names), random.choice(TRIGGERS), random.choice(names), chosen, effects))
    return Table(random.choice(names), tuple(State(name, "talking") for name in names), tuple(rows))


def stock_machine(table: Table, model: Memory) -> Machine:
    """The table in the standard API of transitions, and nothing of ours."""

    def condition(guard: Guard) -> Callable[[EventData], bool]:
        counts: dict[Counter, Callable[[Memory], int]] = {"digits": lambda m: len(m.digits), "tries": lambda m: m.tries}
        return lambda event: guard.low <= counts[guard.counter](memory_of(event)) <= guard.high

    def change(effect: EffectName) -> Callable[[EventData], None]:
        def apply(event: EventData) -> None:
            m, key = memory_of(event), (*event.args, event.kwargs.get("key", "0"))[0]
            if effect in ("storeKey", "storeHash"):
                m.digits += key or ("#" if effect == "storeHash" else "")
            elif effect == "countTry":
                m.tries += 1
            elif effect == "newEntry":
                m.digits = ""
            else:
                m.result, m.digits, m.tries = (m.digits if effect == "takeDigits" else None), "", 0

        return apply

    machine = Machine(
        model, [state.name for state in table.states], table.initial, auto_transitions=False, send_event=True
    )
    for row in table.rows:
        conditions: list[str | Callable[..., bool | None]] | None = [condition(row.guard)] if row.guard else None
        machine.add_transition(row.trigger, row.source, row.dest, conditions, before=list(map(change, row.effects)))
    return machine


def outcome(fire: Callable[..., bool], *args: Any, **kwargs: Any) -> bool | tuple[str, str]:
    """What a trigger comes to: its value, or the kind and words of its exception."""
    try:
        return fire(*args, **kwargs)
    except (MachineError, AttributeError, KeyError) as error:
        return type(error).__name__, str(error)


def random_inputs(random: Random) -> Iterator[tuple[str, tuple[str, ...], dict[str, str]]]:
    for _ in range(random.randint(1, 30)):
        key, trigger = random.choice(KEYS), random.choice(TRIGGERS)
        how = random.randrange(4)
        yield trigger, *(((key,), {}), ((), {"key": key}), ((), {}), (("",), {}))[how]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_difference_in_state_memory_value_or_exception(batch: int) -> None:
    for number in range(MACHINES // BATCHES):
        random = Random(batch * 1000 + number)
        table = random_table(random)
        mine, theirs = Memory(), Memory()
        fast, stock = FastMachine(table), stock_machine(table, theirs)
        mine.state = table.initial
        assert theirs.state == mine.state
        for trigger, args, kwargs in random_inputs(random):
            if trigger not in fast.events:
                assert trigger not in stock.events
                continue
            before = mine.state
            came = outcome(fast.events[trigger].trigger, mine, *args, **kwargs)
            assert came == outcome(theirs.trigger, trigger, *args, **kwargs)
            assert mine.seen() == theirs.seen()
            if came is True:
                assert mine.row is not None
                assert (mine.row.source, mine.row.trigger, mine.row.dest) == (before, trigger, mine.state)


def test_both_refuse_a_trigger_that_no_row_of_the_state_has() -> None:
    table = Table("a", (State("a", "talking"), State("b", "talking")), (Row("b", "played", "a"),))
    model, other = Memory(), Memory()
    model.state = "a"
    fast = FastMachine(table)
    stock_machine(table, other)
    with pytest.raises(MachineError, match="Can't trigger event played from state a!") as mine:
        fast.events["played"].trigger(model)
    with pytest.raises(MachineError) as theirs:
        other.trigger("played")
    assert str(mine.value) == str(theirs.value)
    assert model.seen() == ("a", "", 0, None)


def test_neither_moves_where_no_guard_holds() -> None:
    table = Table("a", (State("a", "talking"),), (Row("a", "digit", "a", Guard("two", "digits", 2, 2), ("storeKey",)),))
    model, other = Memory(), Memory()
    model.state = "a"
    assert FastMachine(table).events["digit"].trigger(model, "1") is False
    stock_machine(table, other)
    assert other.trigger("digit", "1") is False
    assert model.digits == ""


@pytest.mark.parametrize("batch", range(5))
def test_the_machine_of_a_notebook_is_a_stock_one_too(batch: int) -> None:
    """Where each trigger has a key: it refuses to store one that nobody named."""
    for number in range(60):
        random = Random(90_000 + batch * 100 + number)
        table = random_table(random)
        notebook, theirs = NotebookMachine(table), Memory()
        stock = stock_machine(table, theirs)
        for trigger, args, kwargs in random_inputs(random):
            if trigger in stock.events and any((*args, *kwargs.values())):
                came = outcome(notebook.trigger, trigger, *args, **kwargs)
                assert came == outcome(theirs.trigger, trigger, *args, **kwargs)
                assert (notebook.state, notebook.digits, notebook.tries, notebook.result) == theirs.seen()


def test_the_fast_machine_looks_like_a_stock_one_to_whoever_asks() -> None:
    random = Random(1)
    for _ in range(50):
        table = random_table(random)
        fast, stock = FastMachine(table), stock_machine(table, Memory())
        assert list(fast.states) == list(stock.states)
        assert fast.initial == stock.initial
        for state in fast.states:
            assert sorted(fast.get_triggers(state)) == sorted(stock.get_triggers(state))
        seen = [
            [(t.source, t.dest, len(t.conditions), len(t.before)) for t in m.get_transitions()] for m in (fast, stock)
        ]
        assert seen[0] == seen[1]
