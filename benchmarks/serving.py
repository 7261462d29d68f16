"""What the emulator costs: calls at once in real time, against a bare loop of as many timers and posts in the same run.

Every trace is compared with its dry run. Requests and webhooks are told by the time of the processor that they take,
since a machine has other things to do: the share of it that a raw ASGI app, and a bare client, take for as many.
"""

from __future__ import annotations

import asyncio
import gc
import json
import tracemalloc
from math import inf
from statistics import median, quantiles
from time import process_time
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from attrs import define, field

import simulator
from benchmarks._measure import line
from benchmarks._serving import (
    FIRST,
    Elsewhere,
    ask,
    backend,
    bare_post,
    listening,
    raw_app,
    request,
)
from simulator.model.call.lines import parse_line
from simulator.model.garbage import garbage_seldom
from simulator.running.prepared import prepare
from simulator.running.source import Source
from simulator.server.app import EmulatorApp
from simulator.server.emulation import Emulation
from simulator.server.sessions.live_session import LiveSession
from simulator.server.sessions.wire import Registration
from simulator.server.telling import Teller
from simulator.server.warming import warm

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from simulator.server.sessions.delivery import Delivery

KEYS = ("1", "2 2 1234", "2 1", "9", "", "2 2 12 1234", "1@7s", "2 hangup")
PATH = "/api/v1/subaccounts/help-desk/callflows"
RINGS = "answered:2s"
SLOTS, ROUNDS = 16, 5


