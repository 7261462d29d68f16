"""The transition table: states, rows, guards and effects. What a call can do stands here and nowhere else.

A *row* leads from one state to another when its trigger comes and its guard holds. A *state* says what is
requested of the world when it is entered. Actions write fragments of the table, the compiler strings them
together, and the machine, the pictures, coverage and exploration only read it.
"""

from __future__ import annotations

from typing import Literal, Protocol

from simulator.model.record import frozen

Trigger = Literal[
    "dial", "receive", "answered", "busy", "noAnswer", "failed", "canceled", "released",
    "played", "digit", "hash", "digitTimeout", "overallTimeout",
    "disconnect", "reply", "noMore", "badReply", "scenario", "notSimulated", "hangup", "fault",
]  # fmt: skip
"""`hangup`: the far end of leg A; `released`: the far end of leg B; `disconnect`: the platform itself."""

Phase = Literal["created", "dialling", "talking", "bridging", "bridged", "asking", "ended"]
Role = Literal["prompting", "collecting", "accepted", "rejected"]
LegName = Literal["A", "B"]
Part = Literal["say", "playFile", "prompt", "success", "failure"]
TimerName = Literal["digitTimeout", "overallTimeout"]
Counter = Literal["digits", "tries"]
EffectName = Literal["storeKey", "storeHash", "countTry", "newEntry", "takeDigits", "takeNothing"]

# The classes below without slots are made by the hundred: attrs fills a dict twice as fast as slots.

UNBOUNDED = 1_000_000_000
"""Upper end of a guard that has none."""


class Remembers(Protocol):
    """What guards read and effects change: the memory of a call (and of a notebook's own machine)."""

    digits: str
    tries: int
    result: str | None


@frozen(slots=False)
class Guard:
    """An input class: it holds while the counter, before the trigger, lies in `low` to `high`, both included."""

    name: str
    counter: Counter
    low: int = 0
    high: int = UNBOUNDED

    def holds(self, memory: Remembers) -> bool:
        """Whether the memory of a call falls into this class."""
        count = len(memory.digits) if self.counter == "digits" else memory.tries
        return self.low <= count <= self.high


@frozen(slots=False)
class Row:
    """One row of the table. `lifted` marks the rows that every state has: they come from the session table."""

    source: str
    trigger: Trigger
    dest: str
    guard: Guard | None = None
    effects: tuple[EffectName, ...] = ()
    lifted: bool = False

    @property
    def input_class(self) -> str:
        """The trigger, with the name of its guard where it has one: `digit[last]`."""
        return f"{self.trigger}[{self.guard.name}]" if self.guard else self.trigger


@frozen(slots=False)
class Prompt:
    """Something the caller hears: a spoken text or a file; `length` is ms for all repetitions together."""

    part: Part
    text: str | None = None
    file_url: str | None = None
    repetition: int = 1
    speed: float = 1.0
    voice: str | None = None
    length: int = 0

    @property
    def words(self) -> str:
        """What is heard, as a text: the file's address where it is a file."""
        return self.text if self.text is not None else self.file_url or ""


@frozen
class Dial:
    """Dial a leg; its outcome comes back as a trigger."""

    leg: LegName
    source: str
    destination: str
    recording: bool


@frozen
class Play:
    """Play a prompt; `played` comes when it is over."""

    prompt: Prompt


@frozen
class TakeKeys:
    """A new entry begins: from here on keys belong to it."""


@frozen
class StartTimer:
    """Start a timer, or start it anew unless `keep` and it runs already; `ms` of simulated time."""

    timer: TimerName
    ms: int
    keep: bool = False


@frozen
class StopTimers:
    """Stop both timers and whatever is being played."""


@frozen
class Ask:
    """Ask the VCA webhook for the next list."""


@frozen
class RunScenario:
    """Run the call flow that is stored on the platform under this name."""

    name: str


@frozen
class Disconnect:
    """The platform hangs up every leg."""


StateRequest = Dial | Play | TakeKeys | StartTimer | StopTimers | Ask | RunScenario | Disconnect


@frozen(slots=False)
class State:
    """A state: where in the list it belongs, in which phase of the session, and what it requests on entry."""

    name: str
    phase: Phase
    requests: tuple[StateRequest, ...] = ()
    action: int | None = None
    role: Role | None = None


@frozen
class Fragment:
    """What one action adds to the table; its first state is where the action begins."""

    states: tuple[State, ...]
    rows: tuple[Row, ...] = ()


@frozen
class Table:
    """The whole table of one list of actions."""

    initial: str
    states: tuple[State, ...]
    rows: tuple[Row, ...]
