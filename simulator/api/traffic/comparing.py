"""Versions compared, and one number swept over a range: what callers come to in each, without a call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from simulator.api.arguments import naming, wrong
from simulator.api.crowd import Population
from simulator.api.expecting import Expectations, expect
from simulator.api.flow import begun
from simulator.api.population import model_from
from simulator.api.populations.sample import Sample
from simulator.errors import RefusedError, UsageError
from simulator.model.behaviour.ground import IN_WORDS, weakest
from simulator.model.values import plain
from simulator.populations.versions.differing import Differing, Measured, differing
from simulator.populations.versions.measuring import DrawnCall, of_drawn, of_expected
from simulator.populations.versions.swept import MOST, name_of_sweep, with_value
from simulator.render.reporting.compared_report import compared_report, survival_lines, swept_report
from simulator.render.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.model.behaviour.ground import Ground
    from simulator.model.caller_model import CallerModel
    from simulator.render.reporting.traffic_report import TrafficReport

    People = CallerModel | str | Path
    TrafficSide = FlowGiven | Expectations | Population | Sample


@frozen(eq=False, repr=False)
class ComparedTraffic(Shown):
    """Two versions side by side: `differences` has every share and mean of both, and what it takes to see it."""

    formats = "traffic"

    names: tuple[str, str]
    differences: tuple[Differing, ...]
    old: Expectations | None = field(default=None, eq=False)
    new: Expectations | None = field(default=None, eq=False)

    @property
    def parts(self) -> tuple[Expectations, ...]:
        """What was worked out."""
        return tuple(one for one in (self.old, self.new) if one is not None)

    @property
    def ground(self) -> Ground:
        """How what it is worked out from is known: the weaker of both; "tried" for calls that were run or drawn."""
        return weakest(*("tried" if one is None else one.ground for one in (self.old, self.new)))

    @property
    def why(self) -> str:
        """Why it is known so."""
        return "; ".join(dict.fromkeys(_why(one) for one in (self.old, self.new)))

    def __getitem__(self, name: str) -> Differing:
        """The difference of one measure, `containedLoose` or `ivr`. Raises KeyError."""
        return {one.name: one for one in self.differences}[name]

    def _shown(self) -> TrafficReport:
        sides = (self.old, self.new)
        drawn = any(one is None for one in sides)
        how = "Partly of calls that were drawn" if drawn else "Worked out exactly, no call was drawn"
        laws = [None if one is None else one.known_law("ivr") for one in sides]
        secrets = [key for one in self.parts for key in one.behaviour.secrets]
        return compared_report(
            self.names, self.differences, f"{how}; places and ways are {IN_WORDS[self.ground]}: {self.why}.",
            survival_lines(self.names, laws), tuple(dict.fromkeys(secrets)), {"ground": self.ground},
        )  # fmt: skip


@frozen(eq=False, repr=False)
class SweptTraffic(Shown):
    """What callers come to at each value of one number: `found` are the expectations, in the order of `values`."""

    formats = "traffic"

    title: str
    name: str
    values: tuple[float, ...]
    found: tuple[Expectations, ...]

    @property
    def parts(self) -> tuple[Expectations, ...]:
        """What was worked out."""
        return self.found

    @property
    def ground(self) -> Ground:
        """How what it is worked out from is known: the weakest of all values."""
        return weakest(*(one.ground for one in self.found))

    @property
    def why(self) -> str:
        """Why it is known so."""
        return _why(next(one for one in self.found if one.ground == self.ground))

    def _shown(self) -> TrafficReport:
        known = f"Worked out exactly for each value; places and ways are {IN_WORDS[self.ground]}: {self.why}."
        measures = [list(of_expected(one.found)) for one in self.found]
        secrets = tuple(dict.fromkeys(key for one in self.found for key in one.behaviour.secrets))
        return swept_report(
            self.title, self.name, self.values, measures, known, secrets, {"ground": self.ground}
        )  # fmt: skip


def compare(
    old: TrafficSide,
    new: TrafficSide,
    people: People | None = None,
    *,
    at: At | None = None,
    account: AccountGiven | None = None,
    old_backend: BackendGiven | None = None,
    new_backend: BackendGiven | None = None,
    seed: int | None = None,
) -> ComparedTraffic:
    """Two versions of a flow, met by the same callers: the difference of every share and mean.

    A version is a flow as `expect` takes it, what `expect` found, or what `run_many` ran or `populate` drew (then
    differences have an interval: callers of one number count as one and the same, as those of one seed are). Each
    difference says how many real calls of each version it would take to see it. Raises UsageError, also where callers
    are trapped in one and the simulator stopped such calls in the other.
    """
    sides, measures = [], []
    for name, given, backend in (("old", old, old_backend), ("new", new, new_backend)):
        side = given
        if not isinstance(given, Expectations | Population | Sample):
            if people is None:
                raise UsageError(f"people: {name} is a flow, which needs callers: a CallerModel, or a callers file")
            with naming(name):
                flow, now = begun(given, at=at, account=account, backend=backend)
            side = expect(flow, people, at=now, seed=seed)
        sides.append(side)
        measures.append(_measured(side))
    _demand_one_definition(*sides)
    found = [one if isinstance(one, Expectations) else None for one in sides]
    return ComparedTraffic((_name(sides[0]), _name(sides[1])), tuple(differing(*measures)), *found)


def sweep(
    flow: FlowGiven,
    people: People,
    *,
    at: At | None = None,
    account: AccountGiven | None = None,
    seed: int | None = None,
    **values: Iterable[float],
) -> SweptTraffic:
    """What callers come to at each value of one number: `sweep(flow, people, overallTimeout=range(3000, 10001, 1000))`.

    It is one of every capture (`overallTimeout`, `digitTimeout`, `maxDigits`, `minDigits`, `noOfTries`, `repetition`)
    or of the callers (`wrong`, `silence`, `slip`, `bargeIn`, `atOnce`, `perSecond`, `perEntry`). Raises UsageError,
    also where the platform does not take the request or a reply with a value.
    """
    if len(values) != 1:
        raise UsageError(f"sweep takes one number and its values, as in wrong=[0.05, 0.1], found {len(values)}")
    name, numbers = _numbers(*next(iter(values.items())))
    found, now = begun(flow, at=at, account=account)
    with naming("people"):
        model = model_from(people)
        if model is None:
            raise wrong("people", people, "a CallerModel, or the path of a callers file")
    swept = []
    for number in numbers:
        with naming(f"{name}={number:g}"):
            changed, callers = with_value(found, model, name, number)
            try:
                swept.append(expect(changed, callers, at=now, seed=seed))
            except RefusedError as error:
                raise UsageError(f"the request is not taken with this value: {error}") from None
            wrongs = _faults(swept[-1])
            if wrongs and (fresh := wrongs - _faults(expect(found, model, at=now))):
                raise UsageError(f"a reply is not taken with this value: {min(fresh)}")
    return SweptTraffic(found.name, name, tuple(map(float, numbers)), tuple(swept))


def _numbers(given: str, wanted: Any) -> tuple[str, list[float]]:
    """What is swept, and its values. Raises UsageError."""
    name = name_of_sweep(given)
    if isinstance(wanted, str | bytes) or not isinstance(wanted, Iterable):
        raise wrong(given, wanted, "several values, as in [3000, 5000]")
    numbers = [plain(one) for one in wanted]
    if not 0 < len(numbers) <= MOST or not all(isinstance(one, int | float) for one in numbers):
        raise wrong(given, numbers, f"1 to {MOST} numbers")
    return name, numbers


def _faults(found: Expectations) -> set[str]:
    """What is at fault in the replies, in words."""
    return {fault.what for _, fault in found.behaviour.faults()}


def _demand_one_definition(old: Any, new: Any) -> None:
    """Raise UsageError where one knows who is trapped, and the other has such calls until a bound of ours stopped them.

    How long those take is no matter of theirs, and they would be the greatest difference.
    """
    for one, other in ((old, new), (new, old)):
        if isinstance(one, Population) or not isinstance(other, Population) or not one.trapped:
            continue
        stopped = sum(row.facts.ended_by == "simulator" for row in other)
        if stopped:
            raise UsageError(
                f"{stopped} of {len(other)} calls that were run are those that the simulator stopped, and the other "
                "side has callers who are trapped, without the length of their calls: compare what `populate` drew, "
                "or what was run of both versions"
            )


def _measured(side: Any) -> list[Measured]:
    if isinstance(side, Expectations):
        return list(of_expected(side.found))
    if isinstance(side, Sample):
        return list(of_drawn(list(_drawn(side))))
    if not len(side):
        raise UsageError("no calls: expected one at least in each version")
    return list(
        of_drawn([
            DrawnCall(row.outcome, row.facts.person, row.facts.goal, row.facts.ended_by == "caller", row.seconds,
                      row.facts.ivr_seconds, row.facts.ring_seconds, row.facts.talk_seconds, len(row.facts.entries))
            for row in side
        ])
    )  # fmt: skip


def _drawn(sample: Sample) -> Iterator[DrawnCall]:
    """The calls of a sample."""
    known = any(sample.crowd.goals)
    names = ("end", "person", "goal", "ms", "ring", "talk", "entries")
    columns = [map(int, sample.columns[name]) for name in names]
    for end, person, goal, ms, ring, talk, entries in zip(*columns, strict=True):
        outcome, by = sample.ends[end]
        yield DrawnCall(
            outcome, bool(person), bool(goal) if known else None, by == "caller", ms / 1000,
            (ms - ring - talk) / 1000, ring / 1000, talk / 1000, entries,
        )  # fmt: skip


def _name(side: Any) -> str:
    return str(side.behaviour.title if isinstance(side, Expectations) else side.title)


def _why(side: Expectations | None) -> str:
    return "calls that were run or drawn" if side is None else side.why
