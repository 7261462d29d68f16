"""The emulator of a test run: it plays scenarios that begin with `trigger`, and is reset between tests."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from simulator.errors import UnreachableError, UsageError
from simulator.model.flow.flow_file import FlowFile
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.answering import reach
from simulator.running.flow import with_backend
from simulator.scenario.left_over import network_fault
from simulator.scenario.run import caller_of
from simulator.scenario.triggering.port import Triggered
from simulator.server.emulation import LONGEST_WAIT
from simulator.server.emulator import Emulator
from simulator.server.posting.post import post
from simulator.server.posting.reply import Reply, Unanswered
from simulator.server.testing.awaited import NOBODY, AwaitedCall, AwaitedLine
from simulator.server.testing.told import amiss, late_ones, sent

if TYPE_CHECKING:
    from simulator.model.account import Account
    from simulator.model.scenario.scenario import ProgramTrigger, Scenario

_HEADERS = {"Content-Type": "application/json", "User-Agent": "callflow-simulator"}
_NOBODY_THERE = ("refused", "dns", "tls", "unreachable")
ANSWER = 65_536
"""Bytes that are read of what a program answers to being poked."""


class TriggerEmulator(Emulator):
    """One server for many tests (a `TriggerRunner`); what programs register stays from scenario to scenario.

    Many programs register their webhooks once, as they start.
    """

    def play(self, scenario: Scenario, account: Account, backend: str | None) -> Triggered:
        """Poke the program and run the call flow that it sends, the first that counts, with the scenario's far end.

        Raises UnreachableError where there is no program or backend, and UsageError.
        """
        flow = None if backend is None else with_backend(FlowFile("", scenario.file, account), backend)
        if flow is not None:
            reach(flow)
        found: Triggered = self._run(self._played(scenario, account, flow))
        return found

    def reset(self) -> None:
        """As new: no accounts, sessions, registrations, lines and faults."""
        self._run(self._emulation.renew((), None))
        super().reset()

    async def _played(self, scenario: Scenario, account: Account, flow: FlowFile | None) -> Triggered:
        emulation, trigger = self._emulation, scenario.trigger
        assert trigger is not None  # who asks has looked
        late = [] if emulation.awaited is None else emulation.awaited.arrivals
        await emulation.renew((account,), flow, seed=scenario.seed, now=scenario.at)
        self._inject(scenario)
        line = AwaitedLine(ScriptedNetwork(scenario.legs), caller_of(scenario))
        emulation.awaited = awaited = AwaitedCall(line, trigger.destination)
        poke = _poked(trigger)
        try:
            await _wait(awaited, poke, trigger)
            arrival = awaited.found
            session = None if arrival is None else arrival.session
            over = session is None or await emulation.house.wait(session, LONGEST_WAIT)
            answer = await poke
        finally:
            poke.cancel()
            emulation.awaited = AwaitedCall(line, NOBODY)  # what comes now is no other scenario's
        found = None if arrival is None or not over else sent(scenario, account, arrival, line, emulation.faults)
        return Triggered(found, (*late_ones(late), *amiss(trigger, awaited, answer, over)))

    def _inject(self, scenario: Scenario) -> None:
        """Let the faults of a scenario strike."""
        faults = self._emulation.faults
        faults.replies += [one.reply for one in scenario.faults if one.reply is not None]
        faults.errors += [network_fault(one) for one in scenario.faults if one.of_network]
        faults.twice = sum(one.kind == "webhook" for one in scenario.faults)


async def _wait(awaited: AwaitedCall, poke: asyncio.Future[Reply | Unanswered], trigger: ProgramTrigger) -> None:
    """Wait for the call flow; no longer where the program says that it failed.

    Raises UnreachableError where there is no program.
    """
    counts = asyncio.ensure_future(awaited.counts.wait())
    try:
        async with asyncio.timeout(trigger.within / 1000):
            await asyncio.wait((counts, poke), return_when=asyncio.FIRST_COMPLETED)
            if not counts.done() and _promises(poke.result(), trigger):
                await counts
    except TimeoutError:
        pass
    finally:
        counts.cancel()


def _promises(answer: Reply | Unanswered, trigger: ProgramTrigger) -> bool:
    """Whether a call flow may still come. Raises UnreachableError and UsageError where nobody was poked."""
    if isinstance(answer, Reply):
        return answer.status // 100 == 2
    if answer.kind == "forbidden":
        raise UsageError(f"`trigger` pokes programs on this machine alone, and {trigger.post} is none")
    if answer.kind in _NOBODY_THERE:
        raise UnreachableError(f"the program of `trigger` cannot be reached: {answer.words}")
    return False


def _poked(trigger: ProgramTrigger) -> asyncio.Future[Reply | Unanswered]:
    work = post(trigger.post, trigger.body, _HEADERS, timeout_ms=trigger.within, limit=ANSWER)
    return asyncio.ensure_future(work)
