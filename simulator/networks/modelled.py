"""A network by chance: what each leg comes to, and how long leg B talks, as a model of callers has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.call.leg_outcomes import leg_row
from simulator.model.call.outcome import LegOutcome
from simulator.model.caller_model import drawn
from simulator.networks.scripted import ScriptedNetwork

if TYPE_CHECKING:
    from random import Random

    from simulator.engine.waits import DialWait
    from simulator.model.caller_model import CallerModel


@define
class ModelledNetwork(ScriptedNetwork):
    """Outcomes by chance where `legs` says nothing of a dial; `came` is what each dial came to."""

    model: CallerModel = field(kw_only=True)
    chance: Random = field(kw_only=True)
    came: list[LegOutcome] = field(init=False, factory=list)

    def dial(self, wait: DialWait) -> LegOutcome | int:
        """What the dial comes to."""
        found = super().dial(wait)
        if self.dials > len(self.legs):
            found = self._drawn(wait.leg)
        assert isinstance(found, LegOutcome)  # no crowd has faults
        self.came.append(found)
        return found

    def _drawn(self, leg: str) -> LegOutcome:
        shares = self.model.outcomes(leg)
        weights = [share for share, _ in shares]
        name = shares[0][1] if len(shares) == 1 else self.chance.choices([name for _, name in shares], weights)[0]
        talks = None
        if leg == "B" and self.model.talk is not None and leg_row(name).connected and not leg_row(name).greets:
            talks = drawn(self.chance, self.model.talk, 1000)
        return LegOutcome(name, talks=talks)
