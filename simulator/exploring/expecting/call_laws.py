"""How long calls take, and how long their callers stay in the IVR: whole laws (extra `population`)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.callers.choosing import key_for
from simulator.exploring.conclusions.all_tries import with_all_tries
from simulator.exploring.expecting.at_entry import AtEntry
from simulator.exploring.expecting.callers_chain import CallersChain
from simulator.exploring.expecting.on_the_way import goal_after
from simulator.exploring.expecting.time_law import TimeLaw
from simulator.exploring.expecting.whole_law import ending_times
from simulator.model.callers.law import law_of
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.entries.offers import Offers
    from simulator.exploring.expecting.chain import Chain, Moments
    from simulator.model.assumptions import Assumptions
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.caller_model import CallerModel

GRID = 100
"""Ms between the times of a law, where calls and flow are not so long that it would take too much memory."""
MOST_CELLS = 2**22
"""Steps of the grid, times the arcs of a chain."""
FEWEST_STEPS = 1024
"""What a grid has at least, however large the flow."""
FAR = 16
"""So many standard deviations above the mean a law is told; rarer calls count as the longest."""
NOWHERE = {
    True: " is nowhere in the flow, so that nobody comes to it",
    False: " is nowhere in what was explored of the flow, so that nobody is counted there",
}
"""Whether all of it is proved to have been seen, and what is said of a name then."""
UNSAID = {True: "no prompt announces", False: "no prompt that was explored announces"}
LIKE_OTHERS = "who wants that chooses among the keys as those do who want nothing"
PARTS = {"seconds": ("ring", "ivr", "talk"), "ivr": ("ivr",)}


@frozen
class CallersOf:
    """Whose calls they are, and through what: all that laws and expectations are worked out from."""

    behaviour: Behaviour
    model: CallerModel
    offers: Offers
    settings: Assumptions

    @cached_property
    def whole(self) -> Behaviour:
        """The behaviour with the moves of all tries."""
        return with_all_tries(self.behaviour)

    @cached_property
    def unmet(self) -> tuple[str, ...]:
        """What the model names that is nowhere in the flow, as far as it was explored, and what comes of that."""
        points, people = self.whole.points, (self.model, *self.model.segments)
        moves = [(move, points[move.dest].place) for move in self.whole.moves]
        stages = {point.place.stage or "start" for point in points}
        told = dict.fromkeys(point.place.purposes for point in points)
        goals = dict.fromkeys(one for kind in people for one in kind.goals)
        named = dict.fromkeys(one for kind in people for one in kind.weights)
        wants = dict.fromkeys(want for _, kind in self.model.kinds() for _, want in kind.wanted() if want)
        missed = (one for one in goals if all(goal_after(*move, (one,)) is None for move in moves))
        proved = self.behaviour.ground == "proved"
        unsaid = (one for one in wants if all(key_for(one, purposes) is None for purposes in told))
        return (
            *(f'the goal "{one}"{NOWHERE[proved]}' for one in missed),
            *(f'the stage "{one}" of weights{NOWHERE[proved]}' for one in named if one not in stages),
            *(f'{UNSAID[proved]} "{one}": {LIKE_OTHERS}' for one in unsaid),
        )

    def chains(self, grid: int = 0) -> Iterator[tuple[float, Chain, bool]]:
        """The chain of each kind of callers and each want, with its share and whether they have goals."""
        for share, kind in self.model.kinds():
            goals = kind.goals or self.model.goals
            for part, want in kind.wanted():
                rate = kind.per_second / 1000
                entries = AtEntry(kind, want, self.offers, self.settings, rate, grid)
                yield share * part, CallersChain(self.whole, kind, entries, rate, goals).chain(), bool(goals)

    def law(self, measure: str, moments: Moments) -> TimeLaw:
        """The law of all seconds of a call or of those in the IVR, of callers who are not trapped.

        Raises MissingExtraError.
        """
        far = 1000 * (moments.mean + FAR * moments.variance**0.5) + 20 * GRID
        talks = [law_of(kind.talk, 1000).quantiles[-1] for _, kind in self.model.kinds() if kind.talk is not None]
        far += max(talks, default=0) * ("talk" in PARTS[measure])
        grid = GRID
        while far / grid > FEWEST_STEPS and far / grid * len(self.behaviour.moves) > MOST_CELLS:
            grid *= 2
        steps = 2 ** int(far / grid).bit_length()
        whole: Any = 0
        for share, chain, _ in self.chains(grid):
            whole = whole + share * ending_times(chain, PARTS[measure], steps, self.settings.dial_delay / grid)
        return TimeLaw.of(grid, map(float, whole))
