"""The legs of a session held against those of a call: how many, in which order, what each came to, whom it dialled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from simulator.model.call.event import Asked, Dialled
from simulator.model.call.leg_outcomes import ANSWERED
from simulator.model.call.logged import RESULTS
from simulator.running.replaying.findings import state_of
from simulator.webhooks.base.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.call import Call
    from simulator.model.call.logged import LoggedLeg, LoggedSession
    from simulator.running.replaying.findings import ReplayFindings
    from simulator.webhooks.base.facts import Leg

NOBODY_TELLS = "the log has neither status updates (VCS) nor a summary (VSS)"


def compare_legs(session: LoggedSession, call: Call, findings: ReplayFindings, *, over: bool) -> None:
    """Compare them, and how many there are where the log knows all; that some are missing, once the call is `over`."""
    why = ""
    if not session.every_leg:
        why = f"{NOBODY_TELLS}: of leg A alone the questions tell" if session.legs else NOBODY_TELLS
    elif any(leg.connected is None for leg in session.legs):
        why = "the log does not tell what came of each leg: a summary (VSS) tells of leg A and the last leg B alone"
    if why:
        findings.untold("legs", why)
        findings.untold("dialled", why)
    if session.legs:
        found = Facts(call.setting, call.trace).legs
        _Legs(session, call, findings, found, over).compare()


@define
class _Legs:
    session: LoggedSession
    call: Call
    findings: ReplayFindings
    found: Sequence[Leg]
    over: bool

    def compare(self) -> None:
        logged, settings = self.session.legs, self.call.setting.assumptions
        pairs = list(zip(logged, self.found, strict=False))
        results = [f"leg {_name(at)} {leg.result(settings) or 'not told of'}" for at, leg in enumerate(logged)]
        came_to = [f"leg {leg.name} {_result(leg)}" for leg in self.found]
        self._look("legs", results, came_to, [_came_to(one, leg) for one, leg in pairs])
        if any(leg.inbound is not True for leg in logged):
            numbers, dialled = (
                [_numbers(leg.source, leg.destination) for leg in legs] for legs in (logged, self.found)
            )
            self._look("dialled", numbers, dialled, [_dialled(one, leg) for one, leg in pairs])

    def _look(self, what: str, logged: Sequence[str], found: Sequence[str], same: Sequence[bool]) -> None:
        """Compare all of them; the first that differs is shown."""
        at = same.index(False) if False in same else len(same)
        number, state = self._place(at)
        one, other = (next(iter(legs[at:]), "no further leg") for legs in (logged, found))
        self.findings.look(what, number, one, other, state, same=all(same) and not self._others())

    def _others(self) -> bool:
        """Whether there are more legs than in the log, or fewer."""
        more = len(self.found) - len(self.session.legs)
        return self.session.every_leg and (more > 0 or (self.over and more < 0))

    def _place(self, leg: int) -> tuple[int, str]:
        """On the way to which question the leg was dialled, and in which state that was."""
        trace = self.call.trace
        begun = [number for number, event in enumerate(trace) if isinstance(event, Dialled)]
        before = trace[: begun[leg]] if leg < len(begun) else trace
        return 1 + sum(isinstance(event, Asked) for event in before), state_of(before)


def _name(number: int) -> str:
    return "B" if number else "A"


def _result(leg: Leg) -> str:
    if leg.connected is not None:
        return ANSWERED
    return RESULTS.get(leg.status or "", "struck by an error")


def _came_to(logged: LoggedLeg, leg: Leg) -> bool:
    """Whether a leg came to what the log says, as far as it does."""
    if logged.connected is None:
        return True
    if logged.connected or leg.connected is not None:
        return logged.connected == (leg.connected is not None)
    return logged.status == leg.status if logged.status is not None else logged.sip in (None, leg.sip)


def _numbers(source: str | None, destination: str | None) -> str:
    return f"{source or 'somebody'} dials {destination or 'somebody'}"


def _dialled(logged: LoggedLeg, leg: Leg) -> bool:
    """Whether the same number was dialled from the same; who calls in is not up to the flow."""
    if leg.inbound:
        return True
    return logged.source in (None, leg.source) and logged.destination in (None, leg.destination)
