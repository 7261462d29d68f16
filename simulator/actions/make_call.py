"""makeCall: dial a phone. The first one of a request places leg A, a later one bridges leg B to it.

Example:
    {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}

"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from simulator.actions.base.params import param
from simulator.model.machine.table import Dial
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.actions.base.position import Position
    from simulator.model.machine.table import Row, State


@record
class MakeCall:
    """Dial `destination`, showing `source` (documented); one outbound leg, at most two at once."""

    NAME: ClassVar[str] = "makeCall"
    SUMMARY: ClassVar[str] = "MAKE_CALL"
    FIRST: ClassVar[str] = "ringing"

    source: str = param("string", "the caller id shown, MSISDN in E.164, the plus optional", required=True)
    destination: str = param("string", "whom to call, MSISDN in E.164, the plus optional", required=True, dialled=True)
    call_recording: bool | None = param("boolean", "record the call (documented for replies)", requests=False)

    def states(self, step: Position) -> tuple[State, ...]:
        """Leg A rings and is answered; leg B rings, is bridged, and leaves leg A to go on."""
        recording = self.call_recording
        if recording is None:
            recording = step.settings.call_recording_default
        dial = Dial(step.leg, self.source, self.destination, recording)
        if step.leg == "A":
            return (step.state("ringing", dial, phase="dialling", waits_for="dial"),)
        ringing = step.state("ringing", dial, phase="bridging", waits_for="dial")
        return (ringing, step.state("bridged", phase="bridged"))

    def rows(self, step: Position) -> tuple[Row, ...]:  # noqa: ARG002 - one that needs no place
        """None: all that can come of a dial (busy, not answered, ...) is the session table's, lifted by phase."""
        return ()
