"""Run captured sessions against a flow: the same path or not, where a session leaves it, and what a log cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, evolve

from simulator.model.flow.flow_file import Inbound
from simulator.model.number import MSISDN, is_caller
from simulator.model.record import frozen
from simulator.model.reports.session_replay import ASPECTS, TOLERANCE, SessionReplay
from simulator.running.answering import responder_for
from simulator.running.prepared import prepared
from simulator.running.replaying.ending import compare_digits, compare_summary
from simulator.running.replaying.findings import ReplayFindings
from simulator.running.replaying.following import Following
from simulator.running.replaying.legs import compare_legs
from simulator.running.replaying.missing import note_missing, unknown_entries
from simulator.running.result import CallResult
from simulator.running.seeds import derived, seed_of

if TYPE_CHECKING:
    from simulator.callers.replayed import EntryDone
    from simulator.engine.setting import Setting
    from simulator.model.call.logged import LoggedSession
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.session_replay import Departure


@frozen(eq=False)
class Replay:
    """One session of a log, run again: what came of it, and the call, None where the request is refused.

    `entered` is what the caller did at each entry, on the way to question `gone` (the end counts as one more);
    `hangup` is when the caller hung up, in ms of the session. `heard` is what was heard by the lists of the log, None
    where it does not have all of them.
    """

    session: LoggedSession
    report: SessionReplay
    call: CallResult | None = None
    entered: tuple[EntryDone, ...] = ()
    hangup: int | None = None
    legs: tuple[LegOutcome, ...] = Factory(tuple)
    gone: int = 0
    heard: tuple[str, ...] | None = None

    @property
    def same(self) -> bool | None:
        """Whether all that was compared is the same; None where the log does not tell the path."""
        return self.report.same

    @property
    def departure(self) -> Departure | None:
        """Where the session leaves the path of the log."""
        return self.report.departure


def replay(
    session: LoggedSession,
    flow: FlowFile,
    seed: int | None = None,
    at: str | int | None = None,
    tolerance: float = TOLERANCE,
) -> Replay:
    """Run the caller of one session against a flow. Raises UsageError where the flow cannot be run.

    Each session of a log has ids of its own, also where all of them get one `seed`. `tolerance` is in seconds: two
    lengths of time that differ by no more are the same.
    """
    ready, findings = prepared(flow, at), ReplayFindings()
    if ready.compiled is None:
        answer = ready.source.answer
        refused = f"{answer['statusCode']} {answer['statusMessage']}"
        findings.look("questions", 1, "an accepted request", refused)
        return Replay(session, _report(session, findings, tolerance))
    own = derived(seed_of(flow, seed, "replay"), session.session_id)
    setting, ms = _called_by(session, ready.setting(own, False)), round(tolerance * 1000)
    if not _same_direction(session, setting, findings):
        findings.skip(what for what in ASPECTS if what != "direction")
        return Replay(session, _report(session, findings, tolerance))
    following = Following.begin(session, flow, responder_for(flow), setting, findings, ms)
    following.follow()
    return _judged(following, tolerance)


def _judged(following: Following, tolerance: float) -> Replay:
    """What came of a session that was followed as far as it goes."""
    session, call, findings = following.session, following.call, following.findings
    compare_legs(session, call, findings, over=following.over)
    compare_digits(session, call, findings, whole=following.whole)
    compare_summary(session, call, findings, whole=following.whole, lost=following.lost)
    note_missing(following, findings)
    report = _report(session, findings, tolerance)
    return Replay(
        session,
        evolve(report, followed=not following.lost, unknown=unknown_entries(following)),
        CallResult(call),
        tuple(following.entered),
        following.hangup,
        following.network.legs[: following.network.dials],
        following.gone,
        None if (heard := following.lists.heard) is None else tuple(heard),
    )


def _report(session: LoggedSession, findings: ReplayFindings, tolerance: float) -> SessionReplay:
    def ordered(names: set[str]) -> tuple[str, ...]:
        return tuple(what for what in ASPECTS if what in names)

    order = list(ASPECTS)
    untold = sorted(findings.not_told, key=lambda one: order.index(one.what))
    return SessionReplay(
        session.session_id,
        len(session.asks),
        ordered(findings.compared),
        findings.in_order,
        tuple(untold),
        ordered(findings.skipped),
        tolerance=tolerance,
    )


def _called_by(session: LoggedSession, setting: Setting) -> Setting:
    """Who calls in, and which number, is up to the caller of the log, not to the flow."""
    leg = session.legs[0] if session.legs else None
    if setting.inbound is None or leg is None or not leg.inbound:
        return setting
    if leg.source is None or leg.destination is None or not is_caller(leg.source):
        return setting
    known = MSISDN.fullmatch(leg.destination)
    return evolve(setting, inbound=Inbound(leg.source, leg.destination)) if known else setting


def _same_direction(session: LoggedSession, setting: Setting, findings: ReplayFindings) -> bool:
    if session.inbound is None:
        findings.untold("direction", "no webhook of the session names it")
        return True
    words = {True: "the call comes in", False: "the platform calls"}
    findings.look("direction", 1, words[session.inbound], words[setting.inbound is not None])
    return session.inbound == (setting.inbound is not None)
