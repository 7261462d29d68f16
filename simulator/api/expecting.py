"""What many callers come to, without a call: the exact expectations of the public API, which show themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.api.arguments import naming, seed_from, wrong
from simulator.api.flow import begun
from simulator.api.population import model_from
from simulator.entries.offers import Offers
from simulator.exploring.expecting.expected import ExpectedCalls, expected
from simulator.exploring.search.explore import explore as explore_flow
from simulator.model.behaviour.ground import IN_WORDS
from simulator.model.behaviour.words import in_short
from simulator.model.call.leg_outcomes import explored
from simulator.model.call.outcome import LegOutcome
from simulator.render.shown import Printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.exploring.expecting.chain import Moments
    from simulator.exploring.expecting.expected import PlaceExpected, TrappedExpected
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.ground import Ground
    from simulator.model.caller_model import CallerModel


@frozen(eq=False, repr=False)
class Expectations(Printed):
    """What the callers of a model come to in a flow, exactly: shares, means and variances a call.

    `outcome` and `ended_by` are shares, as `run_many` names them; `trapped` is an outcome where some never leave.
    """

    found: ExpectedCalls
    behaviour: Behaviour

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

    def __str__(self) -> str:
        lines = [f"Expected of the callers of {self.behaviour.title} (its behaviour is {IN_WORDS[self.ground]})"]
        lines += [f"{share:>9.2%}  {name}" for name, share in self.outcome.items()]
        lines.append(f"{self.ended_by.get('caller', 0):>9.2%}  the caller hangs up")
        lines.append(f"{self.person:>9.2%}  a person answers")
        rows: Mapping[str, Moments] = self.found.moments
        lines += [f"{row.mean:>9.2f}  {name} a call (sd {row.variance**0.5:.2f})" for name, row in rows.items()]
        for one in sorted(self.places, key=lambda one: -one.arrivals):
            name = in_short(self.behaviour.places[one.place])
            lines.append(f"{one.arrivals:>9.3f}  come to {name}, with {one.entries:.3f} entries")
        return "\n".join(lines) + "\n"


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
    return Expectations(expected(behaviour, model, Offers.of(found), found.account.assumptions), behaviour)
