"""The emulator for tests in Python: a server on a free port, in a thread of its own."""

from __future__ import annotations

import asyncio
import json
from math import inf
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Literal, Self

from simulator.errors import CallflowError, UsageError
from simulator.model.account import Account
from simulator.model.values import plain, shown
from simulator.running.flow import load_flow
from simulator.running.source import account_from, moment
from simulator.server.api.base.message import Incoming
from simulator.server.clock import FASTEST
from simulator.server.emulation import Emulation
from simulator.server.serving import bound, serve, url_of
from simulator.server.sim import (
    get_export_state,
    get_session_scenario,
    get_session_wait,
    get_sessions,
    post_calls,
    post_clock,
    post_faults,
    post_lines,
    post_reset,
    post_session_answer,
    post_session_hangup,
    post_session_press,
    post_start,
)
from simulator.server.sounds import desk_for

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable, Mapping
    from pathlib import Path
    from types import ModuleType

    from simulator.server.api.base.message import Outgoing

HOST = "127.0.0.1"
REFUSED = 400
STARTING = 30.0
"""Seconds in which it listens, or never will."""


class Emulator:
    """The platform on a free port of this machine, for as long as a `with` block lasts.

        with simulator.Emulator() as emulator:
            program.base_url = emulator.base_url
            emulator.lines["+65*"] = "answered:2s keys=1,2#"
            program.book()
            print(emulator.wait()["status"])

    `accounts` are account files, their content, or Accounts; without one every subaccount and every key is taken.
    `flow` is a flow file that answers where no webhook is registered. `speed` is 1 for real time, 60 for sixty times
    as fast, or "max"; `at` the instant at which its clock begins, now by default; `port` 0 is a free one.
    `embedded`: pages of this machine may show the phone page inside their own. `files` is the folder of the files of
    playFile: with it prompts are heard on the page. Raises UsageError.
    """

    PORT = "port"
    """What names the port for the user."""

    def __init__(
        self,
        *,
        accounts: Iterable[Account | str | Path | Mapping[str, Any]] = (),
        flow: str | Path | None = None,
        speed: float | Literal["max"] = "max",
        seed: int | None = None,
        at: str | int | None = None,
        allow: Iterable[str] = (),
        port: int = 0,
        embedded: bool = False,
        files: str | Path | None = None,
    ) -> None:
        found = None if flow is None else load_flow(flow)
        given = tuple(account_from(one) for one in accounts)
        self._emulation = Emulation(
            accounts=given or (() if found is None else (found.account,)),
            speed=_speed(speed),
            seed=seed,
            allow=tuple(allow),
            flow=found,
            now=moment(at),
            embedded=embedded,
            sounds=None if files is None else desk_for(files),
        )
        self._loop = asyncio.new_event_loop()
        self._listening, self._end = Event(), asyncio.Event()
        self._thread: Thread | None = None
        self._waited: set[str] = set()
        self._url, self._port = "", port
        self.lines = _EmulatedLines(self)
        self.faults = _EmulatedFaults(self)

    def __enter__(self) -> Self:
        sock = bound(HOST, self._port, self.PORT)
        self._url = url_of(sock, HOST)
        work = serve(self._emulation, sock, (), self._listening.set, self._end)
        self._thread = Thread(target=self._loop.run_until_complete, args=(work,), name="callflow emulator", daemon=True)
        self._thread.start()
        if not self._listening.wait(STARTING):
            sock.close()
            raise CallflowError("the emulator does not listen")
        return self

    def __exit__(self, *_: object) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            self._loop.call_soon_threadsafe(self._end.set)
            thread.join()
            self._loop.close()

    @property
    def base_url(self) -> str:
        """Where it is reached: what a customer's program has in place of the platform's address."""
        return self._url

    @property
    def sessions(self) -> list[dict[str, Any]]:
        """The sessions, the oldest first, as `/_sim/sessions` shows them."""
        found: list[dict[str, Any]] = self.ask(get_sessions)["sessions"]
        return found[::-1]

    def call(
        self, source: str, destination: str, *, keys: str | None = None, sub_account: str | None = None
    ) -> dict[str, Any]:
        """Let a call come in from a number to another; `keys` are what the caller presses. Raises UsageError."""
        given = {"subAccountId": sub_account, "from": source, "to": destination, "keys": keys}
        begun: dict[str, Any] = self.ask(post_calls, {name: one for name, one in given.items() if one is not None})
        return begun

    def start(self, who: str | None = None) -> dict[str, Any]:
        """Let the `flow` begin; `who` is at the other end ("manual", "answered:2s keys=1"), else the lines decide.

        Raises UsageError where there is no flow, or the platform refuses it.
        """
        begun: dict[str, Any] = self.ask(post_start, {} if who is None else {"who": who})
        return begun

    def answer(self, session: str) -> None:
        """Somebody picks up the leg that rings. Raises UsageError where none does."""
        self._act(post_session_answer, session)

    def press(self, session: str, keys: str) -> None:
        """Keys are pressed, whatever is going on. Raises UsageError where the call is over, or they are none."""
        self._act(post_session_press, session, {"keys": keys})

    def hang_up(self, session: str) -> None:
        """The caller hangs up. Raises UsageError where the call is over."""
        self._act(post_session_hangup, session)

    def scenario(self, session: str) -> str:
        """A session as the text of a scenario file, which `callflow test` plays again. Raises UsageError."""
        return self._answered(get_session_scenario, {"sessionId": session}).content.decode()

    def export(self) -> dict[str, Any]:
        """The whole state, without secrets, as `/_sim/export` has it."""
        state: dict[str, Any] = self.ask(get_export_state)
        return state

    def wait(self, session: str | None = None, *, timeout: float = 30.0) -> dict[str, Any]:
        """A session once it is over and its webhooks are delivered, as `/_sim/sessions/{id}` shows it.

        Without an id it is the first that nobody has waited for yet, also one that is still to begin. Raises
        UsageError where there is none, or it is not over after so many seconds.
        """
        name = self._run(self._next(timeout)) if session is None else session
        found: dict[str, Any] = self.ask(get_session_wait, path={"sessionId": name}, query={"timeout": f"{timeout:g}"})
        if not found["over"]:
            raise UsageError(f"the session {name} is not over after {timeout:g} s: it is at {found['at']} ms")
        self._waited.add(name)
        return found

    def advance(self, ms: int) -> None:
        """Move the clock, and every call with it, on by so many ms. Raises UsageError."""
        self.ask(post_clock, {"advance": plain(ms)})

    def reset(self) -> None:
        """Forget sessions, registrations, lines and faults, and begin at the seed again."""
        self._waited.clear()
        self.ask(post_reset)

    def ask(
        self,
        operation: ModuleType,
        body: Any = None,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Any:
        """What an operation of `/_sim` answers. Raises UsageError where it refuses."""
        return self._answered(operation, path or {}, query or {}, body).data

    def _act(self, operation: ModuleType, session: str, body: Any = None) -> None:
        self._answered(operation, {"sessionId": session}, body=body)

    def _answered(
        self, operation: ModuleType, path: Mapping[str, str], query: Mapping[str, str] | None = None, body: Any = None
    ) -> Outgoing:
        """The whole answer of an operation. Raises UsageError where it refuses."""
        raw = b"" if body is None else json.dumps(body).encode()
        asked = Incoming(self._emulation, path, query or {}, {}, raw)
        found: Outgoing = self._run(operation.answer(asked))
        if found.status >= REFUSED:
            raise UsageError(found.data["statusMessage"])
        return found

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Let the thread of the server do it."""
        if self._thread is None:
            work.close()
            raise UsageError("the emulator does not run: use it in a `with` block")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _next(self, timeout: float) -> str:
        """The first session that nobody has waited for."""
        house, events = self._emulation.house, self._emulation.events
        try:
            async with asyncio.timeout(timeout):
                while True:
                    seen = events.last
                    fresh = next((name for name in house.sessions if name not in self._waited), None)
                    if fresh is not None:
                        return fresh
                    if not await events.news(seen):
                        raise UsageError("the emulator has ended, and no session began")
        except TimeoutError:
            raise UsageError(f"no session has begun within {timeout:g} s") from None


class _EmulatedLines:
    """Who is at the other end, by number or pattern."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def __setitem__(self, numbers: str, who: str) -> None:
        self._emulator.ask(post_lines, {"numbers": numbers, "who": who})


class _EmulatedFaults:
    """Faults that strike once each, written as in scenario files."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def append(self, fault: Mapping[str, Any]) -> None:
        """Let one more strike, `{"reply": {"status": 500}}`. Raises UsageError."""
        self._emulator.ask(post_faults, {"faults": [dict(fault)]})


def _speed(given: object) -> float:
    if given == "max":
        return inf
    given = plain(given)
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given <= FASTEST:
        raise UsageError(f'speed is {shown(given)}, expected a number above 0, at most {FASTEST}, or "max"')
    return float(given)
