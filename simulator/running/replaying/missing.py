"""What a log cannot tell of a session, said once for each aspect, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.event import Asked, Captured, EntryEnded
from simulator.model.reports.session_replay import ASPECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.call.event import Event
    from simulator.running.replaying.findings import ReplayFindings
    from simulator.running.replaying.following import Following

UNKNOWN_KEYS = "the log has no VCA, so that nobody knows what the caller pressed"


def note_missing(following: Following, findings: ReplayFindings) -> None:
    """Note what was heard where no list tells, what nobody asked, and what was pressed where nobody was told."""
    session = following.session
    if following.lost:
        for what in ASPECTS:
            if what not in findings.compared and not any(one.what == what for one in findings.not_told):
                findings.untold(what, UNKNOWN_KEYS)
        findings.untold("legs", f"beyond leg A: {UNKNOWN_KEYS}")
        findings.untold("dialled", f"beyond leg A: {UNKNOWN_KEYS}")
        return
    if not session.asks_kept:
        findings.untold("questions", "the log has no VCA")
    _note_unheard(following, findings)
    if session.digits is None:
        _note_digits(following, findings)


def unknown_entries(following: Following) -> int:
    """How many entries ended with keys that no webhook tells; a hang-up is no key."""
    ended = [event for event in following.call.trace if isinstance(event, EntryEnded)]
    pairs = zip(following.entered, ended, strict=False)
    return sum(not entered.known and event.reason != "hangup" for entered, event in pairs)


def _note_digits(following: Following, findings: ReplayFindings) -> None:
    """What the questions alone tell of digits: where nobody captured anything, there is nothing else to tell."""
    if _untold_captures(following.call.trace):
        findings.untold("digits", "of captures that no question tells of: the log has no status updates of digits")
    elif not following.session.asks_kept:
        findings.untold("digits", "the log has no VCA")
    elif following.whole:
        findings.compared.add("digits")


def _untold_captures(trace: Sequence[Event]) -> int:
    """Captures that are complete and of which no question tells: it tells of the last one."""
    untold = since = 0
    for event in trace:
        if isinstance(event, Captured):
            since += 1
        elif isinstance(event, Asked):
            untold, since = untold + max(since - 1, 0), 0
    return untold + since


def _note_unheard(following: Following, findings: ReplayFindings) -> None:
    """The lists of which the log has nothing, those for one reason together."""
    numbers: dict[str, list[int]] = {}
    for number, why in following.lists.unheard.items():
        numbers.setdefault(why, []).append(number)
    for why, lists in numbers.items():
        after = [str(number) for number in lists if number]
        before = ["before question 1"] if 0 in lists else []
        plural = "questions" if len(after) > 1 else "question"
        where = [*before, *([f"after {plural} {', '.join(after)}"] if after else [])]
        findings.untold("heard", f"{' and '.join(where)}: {why}")
