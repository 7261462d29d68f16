"""The time of a log and that of the call that is run: each question is where both clocks are set anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from simulator.model.call.event import Dialled
from simulator.model.reports.session_replay import TOLERANCE

if TYPE_CHECKING:
    from simulator.model.assumptions import Assumptions
    from simulator.model.call.logged import LoggedAsk, LoggedSession
    from simulator.running.replaying.findings import ReplayFindings
    from simulator.running.replaying.stretch import Passage
    from simulator.running.replaying.targets import Target


@define
class Clock:
    """An instant of the log (ms since 1970, None where it is not told), and where the call was then (ms of it).

    `updates_seen` counts the digits of status updates that stretches before were told of.
    """

    instant: int | None
    now: int = 0
    updates_seen: int = 0

    @classmethod
    def of(cls, session: LoggedSession, settings: Assumptions) -> Clock:
        """The clock at the beginning of a session."""
        return cls(session.began(settings))

    def set(self, instant: int | None, now: int) -> None:
        """Log and call are at the same question."""
        self.instant, self.now = instant, now

    def due(self, instant: int | None) -> int | None:
        """When something of the log should come, in ms of the call."""
        return None if instant is None or self.instant is None else self.now + instant - self.instant

    def updates(self, session: LoggedSession, ask: LoggedAsk | None) -> tuple[str, ...] | None:
        """The digits of captures until a question (None: the end), where status updates tell of them and when."""
        told = session.digits
        if told is None or any(at is None for at, _ in told) or any(one.at is None for one in session.asks):
            return None
        first = self.updates_seen
        if ask is not None and ask.at is not None:
            until = ask.at
            self.updates_seen = sum(at is not None and at <= until for at, _ in told)
            return tuple(digits for _, digits in told[first : self.updates_seen])
        return tuple(digits for _, digits in told[first:])

    def compare(
        self,
        target: Target,
        logged: Passage | None,
        found: Passage,
        number: int,
        tolerance: int,
        findings: ReplayFindings,
    ) -> None:
        """Compare how long a stretch took, by the log and by what the log's own lists take here."""
        if found.lost or (found.asks is None) != (target.ask is None):
            return
        begin = "the beginning" if number == 1 else f"question {number - 1}"
        end = "the end" if target.ask is None else f"question {number}"
        if target.at is None:
            findings.untold("duration", f"from {begin} to {end}: the log does not tell when that was")
            return
        due = target.at
        if logged is not None and abs(target.missing(logged)) > tolerance:
            # What a text takes to speak is estimated: that is no difference between two lists.
            if abs(logged.at - found.at) <= tolerance:
                took, takes = _seconds(due - self.now), _seconds(logged.at - self.now)
                why = f"{took}, where the log's own lists take {takes} here"
                findings.untold("duration", f"from {begin} to {end}: {why}")
                return
            due = logged.at
        same = abs(due - found.at) <= tolerance
        if not same and _dials_unknown(target.session, found):
            findings.untold("duration", f"from {begin} to {end}: the log does not tell how long a leg was dialled")
            return
        if max(due, found.at) - self.now <= tolerance and tolerance > round(TOLERANCE * 1000):
            findings.untold_once("duration", f"of what takes no longer than the tolerance of {tolerance / 1000:g} s")
            return
        words = f"{end} {{}} after {begin}"
        log, flow = words.format(_seconds(due - self.now)), words.format(_seconds(found.at - self.now))
        findings.look("duration", number, log, flow, found.call.state, same=same)


def _dials_unknown(session: LoggedSession, found: Passage) -> bool:
    """Whether a leg is dialled on the way of whose time the log tells nothing."""
    before = sum(isinstance(event, Dialled) for event in found.call.trace[: found.since])
    dialled = sum(isinstance(event, Dialled) for event in found.events)
    return not all(session.times(number) for number in range(before, before + dialled))


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.3f} s"
