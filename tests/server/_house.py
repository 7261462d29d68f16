"""A house of sessions on a clock that a test moves, and receivers that are functions."""

from __future__ import annotations

import asyncio
import json
from math import inf
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from simulator.callers.scripted import Scripted
from simulator.callers.silent import Silent
from simulator.engine.answer import RawReply
from simulator.model.account import Account
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.prepared import prepare
from simulator.running.source import Source
from simulator.server.clock import ServerClock
from simulator.server.faults import FaultQueues
from simulator.server.sessions.house import House
from simulator.server.sessions.wire import Missed, Registration
from tests.exploring._flows import HANGUP, dial, menu, say

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from simulator.engine.live import Lines
    from simulator.engine.ports import Caller
    from simulator.engine.waits import DialWait, PlayWait
    from simulator.model.call.outcome import LegOutcome
    from simulator.running.prepared import Prepared
    from simulator.server.sessions.live_session import LiveSession

NOW = 1_767_603_600_000
MENU = {"callflow": [dial(), menu("Press 1 or 2."), say("Good."), menu("And now?")]}
KINDS = ("VCA", "VCS", "VSS")


def backend(body: dict[str, Any]) -> RawReply:
    """Repeats the digits, and hangs up."""
    digits = body["payload"].get("dtmf")
    return raw({"callflow": [say(f"You pressed {digits}."), HANGUP]})


def raw(data: Any, status: int = 200) -> RawReply:
    return RawReply(status, json.dumps(data).encode())


class Post:
    """Posts to functions, by type: each gets the body; a gate holds its answers back until it is opened."""

    def __init__(self, **answer: Callable[[dict[str, Any]], RawReply | Missed]) -> None:
        self.answer: dict[str, Callable[[dict[str, Any]], RawReply | Missed]] = {"VCA": backend, **answer}
        self.sent: list[tuple[str, dict[str, Any], str | None]] = []
        self.gates: dict[str, asyncio.Event] = {}

    async def __call__(
        self, url: str, body: bytes, authorization: str | None, *, timeout_ms: int, limit: int
    ) -> RawReply | Missed:
        data = json.loads(body)
        kind = url.rpartition("/")[2]
        self.sent.append((kind, data, authorization))
        if kind in self.gates:
            await self.gates[kind].wait()
        answer = self.answer.get(kind)
        return RawReply() if answer is None else answer(data)

    @property
    def kinds(self) -> list[str]:
        return [kind if kind != "VCS" else f"VCS {data['payload']['callStatus']}" for kind, data, _ in self.sent]


class Real:
    """Real seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def house(post: Post, speed: float = inf, real: Real | None = None) -> House:
    return House(ServerClock(NOW, real or Real(), speed), post, FaultQueues())


def receivers(*kinds: str) -> dict[str, Registration]:
    return {kind: Registration(kind, f"http://127.0.0.1/{kind}", f"Bearer {kind}") for kind in kinds or KINDS}


def account(*kinds: str, **settings: Any) -> Account:
    base = Account(webhooks={kind: kind in (kinds or KINDS) for kind in KINDS})
    return evolve(base, assumptions=evolve(base.assumptions, **settings))


def ready(body: Any = None, of: Account | None = None) -> Prepared:
    raw_body = json.dumps(MENU if body is None else body).encode()
    return prepare(Source(raw_body, "", "request", of or account(), NOW))


@define
class Line:
    """Who is at the other end, as a test says."""

    network: Lines
    caller: Caller = field(factory=Silent)
    held: bool = False


class Manual:
    """A phone that rings until somebody picks up."""

    def dial(self, _wait: DialWait) -> LegOutcome | int | None:
        return None

    def play(self, _wait: PlayWait) -> int | None:
        return None


def line(keys: str = "", *legs: LegOutcome) -> Line:
    return Line(ScriptedNetwork(legs), Scripted.of(keys))


def begun(there: House, keys: str = "1 2", of: Account | None = None, seed: int = 7, **more: Any) -> LiveSession:
    setting = ready(more.pop("body", None), of).setting(seed, True)
    more.setdefault("timed", there.faults.take_timed())
    return there.begin(setting, more.pop("line", None) or line(keys), more.pop("to", receivers()), **more)


async def settle(turns: int = 30) -> None:
    """Let the loop have so many turns."""
    for _ in range(turns):
        await asyncio.sleep(0)


def running(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 20))


async def paced(post: Post, speed: float = 1.0, **more: Any) -> tuple[House, LiveSession, Real]:
    """A session on a clock that stands until a test moves it."""
    real = Real()
    there = house(post, speed, real)
    there.clock.turn(paused=True)
    session = begun(there, **more)
    await settle()
    return there, session, real


async def move(there: House, ms: int) -> None:
    there.clock.move(ms)
    there.repace(ms)
    await settle()


def kinds(session: LiveSession, kind: type[Any]) -> list[Any]:
    return [event for event in session.call.trace if isinstance(event, kind)]
