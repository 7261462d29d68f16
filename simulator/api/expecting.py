"""What many callers come to, without a call: the exact expectations of the public API, which show themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from simulator.api.arguments import naming, seed_from, wrong
from simulator.api.flow import begun
from simulator.api.population import model_from
from simulator.api.traffic.offered_calls import OfferedCalls, offered_from
from simulator.entries.offers import Offers
from simulator.errors import MissingExtraError, UsageError
from simulator.exploring.expecting.call_laws import PARTS, CallersOf
from simulator.exploring.expecting.expected import LEAST, ExpectedCalls, expected
from simulator.exploring.search.explore import explore as explore_flow
from simulator.exploring.search.routes import Routes
from simulator.model.behaviour.words import why_so
from simulator.model.call.leg_outcomes import explored
from simulator.model.call.outcome import LegOutcome
from simulator.populations.offering.offered import Holding
from simulator.render.reporting.expected_report import ToldCalls, expected_report
from simulator.render.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.exploring.expecting.chain import Moments
    from simulator.exploring.expecting.expected import PlaceExpected, TrappedExpected
    from simulator.exploring.expecting.passed_places import Traffic
    from simulator.exploring.expecting.time_law import TimeLaw
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.ground import Ground
    from simulator.model.behaviour.way import Way
    from simulator.model.caller_model import CallerModel
    from simulator.populations.offering.offered import Offered
    from simulator.render.reporting.traffic_report import TrafficReport


@frozen(eq=False, repr=False)
class Expectations(Shown):
    """What the callers of a model come to in a flow, exactly: shares, means and variances a call.

    `outcome` and `ended_by` are shares, as `run_many` names them; `trapped` is an outcome where some never leave.
    """

    formats = "traffic"

    found: ExpectedCalls
    of: CallersOf = field(eq=False)
    offer: Offered | None = None

    @property
    def behaviour(self) -> Behaviour:
        """What callers can meet, on which it is founded."""
        return self.of.behaviour

    @property
    def outcome(self) -> dict[str, float]:
        """The share of each outcome, most first."""
        return self._added(0)

    @property
    def ended_by(self) -> dict[str, float]:
        """Who ends the calls: the caller, the platform, or the simulator; the share of each."""
        return self._added(1)

    @property
    def person(self) -> float:
        """The share of callers whom a person answers on leg B."""
        return self.found.person

    @property
    def contained(self) -> float:
        """The share without a person: containment as vendors count it, abandoned calls included."""
        return 1 - self.found.person

    @property
    def seconds(self) -> Moments:
        """The length of a call."""
        return self.found.moments["seconds"]

    @property
    def ring(self) -> Moments:
        """The seconds in which a leg rings."""
        return self.found.moments["ring"]

    @property
    def ivr(self) -> Moments:
        """The seconds in the IVR: all but ringing and talk."""
        return self.found.moments["ivr"]

    @property
    def talk(self) -> Moments:
        """The seconds in which leg B talks."""
        return self.found.moments["talk"]

    @property
    def entries(self) -> Moments:
        """The number of entries."""
        return self.found.moments["entries"]

    @property
    def places(self) -> tuple[PlaceExpected, ...]:
        """Each capture: how often a call comes to it, and the entries made there."""
        return self.found.places

    @property
    def trapped(self) -> tuple[TrappedExpected, ...]:
        """The closed parts without an end, and the share of callers that each holds."""
        return self.found.trapped

    @property
    def ground(self) -> Ground:
        """How the places and moves behind it are known."""
        return self.behaviour.ground

    def _added(self, at: int) -> dict[str, float]:
        shares: dict[str, float] = {}
        for end, share in self.found.ends:
            shares[end[at]] = shares.get(end[at], 0.0) + share
        if (caught := sum(one.share for one in self.trapped)) > 0:
            shares["trapped"] = caught
        return dict(sorted(shares.items(), key=lambda item: (-item[1], item[0])))

    @property
    def why(self) -> str:
        """Why it is known so."""
        return why_so(self.behaviour)

    @property
    def parts(self) -> tuple[Expectations, ...]:
        """What was worked out: this."""
        return (self,)

    @property
    def traffic(self) -> Traffic:
        """The waterfall: what callers do at each place, what becomes of them, and how they reach a person."""
        return self.found.traffic

    def law(self, measure: str = "ivr") -> TimeLaw:
        """The whole law of the `seconds` of a call, or of those in the IVR, with `quantile` and `survival`.

        Of callers who are not trapped; on a grid of 100 ms, or a coarser one for long calls. Raises UsageError,
        MissingExtraError (extra `population`).
        """
        if measure not in PARTS:
            raise wrong("measure", measure, " or ".join(map(repr, PARTS)))
        return self.of.law(measure, self.found.moments[measure])

    @property
    def holding(self) -> Holding:
        """How long calls take, and what they ask for: all that trunks and agents need to know of them.

        Raises UsageError where callers are trapped: how long their calls take is no matter of theirs.
        """
        traffic = self.traffic
        if (caught := sum(one.share for one in self.trapped)) > LEAST:
            raise UsageError(
                f"{caught:.2%} of these callers are trapped, so that nobody knows how long their calls take: mend the "
                "flow first (without --arrivals the table Traps says where)"
            )
        return Holding(self.seconds.mean, self.known_law("seconds"), traffic.webhooks, traffic.answers, traffic.talk)

    def offered(
        self, arrivals: Any, ports: int | None = None, *, agents: int | None = None, seed: int | None = None
    ) -> OfferedCalls:
        """What so many calls ask of trunks (`ports`: those there are, else how many are enough) and of `agents`.

        `arrivals` are a rate (`"600/h"`, or a number an hour), `"bank day 5000"`, 24 numbers (calls of each hour), or a
        file with them. Raises UsageError.
        """
        return OfferedCalls(offered_from(arrivals, self.holding, ports, agents, seed), self.behaviour.title)

    def known_law(self, measure: str) -> TimeLaw | None:
        """A law, where numpy is there."""
        try:
            return self.law(measure)
        except MissingExtraError:
            return None

    def _shown(self) -> TrafficReport:
        routes = Routes(self.behaviour, self.of.settings)
        traps = tuple((one.share, one.places, _way_to(routes, one.places)) for one in self.trapped)
        law, name = self.known_law("ivr"), self.of.model.name
        return expected_report(ToldCalls(self.found, self.behaviour, traps, law, self.offer, name, self.of.unmet))


def _way_to(routes: Routes, places: Sequence[str]) -> Way:
    """The shortest way to a trap."""
    points = [at for at, point in enumerate(routes.behaviour.points) if point.place.id in places]
    return routes.to(routes.shortest(points))


def expect(
    flow: FlowGiven,
    callers: CallerModel | str | Path,
    *,
    at: At | None = None,
    account: AccountGiven | None = None,
    backend: BackendGiven | None = None,
    seed: int | None = None,
) -> Expectations:
    """What the callers of a model, or of a callers file, come to in a flow, without a call.

    It is exact for what exploration found (`ground` says how that is known), and agrees with `run_many`, which is the
    reference. Raises RefusedError where the request is refused, UsageError where a model or a setting hangs on more
    than where a call is (patience, `typeAhead`, `messageBargeIn`, a machine on leg A), where `maxSessionLength` may
    stop more than one caller in a thousand, or exploration did not see what the callers do.
    """
    found, now = begun(flow, account=account, at=at, backend=backend)
    with naming("callers"):
        model = model_from(callers)
        if model is None:
            raise wrong("callers", callers, "a CallerModel, or the path of a callers file")
    told = (name for _, kind in model.kinds() for leg in "AB" for _, name in kind.outcomes(leg))
    names = dict.fromkeys([*explored(), *told])
    behaviour = explore_flow(found, at=now, seed=seed_from(seed), legs=tuple(map(LegOutcome, names)))
    of = CallersOf(behaviour, model, Offers.of(found), found.account.assumptions)
    return Expectations(expected(of), of)