def report(calls: int = 50, speed: float = 20.0) -> str:
    """The rows of the report; as many events a second come with 50 calls at speed 20 as with 1,000 in real time."""
    warm()
    with garbage_seldom(), backend() as url, asyncio.Runner() as runner:  # as `callflow serve` does, for both sides
        port = int(url.rstrip("/").rpartition(":")[2])
        runs = runner.run(_live(url, port, calls, speed))
        rows = [runs.row(url), *runs.delays(), _memory(calls)]
        rows += [runner.run(_requests(max(200, calls))), runner.run(_webhooks(url, port, max(50, calls // 2)))]
        return "\n".join(rows)


@define(eq=False)
class Watching(Teller):
    """Notes when a timer was due and done, and when its webhooks were answered, in real seconds."""

    timers: list[tuple[float, float]] = field(factory=list)
    posts: list[tuple[float, float, bytes]] = field(factory=list)
    """When each was due, how long it took from then on, and its body."""
    _due: dict[tuple[str, int], float] = field(factory=dict)

    def wake(self, wake: Callable[[LiveSession], None], session: LiveSession) -> None:
        """A timer rings."""
        clock, due = session.around.clock.real, session.pace.when(session.live.due or 0, 0.0)
        known = len(session.deliveries)
        wake(session)
        self.timers.append((due, clock() - due))
        for one in session.deliveries[known:]:
            self._due[session.id, one.number] = due

    def delivered(self, session: LiveSession, delivery: Delivery) -> None:
        """A webhook was answered."""
        super().delivered(session, delivery)
        due = self._due.pop((session.id, delivery.number), None)
        if due is not None:
            took = session.around.clock.real() - due
            self.posts.append((due, took, json.dumps(delivery.body).encode()))


@define(eq=False)
class Runs:
    """What came of the calls at once, and of the bare loop."""

    sessions: Sequence[LiveSession]
    watched: Watching
    bare_timers: Sequence[float]
    bare_posts: Sequence[float]

    def row(self, url: str) -> str:
        """How many traces are those of dry runs."""
        same = sum(_dry(session, url) for session in self.sessions)
        return f"{'calls at once, each trace that of its dry run':<52} {same:>12} {len(self.sessions):>12}"

    def delays(self) -> list[str]:
        """From due to done."""
        timers, posts = [took for _, took in self.watched.timers], [took for _, took, _ in self.watched.posts]
        return [
            *_delays("timer", timers, self.bare_timers),
            *_delays("webhook answered", posts, self.bare_posts),
        ]


async def _live(url: str, port: int, calls: int, speed: float) -> Runs:
    emulation = _emulation(url, speed)
    emulation.lines = [
        parse_line(f"+65{FIRST + number}=answered:2s" + (f" keys={keys.replace(' ', ',')}" if keys else ""))
        for number, keys in enumerate(KEYS)
    ]
    watched = emulation.house.told = Watching(emulation.events)
    wake = LiveSession.wake
    with patch.object(LiveSession, "wake", lambda session: watched.wake(wake, session)):
        async with listening(EmulatorApp(emulation)) as own:
            client = await Elsewhere.ready(own, PATH, (FIRST + number % len(KEYS) for number in range(calls)))
            await client.asked()
            sessions = list(emulation.house.sessions.values())
            assert len(sessions) == calls
            for one in sessions:
                assert await emulation.house.wait(one, 300)
    timers, posts = await _bare(watched, port, [FIRST + number % len(KEYS) for number in range(calls)])
    await emulation.close()
    return Runs(sessions, watched, timers, posts)


async def _bare(watched: Watching, port: int, numbers: list[int]) -> tuple[list[float], list[float]]:
    """The same timers and posts of the same bodies at the same moments, and nothing else.

    The requests that begin the calls come to it too, at the same time: a raw ASGI app takes them.
    """
    begun = asyncio.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        begun.set()
        await raw_app(scope, receive, send)

    async with listening(app) as raw:
        client = await Elsewhere.ready(raw, PATH, numbers)
        asking = asyncio.ensure_future(client.asked())
        await begun.wait()
        found = await _rung(watched, port)
        await asking
    return found


async def _rung(watched: Watching, port: int) -> tuple[list[float], list[float]]:
    loop, timers, posts = asyncio.get_running_loop(), list[float](), list[float]()
    tasks: list[asyncio.Task[None]] = []
    shift = loop.time() - min(due for due, _ in watched.timers)

    async def post(due: float, body: bytes) -> None:
        await bare_post(port, body)
        posts.append(loop.time() - due)

    def ring(due: float, bodies: list[bytes]) -> None:
        timers.append(loop.time() - due)
        tasks.extend(loop.create_task(post(due, body)) for body in bodies)

    bodies: dict[float, list[bytes]] = {due: [] for due, _ in watched.timers}
    for due, _, body in watched.posts:
        bodies[due].append(body)
    for due, found in bodies.items():
        loop.call_at(due + shift, ring, due + shift, found)
    while len(timers) < len(bodies):
        await asyncio.sleep(0.05)
    await asyncio.gather(*tasks)
    return timers, posts


def _dry(session: LiveSession, url: str) -> bool:
    """Whether the trace and the webhooks are those of the dry run in front of the same backend."""
    number = int(session.result.facts.legs[0].destination.removeprefix("+65")) - FIRST
    flow = simulator.load(json.loads(request(FIRST + number)), account=session.setting.account)
    run = simulator.run(
        flow, KEYS[number], backend=url, legs=[RINGS], seed=session.setting.seed, at=session.setting.now
    )
    bodies = [one.body for one in session.deliveries] == [one.body for one in run.webhooks]
    return bodies and session.call.trace == run.trace


def _emulation(url: str, speed: float) -> Emulation:
    emulation = Emulation(speed=speed, seed=7)
    tenant = emulation.tenants.find("help-desk")
    assert tenant is not None
    tenant.webhooks.update({kind: Registration(kind, url) for kind in ("VCA", "VCS", "VSS")})
    return emulation


def _memory(calls: int) -> str:
    """Of a call that waits for a key in the middle of its flow, with its trace and webhooks."""

    async def measured() -> float:
        emulation = _emulation("http://127.0.0.1:9/", 1.0)
        emulation.lines = [parse_line("*=answered:2s")]
        emulation.clock.turn(paused=True)
        async with listening(EmulatorApp(emulation)) as own:

            async def more(count: int) -> None:
                await ask(own, PATH, [request(FIRST + number) for number in range(count)], SLOTS)
                emulation.move(9000)
                while any(one.mail.open for one in emulation.house.live.values()):
                    await asyncio.sleep(0.01)

            await more(50)
            tracemalloc.start()
            await more(calls)
            each = tracemalloc.get_traced_memory()[0] / calls
            tracemalloc.stop()
            assert len(emulation.house.live) == calls + 50
        await emulation.close()
        return each

    each = asyncio.run(measured())
    return f"{'memory per live call of the emulator':<52} {each:9.0f} bytes{'':>20} below 20 KB"


async def _requests(count: int) -> str:
    """A request that begins a call, against a raw ASGI app behind the same server; the client is another process.

    Each call goes to a number that was not called before.
    """
    emulation = Emulation(speed=1.0, seed=7, lines=[parse_line("*=answered:59s")])
    ours, theirs = list[float](), list[float]()
    async with listening(EmulatorApp(emulation)) as own, listening(raw_app) as raw:
        for number in range(ROUNDS):
            numbers = range(FIRST + number * count, FIRST + (number + 1) * count)
            for port, found in ((own, ours), (raw, theirs)):
                client = await Elsewhere.ready(port, PATH, numbers)
                found.append(await _cpu(client.asked()) / count)
            await emulation.house.close()
    await emulation.close()
    return _rate("requests a second, a call begun by each", ours, theirs, "0.5 of a raw ASGI app")


async def _webhooks(url: str, port: int, calls: int) -> str:
    """The webhooks of whole calls, as fast as they go, against as many posts of asyncio's streams alone.

    As many are on their way at once as there are calls, of which each has one out at least.
    """
    emulation = _emulation(url, inf)
    tenant = emulation.tenants.find("help-desk")
    assert tenant is not None
    ready = prepare(Source(request(FIRST), "", "request", tenant.account, emulation.clock.now))
    ours, theirs = [], []
    for number in range(ROUNDS):
        settings = [ready.setting(seed, True) for seed in range(calls * number, calls * (number + 1))]
        begun = [emulation.begin(tenant, one, "+6590000000", keys=KEYS[1]) for one in settings]
        ours.append(await _cpu(_over(emulation, begun)))
        bodies = [json.dumps(one.body).encode() for session in begun for one in session.deliveries]
        theirs.append(await _cpu(_posted(port, bodies, calls)) / len(bodies))
        ours[-1] /= len(bodies)
    await emulation.close()
    return _rate("webhooks a second, of whole calls", ours, theirs, "0.5 of asyncio's streams alone")


async def _over(emulation: Emulation, sessions: list[LiveSession]) -> None:
    for one in sessions:
        assert await emulation.house.wait(one, 300)


async def _posted(port: int, bodies: list[bytes], at_once: int) -> None:
    left = iter(bodies)

    async def some() -> None:
        for body in left:
            await bare_post(port, body)

    await asyncio.gather(*(some() for _ in range(at_once)))


async def _cpu(work: Awaitable[object]) -> float:
    """Seconds of this process that something takes."""
    gc.collect()
    begin = process_time()
    await work
    return process_time() - begin


def _rate(what: str, ours: list[float], theirs: list[float], reach: str) -> str:
    """A row of rates by the processor's time, and our share of theirs."""
    one, other = median(ours), median(theirs)
    share = median(bare / own for own, bare in zip(ours, theirs, strict=True))
    return f"{what:<52} {1 / one:10.0f}/s {1 / other:10.0f}/s {share:6.2f}   {reach}"


def _delays(what: str, ours: Sequence[float], theirs: Sequence[float]) -> list[str]:
    """The rows of the half and of the slowest hundredth; both begin when the timer was due."""
    rows = []
    for name, at in (("p50", 49), ("p99", 98)):
        one, other = (quantiles(found, n=100)[at] for found in (ours, theirs))
        rows.append(line(f"delay from due to {what}, {name}", one, other, one / other, "2 of a bare loop"))
    return rows
