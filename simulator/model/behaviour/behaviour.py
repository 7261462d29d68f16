"""What a caller can meet: places, and the moves between them. Exploration finds it, everything else reads it.

A *place* is where a caller can be: a list of actions under a `clientActionId`, and in it the capture or dial at
which the call waits. A *point* is a place at one try, with what the call remembers there: from one point the same
input always leads to the same point. A *move* is one input at one point. An *edge* is what people count: the
moves of one place that share input class and destination.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from attrs import evolve, field

from simulator.model.behaviour.ground import ground_of
from simulator.model.record import frozen, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from simulator.model.behaviour.ground import Ground
    from simulator.model.behaviour.obstacle import Obstacle
    from simulator.model.behaviour.tried_entries import TriedEntries
    from simulator.model.call.backend_fault import BackendFault
    from simulator.model.machine.table import Prompt

PlaceKind = Literal["inbound", "dial", "capture", "play", "end"]
Bound = str
"""The name of a row of BOUNDS."""


@record
class Place:
    """Where a caller can be; `id` is the same in every run, made of content alone.

    `action` is the step of the list (`2.sayAndCapture`), `words` what is heard there: the prompt of a capture, or
    all of a list that only plays. `offered` are the keys with an input class of their own, `announced` those that
    the prompt names, `low` and `high` the fewest and most keys of an entry, which `high` of them end where it
    `completes`; its timers are in ms, 0 for none. An end has its session `status`, `error`, and who ended the call.
    `past` is what a caller did before, in words, where a backend remembers it. A dial has the number it `dials_as`.
    A capture's prompt lasts `prompt_ms`, it has so many `tries` in all, takes `fewest` keys whatever ends them (`low`
    is for who presses after the prompt and waits), and `#` ends an entry where it `hash_ends`.
    `chosen` is what modelled callers choose from; where that is nothing they press digits by chance, and `random` says
    which share of these falls into each input class; `ends` is the key that closes an entry where one is spoken of.
    `purposes` say what announced keys are for, `said` which part of the prompt has been spoken by then.
    `obstacles` are in the way of a caller who does as told; `closing` has the keys that more is needed after, and what.
    """

    id: str
    kind: PlaceKind
    digest: str = ""
    stage: str | None = None
    action: str = ""
    words: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    voice: str | None = None
    leg: str = ""
    status: str = ""
    error: int | None = None
    by: str = ""
    told: bool = True
    past: str = ""
    completes: bool = field(default=False, eq=False, repr=False)
    digit_timeout: int = field(default=0, eq=False, repr=False)
    overall_timeout: int = field(default=0, eq=False, repr=False)
    dials_as: str = field(default="", eq=False, repr=False)
    obstacles: tuple[Obstacle, ...] = field(default=(), eq=False, repr=False)
    closing: tuple[tuple[str, str], ...] = field(default=(), eq=False, repr=False)
    prompt_ms: int = field(default=0, eq=False, repr=False)
    tries: int = field(default=0, eq=False, repr=False)
    fewest: int = field(default=1, eq=False, repr=False)
    hash_ends: bool = field(default=False, eq=False, repr=False)
    hash_is_key: bool = field(default=False, eq=False, repr=False)
    keeps_hash: bool = field(default=False, eq=False, repr=False)
    chosen: tuple[str, ...] = field(default=(), eq=False, repr=False)
    random: tuple[tuple[str, float], ...] = field(default=(), eq=False, repr=False)
    ends: str = field(default="", eq=False, repr=False)
    purposes: tuple[tuple[str, str], ...] = field(default=(), eq=False, repr=False)
    said: tuple[tuple[str, float], ...] = field(default=(), eq=False, repr=False)

    @property
    def is_end(self) -> bool:
        """Whether a call is over here."""
        return self.kind == "end"

    @property
    def without_past(self) -> Place:
        """The same place, whatever was done before: all that one call tells of where it is."""
        return evolve(self, id=self.id.removesuffix(f" {self.past}"), past="") if self.past else self


@record
class Point:
    """A place at one try (0 is the first)."""

    place: Place
    tries: int = 0


@record
class Move:
    """One input at one point, and all that comes of it until the next point.

    `does` is what the caller does, as key scripts write it, or what a leg comes to. `keys` counts key strokes,
    `ms` is simulated time. `heard` is what begins to play on the way, the next place's prompt included. `digits` is
    what the webhook was asked with, `row` the number of the table's row that answered (0: none did, or no table). Of
    the first move of a call `at` is when it begins, in ms since 1970, where that decides what it comes to.

    Of its ms a leg rings for `ring` and leg B is bridged for `talk`; `answered` is the leg that was. The rest of a
    dial's, and what comes after the end of an entry, are `after`: all that does not hang on when keys are pressed.
    The webhook is asked `back` ms before the end of the move.
    """

    source: int
    input_class: str
    dest: int
    does: str = ""
    keys: int = 0
    ms: int = 0
    heard: tuple[Prompt, ...] = ()
    asked: bool = False
    digits: str | None = None
    row: int = 0
    fault: BackendFault | None = None
    at: int | None = None
    after: int = field(default=0, eq=False, repr=False)
    ring: int = field(default=0, eq=False, repr=False)
    talk: int = field(default=0, eq=False, repr=False)
    answered: str = field(default="", eq=False, repr=False)
    back: int = field(default=0, eq=False, repr=False)


EdgeKey = tuple[str, str, str]
"""Place, input class, destination."""


@frozen
class Unstable:
    """A backend that answered the same question differently: at this place, to this input."""

    place: str
    input_class: str
    does: tuple[str, ...]
    first: str
    then: str


@frozen
class Behaviour:
    """Everything that was found. `points[0]` is where every call begins; points stand in the order of their finding.

    `bounds` says what kept exploration from going on, empty where the graph is complete; `open` are the points that
    were seen and not explored. `rows` are the numbers of the table's rows. `known` is the ground of what is claimed
    where nothing stopped exploration; of a backend, `walks` counts the sessions that what was found was held against,
    `rounds` how often each circle was walked in one of them, and `tried` the entries at each capture, by its place.
    `unrung` are usual outcomes of a dial that were left out. `instants` are those at which calls began, in ms since
    1970, where the clock decides what they meet.
    """

    title: str
    points: tuple[Point, ...]
    moves: tuple[Move, ...]
    bounds: tuple[Bound, ...] = ()
    open: frozenset[int] = frozenset()
    unstable: tuple[Unstable, ...] = ()
    rows: tuple[int, ...] = ()
    file: str = field(default="", eq=False)
    known: Ground = "proved"
    walks: int = 0
    rounds: int = 0
    tried: Mapping[str, TriedEntries] = field(factory=dict, eq=False)
    unrung: tuple[str, ...] = ()
    instants: tuple[int, ...] = ()
    replies: tuple[tuple[int, str], ...] = field(default=(), eq=False, repr=False)
    """What a live backend replied: the index of a move, and a text that came on it."""

    @property
    def complete(self) -> bool:
        """Whether nothing was left out, and the backend answered alike each time."""
        return not self.bounds and not self.unstable

    @property
    def ground(self) -> Ground:
        """How what is claimed of all of it is known."""
        return ground_of(self.known, self.complete, self.unrung or self.instants)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The entries that mattered and that the source or the data of the backend holds: for nobody else's eyes."""
        hints = (hint for found in self.tried.values() for hint in found.mattered)
        return tuple(dict.fromkeys(keys for hint in hints for keys in hint.secrets))

    @cached_property
    def without_pasts(self) -> Behaviour:
        """The same with one place for each, whatever was done before."""
        if not any(point.place.past for point in self.points):
            return self
        points = tuple(evolve(point, place=point.place.without_past) for point in self.points)
        return evolve(self, points=points)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every place, ends included, in the order of finding."""
        return {point.place.id: point.place for point in self.points}

    @cached_property
    def leaving(self) -> tuple[tuple[int, ...], ...]:
        """The indices of the moves that leave each point."""
        found: list[list[int]] = [[] for _ in self.points]
        for index, move in enumerate(self.moves):
            found[move.source].append(index)
        return tuple(map(tuple, found))

    @cached_property
    def edges(self) -> dict[EdgeKey, tuple[int, ...]]:
        """The moves of each edge, by their index, in the order of finding."""
        found: dict[EdgeKey, list[int]] = {}
        for index, move in enumerate(self.moves):
            found.setdefault(self.edge_of(move), []).append(index)
        return {key: tuple(moves) for key, moves in found.items()}

    def edge_of(self, move: Move) -> EdgeKey:
        """The edge that a move belongs to."""
        return (self.points[move.source].place.id, move.input_class, self.points[move.dest].place.id)

    def faults(self) -> Iterator[tuple[Move, BackendFault]]:
        """The moves at which the backend failed."""
        return ((move, move.fault) for move in self.moves if move.fault is not None)
