"""What faults do to the callers of a flow: a row for each place, a column for each fault of backend and platform."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from attrs import Factory, field, frozen

from simulator.model.behaviour.ground import weakest
from simulator.model.call.leg_outcomes import LEG_OUTCOMES
from simulator.model.status import NO_FILE, NO_SYNTHESIS, PROMPT_ERRORS, SESSION_ERRORS

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Bound, Place
    from simulator.model.behaviour.ground import Ground
    from simulator.model.behaviour.way import Way

FaultGroup = Literal["reply", "prompt", "dial", "session"]


@frozen
class FaultKind:
    """A column: its name, a head of at most six characters, and what it is in words."""

    name: str
    title: str
    words: str
    group: FaultGroup


PROMPT_CODES: dict[str, int] = {str(kind): code for kind, code in PROMPT_ERRORS.items()}
ELSEWHERE = (-2003, NO_SYNTHESIS, NO_FILE, -2008)
"""Session errors that come of a reply or a prompt, not as leg A is dialled."""

FAULTS: tuple[FaultKind, ...] = (
    FaultKind("slow", "slow", "the backend answers late, but within `replyTimeout`", "reply"),
    FaultKind("tooSlow", "late", "the backend answers after `replyTimeout`", "reply"),
    FaultKind("http500", "500", "the backend answers HTTP 500", "reply"),
    FaultKind("empty", "empty", "the backend's answer is empty", "reply"),
    FaultKind("malformed", "noJSON", "the backend's answer is no JSON", "reply"),
    FaultKind("ruleBroken", "rule", "the backend's answer breaks a rule", "reply"),
    FaultKind("dropped", "drop", "the connection to the backend is dropped", "reply"),
    FaultKind("say", "noTTS", f"a text cannot be spoken ({NO_SYNTHESIS})", "prompt"),
    FaultKind("playFile", "noFile", f"a file cannot be fetched ({NO_FILE})", "prompt"),
    *(
        FaultKind(row.name, row.title, row.words, "dial")
        for row in LEG_OUTCOMES.values()
        if row.title and (row.explored or row.greets)
    ),
    *(
        FaultKind(str(code), str(code), f"as leg A is dialled: {known.message}", "session")
        for code, known in SESSION_ERRORS.items()
        if code not in ELSEWHERE
    ),
)


@frozen
class Strike:
    """One call in which one fault struck once.

    `input_class` is what the caller did, or the leg came to, on the move that it struck in; `way` the whole call.
    `before` is what was heard last before it, `heard` what comes after (the first ten things). `status` is STOPPED
    where the call would go on for ever. `on_line`: somebody listened. `trouble` is what went wrong besides the fault:
    a crash of the backend, or a fault that found no opportunity.
    `injected` is the fault as the `faults` of a scenario file have it; empty where keys and legs say it all. `bridged`:
    after it the caller is put through. `quiet_anyway`: nothing is heard, and without the fault nothing would be.
    """

    fault: str
    input_class: str
    way: Way
    status: str
    error: int | None = None
    heard: tuple[str, ...] = ()
    before: str = ""
    on_line: bool = True
    trouble: str = ""
    injected: tuple[dict[str, Any], ...] = field(default=(), hash=False)
    bridged: bool = False
    quiet_anyway: bool = False

    @property
    def silent(self) -> bool:
        """Whether somebody is on the line and, for the fault, hears nothing more: the line just goes dead."""
        return self.on_line and not self.heard and not self.bridged and not self.quiet_anyway

    @property
    def gravity(self) -> int:
        """What a cell shows first: 2 for trouble, 1 for silence, else 0."""
        return 2 if self.trouble else int(self.silent)


@frozen(eq=False)
class FaultRow:
    """What can strike at a place; `way` is the shortest one there."""

    place: Place
    way: Way
    strikes: tuple[Strike, ...]

    @cached_property
    def cells(self) -> dict[str, tuple[Strike, ...]]:
        """The strikes of each fault by its name, gravest first; nothing of those that cannot strike."""
        found: dict[str, list[Strike]] = {}
        for strike in self.strikes:
            found.setdefault(strike.fault, []).append(strike)
        return {name: tuple(sorted(some, key=lambda one: -one.gravity)) for name, some in found.items()}


@frozen(eq=False)
class FaultMatrix:
    """Every fault at every place that was found.

    `bounds` and `left` (places seen and not explored) say what is missing; `known` is the ground on which there are no
    other places, where nothing is. `file` is what the command was given, `options` what else it was given as
    `callflow run` takes it, and `keys` the same for a scenario file; `note` is what a scenario file cannot say.
    `secrets` are entries in it that the source or the data of the backend holds. `instants` are those at which calls
    began, in ms since 1970, where the clock decides.
    """

    title: str
    rows: tuple[FaultRow, ...]
    bounds: tuple[Bound, ...] = ()
    left: int = 0
    file: str = ""
    options: str = ""
    keys: dict[str, Any] = Factory(dict)
    note: str = ""
    known: Ground = "proved"
    secrets: tuple[str, ...] = ()
    instants: tuple[int, ...] = ()

    @property
    def ground(self) -> Ground:
        """How it is known that callers can meet no other places."""
        return weakest(self.known, "notReached") if self.bounds else self.known

    @cached_property
    def strikes(self) -> tuple[Strike, ...]:
        """Every call."""
        return tuple(strike for row in self.rows for strike in row.strikes)

    @property
    def columns(self) -> tuple[FaultKind, ...]:
        """The faults that can strike somewhere."""
        met = {strike.fault for strike in self.strikes}
        return tuple(kind for kind in FAULTS if kind.name in met)
