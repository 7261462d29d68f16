"""How a session ended, held against how a call did: its summary, and the digits that status updates tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.event import Asked, Captured, Dialled, Ended, Stopped
from simulator.model.call.logged import ending_words
from simulator.running.replaying.findings import state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.call import Call
    from simulator.model.call.logged import LoggedSession, LoggedSummary
    from simulator.running.replaying.findings import ReplayFindings

SUMMARY = ("session", "error", "lastAction", "callCount")
"""What only a summary tells."""


def compare_digits(session: LoggedSession, call: Call, findings: ReplayFindings, *, whole: bool) -> None:
    """Compare the digits of completed captures; those that both have where the call did not come to its end."""
    if session.digits is None:
        return
    logged = [digits for _, digits in session.digits]
    found = [event.digits for event in call.trace if isinstance(event, Captured) and event.digits]
    both = None if whole else min(len(logged), len(found))
    findings.look("digits", _question(call), _quoted(logged[:both]), _quoted(found[:both]), state_of(call.trace))


def compare_summary(
    session: LoggedSession, call: Call, findings: ReplayFindings, *, whole: bool, lost: bool = False
) -> None:
    """Compare how it ended, where the call came to its end on the path of the log."""
    end = call.trace[-1]
    if lost:
        return
    if session.summary is None:
        for what in SUMMARY:
            findings.untold(what, "the log has no summary (VSS)")
    elif whole and isinstance(end, Ended):
        _fields(session.summary, end, call, findings)
    elif isinstance(end, Stopped):
        stopped = f"stopped by the simulator at {end.bound}"
        findings.look("session", _question(call), session.summary.words, stopped, state_of(call.trace))
    else:
        findings.skip(SUMMARY)


def _fields(summary: LoggedSummary, end: Ended, call: Call, findings: ReplayFindings) -> None:
    number, state = _question(call), state_of(call.trace)
    ended = ending_words(end.status, end.error)
    findings.look("session", number, summary.words, ended, state, same=summary.status == end.status)
    findings.look("error", number, summary.words, ended, state, same=summary.error == end.error)
    legs = sum(isinstance(event, Dialled) for event in call.trace)
    last, count = (summary.last_action, end.last_action), (summary.call_count, legs)
    for what, (logged, found) in {"lastAction": last, "callCount": count}.items():
        if what in summary.tells:
            findings.look(what, number, f"{what} {logged}", f"{what} {found}", state)
        else:
            findings.untold(what, f"the summary (VSS) has no {what}")


def _question(call: Call) -> int:
    """The end counts as one question more."""
    return 1 + sum(isinstance(event, Asked) for event in call.trace)


def _quoted(digits: Sequence[str | None]) -> str:
    return ", ".join(f'"{one}"' for one in digits) or "no digits"
