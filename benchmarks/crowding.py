"""Sessions through scripted lines of the emulator as fast as can be, and `run_many` of the same callers.

The figures of `/_sim/sessions` are compared. `python -m benchmarks crowding_soak` does it with 10,000 sessions.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from math import inf
from time import process_time
from typing import Any

from attrs import frozen

import simulator
from benchmarks._serving import FIRST, SAMPLES, ask, listening, request
from simulator.model.call.lines import parse_line
from simulator.running.flow import load_flow
from simulator.server.api.base.message import Incoming
from simulator.server.app import EmulatorApp
from simulator.server.emulation import Emulation, ServerLimits
from simulator.server.sim import get_sessions

PATH = "/api/v1/subaccounts/help-desk/callflows"
LINES = (
    ("answered:2s", "1"),
    ("answered:2s", "2 2 1234"),
    ("answered:4s", "2 1"),
    ("answered", "9"),
    ("answered", ""),
    ("busy", ""),
    ("noAnswer", ""),
    ("failed:503", ""),
    ("answered:1s", "2 hangup"),
)
"""Who is at the other end, and what is pressed there."""


@frozen
class Crowd:
    """The figures of both, and the seconds of the processor that each took."""

    ours: dict[str, Any]
    theirs: dict[str, Any]
    our_time: float
    their_time: float


def crowd(sessions: int) -> Crowd:
    """So many sessions through the lines in turn."""
    begin = process_time()
    ours = asyncio.run(_served(sessions))
    middle = process_time()
    theirs = _dry(sessions)
    return Crowd(ours, theirs, middle - begin, process_time() - middle)


def report(sessions: int = 200) -> str:
    """The row of the report."""
    found = crowd(sessions)
    same = "figures equal" if found.ours == found.theirs else f"figures differ: {found.ours} {found.theirs}"
    our, their = found.our_time / sessions * 1000, found.their_time / sessions * 1000
    return f"{f'session at --speed max, of {sessions}':<52} {our:9.3f} ms {their:9.3f} ms {our / their:6.2f}   {same}"


async def _served(sessions: int) -> dict[str, Any]:
    flow = load_flow(str(SAMPLES / "table.flow.yaml"))
    emulation = Emulation(flow=flow, speed=inf, seed=7, limits=ServerLimits(sessions=sessions))
    emulation.lines = [parse_line(_rule(number)) for number in range(len(LINES))]
    async with listening(EmulatorApp(emulation)) as port:
        begun = await ask(port, PATH, [request(FIRST + number % len(LINES)) for number in range(sessions)])
        for one in begun:
            assert await emulation.house.wait(emulation.house.sessions[one["sessionId"]], 300)
    shown = await get_sessions.answer(Incoming(emulation, {}, {"limit": str(sessions)}, {}))
    await emulation.close()
    assert (shown.data["total"], shown.data["live"]) == (sessions, 0)
    return {"statuses": shown.data["statuses"], "seconds": Counter(one["at"] / 1000 for one in shown.data["sessions"])}


def _rule(number: int) -> str:
    outcome, keys = LINES[number]
    return f"+65{FIRST + number}={outcome}" + (f" keys={keys.replace(' ', ',')}" if keys else "")


def _dry(sessions: int) -> dict[str, Any]:
    """What `run_many` says of the callers of each line."""
    statuses, seconds = Counter[str](), Counter[float]()
    for number, (outcome, keys) in enumerate(LINES):
        flow = simulator.load(str(SAMPLES / "table.flow.yaml"))
        times = len(range(number, sessions, len(LINES)))
        for row in simulator.run_many(flow, [keys] * times, legs=[outcome], seed=7):
            statuses[row.outcome.split()[0]] += 1
            seconds[row.seconds] += 1
    return {"statuses": dict(sorted(statuses.items())), "seconds": seconds}
