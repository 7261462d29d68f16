"""What calls met of all that a caller can meet: counts for each place and each edge of a flow.

The denominator are the places and edges that exploration can reach. Ends are places too: how a call can end is
something that a caller meets. The percentage is that of the edges, since whoever takes every edge was at every place.
Where the ground of the denominator is not proved, a figure is never said without it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import Factory, field, frozen

from simulator.errors import UsageError
from simulator.model.behaviour.ground import SHARE_OF, ground_of, weakest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.model.behaviour.behaviour import EdgeKey, Place
    from simulator.model.behaviour.ground import Ground


@frozen(slots=False)
class PlaceHits:
    """A place, and how often calls came to it."""

    place: Place
    hits: int = 0


@frozen(slots=False)
class EdgeHits:
    """An edge, and how often calls took it; `does` is an example of what is done there, as key scripts write it.

    `rows` are the rows of the table that answer on the way.
    """

    key: EdgeKey
    hits: int = 0
    does: str = ""
    rows: tuple[int, ...] = ()


@frozen
class RowLine:
    """A row of a reply table: its number and its line in the flow file, both from 1."""

    number: int
    line: int


@frozen
class EntriesTried:
    """How many entries of 0 to 9 were tried at a capture (its place by its id), of so many."""

    place: str
    tried: int
    possible: int


@frozen
class FlowCoverage:
    """One flow, and what calls met of it; `variant` tells apart what an account or a request makes another flow.

    `extra` are edges that calls took and that exploration does not know: what injected faults lead to, legs that are
    canceled, hang-ups while nothing is asked. `unreached` are the rows that no caller can reach, left out of every
    total. `legs` counts leg outcomes (`A busy`), `faults` the kinds of injected faults, `codes` the status codes
    answered, `errors` the session errors. `bounds` says what kept exploration from going on; `unstable` counts
    questions that the backend answered differently; `problem` why nothing could be explored, "" where it could.
    `known` is the ground of the totals where nothing was left out, `tried` the captures where only some entries were,
    `secrets` the entries in it that the source or the data of the backend holds. `pasts` is how many edges there are
    where what a caller did before is told apart, 0 where that makes none. `mixed`: runs that were added up found
    different places or edges. `instants` are those at which calls began, in ms since 1970, where the clock decides.
    """

    file: str
    title: str
    variant: str = ""
    calls: int = 0
    places: tuple[PlaceHits, ...] = ()
    edges: tuple[EdgeHits, ...] = ()
    extra: tuple[EdgeHits, ...] = ()
    legs: Mapping[str, int] = Factory(dict)
    faults: Mapping[str, int] = Factory(dict)
    codes: Mapping[str, int] = Factory(dict)
    errors: Mapping[str, int] = Factory(dict)
    rows: tuple[RowLine, ...] = ()
    unreached: tuple[int, ...] = ()
    bounds: tuple[str, ...] = ()
    unstable: int = 0
    problem: str = ""
    known: Ground = "proved"
    tried: tuple[EntriesTried, ...] = ()
    secrets: tuple[str, ...] = ()
    pasts: int = 0
    mixed: bool = False
    instants: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one flow."""
        return (self.file, self.variant)

    @property
    def name(self) -> str:
        """The file, and what tells this variant apart."""
        return f"{self.file} ({self.variant})" if self.variant else self.file

    @property
    def complete(self) -> bool:
        """Whether exploration left nothing out, so that the totals are those of the whole flow."""
        return not (self.bounds or self.unstable or self.problem)

    @property
    def ground(self) -> Ground:
        """How it is known that callers can meet no more than the totals."""
        return ground_of(self.known, self.complete, self.instants)

    @property
    def places_covered(self) -> int:
        """How many places some call came to."""
        return sum(one.hits > 0 for one in self.places)

    @property
    def edges_covered(self) -> int:
        """How many edges some call took."""
        return sum(one.hits > 0 for one in self.edges)

    @property
    def percent(self) -> float:
        """Edges covered, 0 to 100."""
        return percent(self.edges_covered, len(self.edges))

    @property
    def row_hits(self) -> dict[int, int]:
        """How often each row that callers can reach answered."""
        left_out = {*self.unreached}
        found = {row.number: 0 for row in self.rows if row.number not in left_out}
        for edge in self.edges:
            for row in edge.rows:
                found[row] = found.get(row, 0) + edge.hits
        return found


@frozen
class CoverageCounts:
    """Every flow that was called, by its name."""

    flows: tuple[FlowCoverage, ...] = field(default=())

    @property
    def ground(self) -> Ground:
        """That of all totals together."""
        return weakest(*(flow.ground for flow in self.flows))

    @property
    def secrets(self) -> tuple[str, ...]:
        """Those of all flows: what is masked where it is shared."""
        return tuple(dict.fromkeys(keys for flow in self.flows for keys in flow.secrets))

    @property
    def places(self) -> int:
        """Places of all flows."""
        return sum(len(flow.places) for flow in self.flows)

    @property
    def places_covered(self) -> int:
        """Places of all flows that some call came to."""
        return sum(flow.places_covered for flow in self.flows)

    @property
    def edges(self) -> int:
        """Edges of all flows."""
        return sum(len(flow.edges) for flow in self.flows)

    @property
    def edges_covered(self) -> int:
        """Edges of all flows that some call took."""
        return sum(flow.edges_covered for flow in self.flows)

    @property
    def percent(self) -> float:
        """Edges covered of all flows, 0 to 100: 0 where no flow was called at all."""
        return percent(self.edges_covered, self.edges) if self.flows else 0.0


def percent(covered: int, total: int) -> float:
    """A share of 0 to 100; nothing of nothing is all of it."""
    return 100 * covered / total if total else 100.0


def shown_percent(share: float) -> str:
    """One decimal, rounded down: what is not all never reads 100."""
    tenths = int(share * 10 + 1e-9)
    return f"{tenths // 10}.{tenths % 10} %" if tenths % 10 else f"{tenths // 10} %"


def shown_share(counts: FlowCoverage | CoverageCounts) -> str:
    """The percentage of the edges that are covered, and what it is one of where that is not known to be all."""
    return shown_percent(counts.percent) + SHARE_OF[counts.ground]


def sorted_counts(*counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Counts added up, by name."""
    found: dict[str, int] = {}
    for pairs in counts:
        for name, number in pairs:
            found[name] = found.get(name, 0) + number
    return dict(sorted(found.items()))


def bound(given: str | None, option: str) -> float | None:
    """The percentage that an option names. Raises UsageError."""
    if given is None:
        return None
    try:
        found = float(given.removesuffix("%"))
    except ValueError:
        found = math.nan
    if not 0 <= found <= 100:
        raise UsageError(f"{option} {given}: expected a number from 0 to 100")
    return found


def falls_short(coverage: CoverageCounts, under: float | None, option: str) -> str:
    """A sentence that says by how much coverage is below what an option asks for; "" where it is not."""
    if under is None or coverage.percent >= under:
        return ""
    # Rounded up, so that no difference reads 0.
    points = -int(-(under - coverage.percent) * 10 // 1) / 10
    total = f"{coverage.edges_covered} of {coverage.edges} edges"
    return f"coverage is {shown_share(coverage)} ({total}), {points:g} points below {option} {under:g}"
