"""Callers that were drawn: their columns, what they come to together, and each as a script."""

from __future__ import annotations

from operator import index
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve, field, frozen

from simulator.errors import UsageError
from simulator.model.behaviour.ground import IN_WORDS
from simulator.model.behaviour.words import in_short
from simulator.populations.layout import TRAPPED
from simulator.populations.sampling.chance import WHOLE
from simulator.populations.scripts import script_of
from simulator.populations.told import callers_with, counted, joined, moments, without
from simulator.render.shown import Printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.api.traffic.offered_calls import OfferedCalls
    from simulator.exploring.expecting.chain import Moments
    from simulator.model.behaviour.ground import Ground
    from simulator.populations.compiling.compiled import Crowded
    from simulator.populations.scripts import CallerScript


class TrappedCallers(NamedTuple):
    """Callers who came to a part that nobody leaves: where they were last, their share, and the first as a script."""

    place: str
    share: float
    way: CallerScript


@frozen(eq=False, repr=False)
class Sample(Printed):
    """Callers drawn by `populate`, in the order of their numbers; two samples of one flow and model add up.

    `columns` are whole numbers (numpy's where numpy is), by name: `ms` of the session, of which `ring` and `talk`;
    `end` and `place` by number (`ends` and `places` name them) and `kind` (`kind_of`); `retries`, `entries`, and 0 or 1
    for `person` and `goal`. `drawn` are the seeds, each with its number of callers, `engine` is who walked (two samples
    are equal whoever did), and `ground` says how the places and moves behind it are known.
    """

    crowd: Crowded
    columns: Mapping[str, Any] = field(hash=False)
    drawn: tuple[tuple[int, int], ...]
    engine: str = field(eq=False)
    title: str
    ground: Ground

    def __len__(self) -> int:
        return len(self.columns["ms"])

    def __add__(self, other: Sample) -> Sample:
        """Both as one; the callers of the other are counted on from these.

        Raises UsageError where flows or models differ, and where a seed is that of both: these are the same callers.
        """
        if not isinstance(other, Sample):
            return NotImplemented
        if not self.crowd.like(other.crowd):
            raise UsageError("these callers are of two flows, or of two models: only samples of one add up")
        twice = {seed & WHOLE for seed, _ in self.drawn} & {seed & WHOLE for seed, _ in other.drawn}
        if twice:
            raise UsageError(f"both have callers of seed {min(twice)}, who would count twice: draw them with two seeds")
        columns = {name: joined([one, other.columns[name]]) for name, one in self.columns.items()}
        engine = self.engine if self.engine == other.engine else f"{self.engine}, {other.engine}"
        return evolve(self, columns=columns, drawn=(*self.drawn, *other.drawn), engine=engine)

    @property
    def ends(self) -> tuple[tuple[str, str], ...]:
        """How calls end, by the number in the column `end`: the outcome, and by whom."""
        return self.crowd.ends

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of the places, by the number in the column `place`: where a call was last; -1 is nowhere."""
        return tuple(place.id for place in self.crowd.places)

    def kind_of(self, number: int) -> tuple[str, str]:
        """The segment of a caller and what they want, by the number in the column `kind`."""
        return self.crowd.kind(number)

    @property
    def outcome(self) -> dict[str, float]:
        """The share of each outcome, most first; `trapped` of those who came to a part that nobody leaves."""
        return self._shares(0)

    @property
    def ended_by(self) -> dict[str, float]:
        """Who ended the calls: the caller, the platform, or the simulator; the share of each."""
        return self._shares(1)

    @property
    def person(self) -> float:
        """The share of callers whom a person answered on leg B."""
        return moments(self.columns["person"]).mean

    @property
    def contained(self) -> float:
        """The share without a person: containment as vendors count it, abandoned calls included."""
        return 1 - self.person

    @property
    def goal(self) -> float | None:
        """The share who reached a goal; None where the model has none."""
        return moments(self.columns["goal"]).mean if any(self.crowd.goals) else None

    @property
    def seconds(self) -> Moments:
        """The length of a call."""
        return moments(self.columns["ms"], 1000)

    @property
    def ring(self) -> Moments:
        """The seconds in which a leg rang."""
        return moments(self.columns["ring"], 1000)

    @property
    def ivr(self) -> Moments:
        """The seconds in the IVR: all but ringing and talk."""
        return moments(self.ivr_ms, 1000)

    @property
    def talk(self) -> Moments:
        """The seconds in which leg B talked."""
        return moments(self.columns["talk"], 1000)

    @property
    def ivr_ms(self) -> Any:
        """Ms in the IVR, a column."""
        return without(self.columns["ms"], self.columns["ring"], self.columns["talk"])

    @property
    def trapped(self) -> tuple[TrappedCallers, ...]:
        """Where callers were who could not leave, until the simulator stopped the call; most first."""
        found: dict[int, list[int]] = {}
        for at in callers_with(self.columns["end"], TRAPPED):
            found.setdefault(int(self.columns["place"][at]), []).append(at)
        ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        return tuple(
            TrappedCallers(self.places[place], len(those) / len(self), self.script(those[0])) for place, those in ranked
        )

    def script(self, caller: int) -> CallerScript:
        """A caller as `run`, or `callflow run --dtmf --leg`, replays it: `script` and `legs`.

        Raises UsageError where there is no such caller.
        """
        number = index(caller)
        if not 0 <= number < len(self):
            raise UsageError(f"there is no caller {number}: {len(self):,} were drawn, from 0 on")
        seeds = iter(self.drawn)
        seed, size = next(seeds)
        while number >= size:
            number -= size
            seed, size = next(seeds)
        return script_of(self.crowd, seed, number)

    def offered(
        self, arrivals: Any, ports: int | None = None, *, agents: int | None = None, seed: int | None = None
    ) -> OfferedCalls:
        """What calls like these ask of trunks (`ports`: those there are, else how many are enough) and of `agents`.

        `arrivals` are as `Expectations.offered` takes them; whoever reaches a person counts as one call for the agents.
        Raises UsageError, also where the simulator stopped some of the calls, and of agents where a machine answers
        some: what was drawn does not tell its talk from that of persons.
        """
        from simulator.api.traffic.offered_calls import OfferedCalls, holding_of, offered_from

        if agents is not None and self.crowd.machines:
            raise UsageError(
                f"{agents} agents: a machine answers leg B of some of these callers, and nothing drawn tells its talk "
                "apart: expect or run_many tell what persons are asked for"
            )
        ms, talk, person = ([int(one) for one in self.columns[name]] for name in ("ms", "talk", "person"))
        talked = sum(long for long, met in zip(talk, person, strict=True) if met) / len(ms) / 1000
        holding = holding_of(ms, self.person, talked, self.ended_by.get("simulator", 0.0))
        return OfferedCalls(offered_from(arrivals, holding, ports, agents, seed), self.title)

    def to_dataframe(self) -> Any:
        """A `pandas.DataFrame`, a row per caller (its columns: docs/api.md). Raises MissingExtraError."""
        from simulator.render.coded_frame import coded_frame

        columns, places = self.columns, [in_short(place) for place in self.crowd.places]
        kinds = {number: self.kind_of(number) for number in counted(columns["kind"])}
        told = {
            "outcome": (columns["end"], dict(enumerate(outcome for outcome, _ in self.ends))),
            "ended_by": (columns["end"], dict(enumerate(by for _, by in self.ends))),
            "segment": (columns["kind"], {number: segment for number, (segment, _) in kinds.items()}),
            "wanted": (columns["kind"], {number: want for number, (_, want) in kinds.items()}),
            "last_place": (columns["place"], dict(enumerate(places))),
        }
        seconds = {"seconds": columns["ms"], "ring_seconds": columns["ring"], "ivr_seconds": self.ivr_ms,
                   "talk_seconds": columns["talk"]}  # fmt: skip
        numbers = {name: columns[name] for name in ("retries", "entries")}
        aiming = [number for number in kinds if self.crowd.aims(number)]
        truths = {"person": (columns["person"], [*kinds]), "goal": (columns["goal"], aiming)}
        return coded_frame(told, seconds, numbers, columns["kind"], truths)

    def _shares(self, at: int) -> dict[str, float]:
        shares: dict[str, float] = {}
        for end, count in counted(self.columns["end"]).items():
            name = self.ends[end][at]
            shares[name] = shares.get(name, 0.0) + count / len(self)
        return dict(sorted(shares.items(), key=lambda item: (-item[1], item[0])))

    def __str__(self) -> str:
        known = IN_WORDS[self.ground]
        lines = [f"{len(self):,} callers of {self.title}, drawn by {self.engine} (its behaviour is {known})"]
        lines += [f"{share:>9.2%}  {name}" for name, share in self.outcome.items()]
        lines.append(f"{self.ended_by.get('caller', 0):>9.2%}  the caller hangs up")
        lines.append(f"{self.person:>9.2%}  a person answers")
        if self.goal is not None:
            lines.append(f"{self.goal:>9.2%}  reach a goal")
        for name in ("seconds", "ring", "ivr", "talk"):
            mean, variance = getattr(self, name)
            lines.append(f"{mean:>9.2f}  {name} a call (sd {variance**0.5:.2f})")
        for one in self.trapped:
            lines.append(f"{one.share:>9.2%}  are trapped at {one.place}")
        return "\n".join(lines) + "\n"
