"""A flow and the callers of a model, ready to be drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.exploring.conclusions.all_tries import with_all_tries
from simulator.exploring.expecting.at_entry import AtEntry
from simulator.exploring.expecting.callers_chain import CallersChain
from simulator.exploring.expecting.expected import told_by_place
from simulator.model.call.leg_outcomes import leg_row
from simulator.populations.compiling.book import TableBook
from simulator.populations.compiling.laws import FULL, thresholds
from simulator.populations.compiling.of_kind import KindMaker
from simulator.populations.layout import KIND, KINDS

if TYPE_CHECKING:
    from simulator.entries.offers import Offers
    from simulator.model.assumptions import Assumptions
    from simulator.model.behaviour.behaviour import Behaviour, Place
    from simulator.model.caller_model import CallerModel
    from simulator.populations.compiling.pressing import Alternatives
    from simulator.populations.layout import Tables


@frozen(eq=False)
class Crowded:
    """The tables, and what their numbers stand for.

    `ends` are outcomes and by whom, `places` in the order of finding, `kinds` segments and what they want; `said` has
    the keys, or the name of what a leg comes to, for each choice; `goals` says of each kind whether it has any, and
    `machines` whether one may answer leg B.
    """

    tables: Tables
    ends: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    kinds: tuple[tuple[str, str], ...]
    said: tuple[Alternatives, ...]
    goals: tuple[bool, ...]
    machines: bool = False

    def like(self, other: Crowded) -> bool:
        """Whether the tables are the same, and their numbers stand for the same."""
        return (
            self.tables == other.tables
            and (self.ends, self.kinds, self.said) == (other.ends, other.kinds, other.said)
            and [place.id for place in self.places] == [place.id for place in other.places]
        )

    def kind(self, number: int) -> tuple[str, str]:
        """The segment, and what is wanted, by the number in the column of kinds."""
        return self.kinds[self._at(number)]

    def aims(self, number: int) -> bool:
        """Whether goals are known of the kind with this number in the column of kinds."""
        return self.goals[self._at(number)]

    def _at(self, number: int) -> int:
        return (number - self.tables[KINDS]) // KIND


def crowded(behaviour: Behaviour, model: CallerModel, offers: Offers, settings: Assumptions) -> Crowded:
    """The tables of the callers of a model. Raises UsageError where their entries hang on more than where a call is.

    Also where exploration did not see what they do.
    """
    told_by_place(model, settings)
    whole = with_all_tries(behaviour)
    book = TableBook(whole, settings)
    found = [(share * part, kind, want) for share, kind in model.kinds() for part, want in kind.wanted()]
    for until, (_, kind, want) in zip(thresholds(share for share, _, _ in found), found, strict=True):
        entries = AtEntry(kind, want, offers, settings, kind.per_second / 1000)
        # What an exact chain cannot tell of places cannot be drawn either: it says so.
        chain = CallersChain(whole, kind, entries, kind.per_second / 1000).chain()
        trapped = chain.trapped if kind.patience is None else ()
        book.kinds.append((kind.name, want))
        row = [until, book.begin(), round(kind.at_once * FULL), book.laws.leaving(kind.per_second)]
        book.add("kinds", [*row, book.laws.add(kind.patience, 1000)])
        KindMaker(book, kind, entries, kind.goals or model.goals, trapped).states()
    goals = tuple(bool(kind.goals or model.goals) for _, kind, _ in found)
    machines = any(leg_row(name).greets for _, kind, _ in found for _, name in kind.outcomes("B"))
    return Crowded(
        book.tables(),
        tuple(book.ends),
        tuple(whole.places.values()),
        tuple(book.kinds),
        tuple(book.said),
        goals,
        machines,
    )
