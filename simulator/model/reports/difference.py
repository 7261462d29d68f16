"""What differs between two versions of a flow as callers meet them: `exploring/diff.py` finds it, renderers show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.model.behaviour.ground import ground_of
from simulator.model.reports.difference_kinds import KINDS, LEAST

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Bound, Place
    from simulator.model.behaviour.ground import Ground
    from simulator.model.behaviour.tried_entries import TriedEntries
    from simulator.model.behaviour.way import Way
    from simulator.model.machine.table import Prompt
    from simulator.model.reports.difference_kinds import DifferenceKind


@frozen
class Side:
    """One version at a difference: where the caller is (None: nowhere yet), what is heard, where that leads.

    `heard` is all that begins to play until `dest`; of a difference in wording, or in what is announced, only what
    differs. `ms` is the simulated time until `dest`; `row` the number of the table's row that answered last (0: none,
    or no table). `options` are the keys that are announced at `dest` and what for, where that is the difference.
    """

    at: Place | None
    dest: Place
    heard: tuple[Prompt, ...]
    ms: int
    row: int = 0
    options: tuple[tuple[str, str], ...] | None = None


@frozen
class Difference:
    """One difference, with the fewest keys after which it shows; `does` is the last input.

    `outcome`: the call ends otherwise, or ends where the other goes on. `routing`: it goes elsewhere (to another stage
    or number, or, where only texts play, where another key led), or other options are announced. `timing`: the same
    takes another time. `wording`: something else is heard, or in another voice. `more` counts the other inputs after
    which the same shows.
    """

    kind: DifferenceKind
    way: Way
    does: str
    old: Side
    new: Side
    more: int = 0


@frozen
class ScenarioChange:
    """A scenario that ends otherwise with the new version: its verdict and how its call ends, before and now."""

    file: str
    line: int
    name: str
    before: str
    now: str


@frozen
class Comparison:
    """Two versions compared: differences, most serious first, then those with the fewest keys.

    `places` counts the pairs of places where both versions were compared. `bounds` says why not everything was,
    `unstable` (in words) where a backend answered the same question differently. `scenarios` are those that end
    otherwise, of `played` ones. `known` is the ground where nothing was left out, `inputs` counts what was tried.
    Of backends, `walks` counts the sessions that what they remember was held against, and `tried` the entries at each
    capture, with its words; `secrets` are entries in the differences that the source or the data of a backend holds.
    `unrung` are usual outcomes of a dial that were left out, `file` that of the new version ("" where it is not known).
    `instants` are those at which calls began, in ms since 1970, where the clock decides what they meet.
    """

    old: str
    new: str
    differences: tuple[Difference, ...]
    places: int
    bounds: tuple[Bound, ...] = ()
    unstable: tuple[str, ...] = ()
    scenarios: tuple[ScenarioChange, ...] = ()
    played: int = 0
    known: Ground = "proved"
    inputs: int = 0
    walks: int = 0
    tried: tuple[tuple[str, TriedEntries], ...] = ()
    secrets: tuple[str, ...] = ()
    unrung: tuple[str, ...] = ()
    file: str = ""
    instants: tuple[int, ...] = ()

    @property
    def ground(self) -> Ground:
        """How it is known that callers meet no other difference."""
        return ground_of(self.known, self.complete, self.unrung or self.instants)

    @property
    def complete(self) -> bool:
        """Whether nothing was left out, and the backends answered alike each time."""
        return not self.bounds and not self.unstable

    @property
    def changed(self) -> bool:
        """Whether anything but wording changed, or a scenario ends otherwise."""
        return self.fails(LEAST)

    def fails(self, least: DifferenceKind) -> bool:
        """Whether a difference is of this kind or a graver one, or a scenario ends otherwise."""
        kinds = KINDS[: KINDS.index(least) + 1]
        return bool(self.scenarios) or any(one.kind in kinds for one in self.differences)

    def of(self, kind: DifferenceKind) -> tuple[Difference, ...]:
        """The differences of a kind."""
        return tuple(one for one in self.differences if one.kind == kind)
