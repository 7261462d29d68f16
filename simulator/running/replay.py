"""Run captured sessions against a flow: the same path or not, and where a session leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.callers.replayed import Replayed
from simulator.engine.call import Call
from simulator.engine.drive import drive
from simulator.model.call.event import Moved
from simulator.model.record import frozen
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.answering import responder_for
from simulator.running.prepared import prepared
from simulator.running.result import CallResult
from simulator.running.seeds import derived, seed_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.call.logged import LoggedSession
    from simulator.model.flow.flow_file import FlowFile


@frozen
class Departure:
    """Where a session leaves the path: at which question (from 1), what the log has, and what the flow does."""

    number: int
    logged: str
    found: str
    state: str = ""


@frozen(eq=False)
class Replay:
    """One session of a log, run again; `departure` is None where the path is the same."""

    session: LoggedSession
    departure: Departure | None
    call: CallResult | None = None
    unknown: int = 0

    @property
    def same(self) -> bool:
        """Whether the flow took the path of the log."""
        return self.departure is None


def replay(session: LoggedSession, flow: FlowFile, seed: int | None = None, at: str | int | None = None) -> Replay:
    """Run the caller of one session against a flow. Raises UsageError where the flow cannot be run.

    Each session of a log has ids of its own, also where all of them get one `seed`.
    """
    ready = prepared(flow, at)
    if ready.compiled is None:
        answer = ready.source.answer
        return Replay(session, Departure(1, "an accepted request", f"{answer['statusCode']} {answer['statusMessage']}"))
    own = derived(seed_of(flow, seed, "replay"), session.session_id)
    network = ScriptedNetwork(session.legs(flow.account.assumptions))
    call = Call(ready.setting(own, network.watches_plays))
    who = Replayed(session, responder_for(flow))
    drive(call, network, who, who)
    result = CallResult(call)
    return Replay(session, next(_departures(session, who, result), None), result, who.unknown)


def _departures(session: LoggedSession, who: Replayed, result: CallResult) -> Iterator[Departure]:
    for number, found in enumerate(who.asked, 1):
        if number > len(session.asks):
            if not session.caller_left(result.setting.assumptions):
                yield Departure(number, "the session is over", f"asks: {found.words}", _state(result))
            return
        logged = session.asks[number - 1]
        if found != logged:
            yield Departure(number, logged.words, found.words, _state(result))
    if len(who.asked) < len(session.asks):
        number = len(who.asked) + 1
        yield Departure(number, session.asks[number - 1].words, "the call is over", _state(result))
    yield from _ending(session, result, len(who.asked) + 1)


def _ending(session: LoggedSession, result: CallResult, number: int) -> Iterator[Departure]:
    if session.summary is None:
        return
    logged, found = _outcome(session.summary), _outcome(result.session or {})
    if logged != found:
        yield Departure(number, logged, found, _state(result))


def _outcome(summary: dict[str, Any]) -> str:
    error = (summary.get("errorDetails") or {}).get("errorCode")
    failure = f", error {error}" if error is not None else ""
    return f"session {summary.get('sessionStatus', 'without an end')}{failure}"


def _state(result: CallResult) -> str:
    return next((event.row.source for event in reversed(result.trace) if isinstance(event, Moved)), "")
