"""executeScenario: run a flow that is stored on the platform; it must be the only action.

Example:
    {"action": "executeScenario", "params": {"scenarioName": "office-hours"}}

"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from simulator.actions.base.params import param
from simulator.model.machine.table import Row, RunScenario
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.actions.base.position import Position
    from simulator.model.machine.table import Phase, State


@record
class ExecuteScenario:
    """Run the platform scenario `scenarioName`; its other parameters are not published."""

    NAME: ClassVar[str] = "executeScenario"
    SUMMARY: ClassVar[str] = "EXECUTE_SCENARIO"
    FIRST: ClassVar[str] = "starting"

    scenario_name: str = param("string", "name of a flow stored on the platform", required=True, owner=-1019)

    def states(self, step: Position) -> tuple[State, ...]:
        """One state, before any leg is up where a request begins so."""
        phase: Phase = "created" if step.leg == "A" else "talking"
        return (step.state("starting", RunScenario(self.scenario_name), phase=phase),)

    def rows(self, step: Position) -> tuple[Row, ...]:
        """The call moves to the stored flow, or ends where only its name is known."""
        starting = step.name("starting")
        return (Row(starting, "scenario", "replied"), Row(starting, "notSimulated", "end.COMPLETED"))
