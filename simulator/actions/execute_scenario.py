"""executeScenario: run a flow that is stored on the platform; it must be the only action.

Example:
    {"action": "executeScenario", "params": {"scenarioName": "office-hours"}}

"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from simulator.actions.base.params import param
from simulator.model.machine.table import Fragment, Row, RunScenario
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.actions.base.position import Position
    from simulator.model.machine.table import Phase


@record
class ExecuteScenario:
    """Run the platform scenario `scenarioName`; its other parameters are not published."""

    NAME: ClassVar[str] = "executeScenario"
    SUMMARY: ClassVar[str] = "EXECUTE_SCENARIO"
    FIRST: ClassVar[str] = "starting"

    scenario_name: str = param("string", "name of a flow stored on the platform", required=True, owner=-1019)

    def fragment(self, step: Position) -> Fragment:
        """The call moves to the stored flow, or ends where only its name is known."""
        phase: Phase = "created" if step.leg == "A" else "talking"
        state = step.state("starting", RunScenario(self.scenario_name), phase=phase)
        return Fragment(
            (state,),
            (
                Row(state.name, "scenario", "replied"),
                Row(state.name, "notSimulated", "end.COMPLETED"),
            ),
        )
