"""Scenario files made of the sessions of a log: each caller once, in the fewest words that do the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from simulator.callers.scripted import Scripted
from simulator.loading.words import escaped, printable
from simulator.model.behaviour.way import Way
from simulator.model.call.event import Answered, Asked, Captured, Dialled, Ended, EntryEnded, Heard
from simulator.model.call.keys import KEYS, parse_script, token_for
from simulator.model.call.leg_outcomes import ANSWERED
from simulator.model.call.legs import leg_text, parse_leg
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import CallerStep, Scenario
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.scenario.writing.as_logged import as_logged
from simulator.scenario.writing.generated import Generated
from simulator.scenario.writing.naming import file_names, title
from simulator.scenario.writing.saved import saved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.call.event import Event
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun
    from simulator.running.replay import Replay

HERE = Span()
NAMED = 3
"""Sessions whose ids a file names; how many more there are is counted."""


@define
class LoggedCaller:
    """What sessions of a log share: keys and legs, the call that came of them, and how it should have gone."""

    way: Way
    run: DryRun
    expect: dict[str, Any] | None
    sessions: list[str] = field(factory=list)


def scenarios_of(
    replays: Sequence[Replay], flow: FlowFile, folder: Path, *, at: int | None = None, seed: int | None = None
) -> tuple[tuple[Generated, ...], tuple[str, ...]]:
    """The files for a folder, and the ids of the sessions of which nobody knows what the caller did.

    A session that takes the same path is expected to go as it does now. One that leaves it is expected to go as the
    log has it.
    """
    callers: dict[tuple[object, ...], LoggedCaller] = {}
    left = []
    for one in replays:
        if one.call is None or not one.report.followed:
            left.append(one.session.session_id)
            continue
        caller = _caller(one, flow, at, seed)
        known = callers.setdefault((caller.way, repr(caller.expect)), caller)
        known.sessions.append(one.session.session_id)
    found = list(callers.values())
    names = file_names([caller.way for caller in found])
    files = [_file(caller, flow, folder, name, at, seed) for caller, name in zip(found, names, strict=True)]
    return tuple(files), tuple(left)


def _caller(one: Replay, flow: FlowFile, at: int | None, seed: int | None) -> LoggedCaller:
    """The plainest way that does the same: usual times where they change nothing."""
    assert one.call is not None
    ways = list(_ways(one))
    wanted = _gist(one.call.trace)
    runs = ((way, _run(way, flow, at, seed)) for way in ways)
    way, run = next(((way, run) for way, run in runs if _gist(run.trace) == wanted), (ways[-1], None))
    return LoggedCaller(way, run or _run(way, flow, at, seed), _expected(one) if one.departure is not None else None)


def _run(way: Way, flow: FlowFile, at: int | None, seed: int | None) -> DryRun:
    network = ScriptedNetwork(tuple(map(parse_leg, way.legs)))
    return run_flow(flow, caller=Scripted(parse_script(way.dtmf)), network=network, seed=seed, at=at)


def _ways(one: Replay) -> Iterator[Way]:
    """What the caller did, from the plainest words to the exact times."""
    plain = ["".join(key for _, key in entered.presses.keys) or "silence" for entered in one.entered]
    exact = [token_for(entered.presses, entered.prompt) for entered in one.entered]
    results, legs = _legs([leg.result for leg in one.legs]), _legs([leg_text(leg) for leg in one.legs])
    later = [_pressed(ask.digits) for ask in one.session.asks[one.gone :]]
    leaves = _leaves(one)
    if leaves:
        for pressed in (plain[:-1], plain):
            yield Way(" ".join([*pressed, "hangup"]), results)
    for keys in (plain, exact):
        for outcomes in dict.fromkeys((results, legs)):
            yield Way(" ".join([*keys, *later, *leaves]), outcomes)


def _pressed(digits: str | None) -> str:
    """The token for digits that a log tells of; what is no key cannot be pressed."""
    return digits if digits is not None and set(digits) <= set(KEYS) else "silence"


def _leaves(one: Replay) -> list[str]:
    """When the caller hangs up, counted from leg A's answer."""
    assert one.call is not None
    answered = next((event.at for event in one.call.trace if isinstance(event, Answered)), 0)
    return [] if one.hangup is None else [f"hangup@{max(one.hangup - answered, 0)}ms"]


def _legs(texts: Sequence[str]) -> tuple[str, ...]:
    found = list(texts)
    while found and found[-1] == ANSWERED:
        found.pop()
    return tuple(found)


def _gist(trace: Sequence[Event]) -> list[object]:
    """What happened, without the times."""
    found: list[object] = []
    for event in trace:
        if isinstance(event, Heard):
            found.append((event.state, event.prompt))
        elif isinstance(event, Asked):
            found.append((event.call_status, event.digits, event.client_action_id))
        elif isinstance(event, Dialled):
            found.append((event.leg, event.source, event.destination))
        elif isinstance(event, Answered):
            found.append(event.leg)
        elif isinstance(event, Captured | EntryEnded):
            found.append(event.digits)
        elif isinstance(event, Ended):
            found.append((event.status, event.last_action, event.error))
    return found


def _expected(one: Replay) -> dict[str, Any]:
    """How the session ended in the log."""
    summary = one.session.summary
    found: dict[str, Any] = {}
    if summary is not None:
        found |= {"session": summary.status, "error": summary.error}
        if "lastAction" in summary.tells:
            found["lastAction"] = summary.last_action
    found |= _on_the_way(one)
    if one.session.asks_kept:
        found["webhooks"] = {"VCA": len(one.session.asks)}
    return found


def _on_the_way(one: Replay) -> dict[str, Any]:
    """What the caller of the log heard and the numbers that were dialled, where it has them all."""
    found: dict[str, Any] = {} if one.heard is None else {"heard": list(one.heard)}
    numbers = [leg.destination for leg in one.session.legs[1:]]
    if one.session.every_leg and None not in numbers:
        found["dials"] = numbers
    return found


def _file(caller: LoggedCaller, flow: FlowFile, folder: Path, name: str, at: int | None, seed: int | None) -> Generated:
    script = parse_script(caller.way.dtmf)
    scenario = Scenario(
        title(flow.name, caller.way),
        flow.file,
        HERE,
        flow=flow.file,
        at=at,
        seed=seed,
        legs=tuple(map(parse_leg, caller.way.legs)),
        steps=tuple(CallerStep(token.text, None, HERE, HERE) for token in script.tokens),
        timed=script.timed,
    )
    head = "".join(f"# {escaped(line)}\n" for line in _head(caller, flow))
    expect, file = caller.expect, folder / name
    text = saved(scenario, caller.run, file) if expect is None else as_logged(scenario, file, expect)
    return Generated(name, head + text, ())


def _head(caller: LoggedCaller, flow: FlowFile) -> Iterator[str]:
    sessions = caller.sessions
    names = ", ".join(map(printable, sessions[:NAMED]))
    more = f" and {len(sessions) - NAMED} more" if len(sessions) > NAMED else ""
    yield f"Made by `callflow replay` of a log and {Path(flow.file).name}, from {names}{more}."
    if caller.expect is not None:
        yield "The flow leaves the path of the log: what is expected is what the log tells."
