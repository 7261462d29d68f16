"""The transition table: states, rows, guards and effects. What a call can do stands here and nowhere else.

A *row* leads from one state to another when its trigger comes and its guard holds. A *state* says what is
requested of the world when it is entered. Actions write parts of the table, the compiler strings them
together, and the machine, the pictures, coverage and exploration only read it.
"""

from __future__ import annotations

from typing import Literal, Protocol

from simulator.model.record import record

Trigger = str
"""The name of a row of TRIGGERS; the proof of a table finds any other."""
Phase = Literal["created", "dialling", "talking", "bridging", "bridged", "asking", "ended"]
Role = Literal["prompting", "collecting", "accepted", "rejected"]
WaitsFor = Literal["entry", "dial", "answer"]
"""What a call needs from outside once it has entered a state: the caller's keys, the network, the webhook."""
LegName = Literal["A", "B"]
Part = Literal["say", "playFile", "prompt", "success", "failure"]
TimerName = Literal["digitTimeout", "overallTimeout"]
Counter = Literal["digits", "tries"]
EffectName = Literal["storeKey", "storeHash", "countTry", "newEntry", "takeDigits", "takeNothing"]

UNBOUNDED = 1_000_000_000
"""Upper end of a guard that has none."""


class Remembers(Protocol):
    """What guards read and effects change: the memory of a call (and of a notebook's own machine)."""

    digits: str
    tries: int
    result: str | None


@record
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


@record
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


@record
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


@record
class Dial:
    """Dial a leg; its outcome comes back as a trigger."""

    leg: LegName
    source: str
    destination: str
    recording: bool


@record
class Play:
    """Play a prompt; `played` comes when it is over."""

    prompt: Prompt


@record
class TakeKeys:
    """A new entry begins: from here on keys belong to it."""


@record
class StartTimer:
    """Start a timer, or start it anew unless `keep` and it runs already; `ms` of simulated time."""

    timer: TimerName
    ms: int
    keep: bool = False


@record
class StopTimers:
    """Stop both timers and whatever is being played."""


@record
class Ask:
    """Ask the VCA webhook for the next list."""


@record
class GoOn:
    """The list that follows begins."""


@record
class RunScenario:
    """Run the call flow that is stored on the platform under this name."""

    name: str


@record
class Disconnect:
    """The platform hangs up every leg."""


StateRequest = Dial | Play | TakeKeys | StartTimer | StopTimers | Ask | GoOn | RunScenario | Disconnect


def place_name(number: int, action: str) -> str:
    """How users see an action's place in its list, whose number counts from 1: `2.sayAndCapture`."""
    return f"{number}.{action}"


@record
class State:
    """A state: in which phase of the session it is, what it requests on entry, and what a call then waits for.

    `action` is the number of its action in the list, from 0, `verb` that action's name; both are None and "" where it
    belongs to no action. `part` is the last word of its name; `status` how a session has ended there.
    """

    name: str
    phase: Phase
    requests: tuple[StateRequest, ...] = ()
    action: int | None = None
    role: Role | None = None
    verb: str = ""
    part: str = ""
    waits_for: WaitsFor | None = None
    status: str = ""

    @property
    def place(self) -> str:
        """Where in the list it is, `2.sayAndCapture`; empty where it belongs to no action."""
        return place_name(self.action + 1, self.verb) if self.action is not None else ""


@record
class Table:
    """The whole table of one list of actions."""

    initial: str
    states: tuple[State, ...]
    rows: tuple[Row, ...]
