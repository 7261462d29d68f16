"""What a trigger came to, as scenarios judge it: the call of the call flow that counts, and what is amiss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.faulty import Faulty
from simulator.responders.nobody import Nobody
from simulator.running.dry_run import DryRun
from simulator.running.flow import flow_of
from simulator.running.result import CallResult
from simulator.running.source import Source
from simulator.scenario.left_over import left_faults, left_legs, left_timed
from simulator.scenario.triggering.port import Amiss, Sent
from simulator.server.posting.reply import Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.account import Account
    from simulator.model.scenario.scenario import ProgramTrigger, Scenario
    from simulator.server.faults import FaultQueues
    from simulator.server.posting.reply import Reply
    from simulator.server.testing.awaited import AwaitedCall, AwaitedLine, SentFlow

SHOWN = 500
"""Characters of a program's answer that are shown."""


def sent(scenario: Scenario, account: Account, arrival: SentFlow, line: AwaitedLine, faults: FaultQueues) -> Sent:
    """The call flow that counts, as a dry run of it would be told."""
    session, result = arrival.session, None
    if session is not None:
        result = CallResult(session.call, line.caller.left(session.call), line.network.left_legs)
    run = DryRun(arrival.source, lambda: arrival.answer, result, live=True)
    network, replies = ScriptedNetwork(), Faulty(Nobody(), list(faults.replies), account)
    network.left = list(faults.errors)
    left = (
        *left_timed(scenario, run),
        *left_legs(scenario, run),
        *left_faults(scenario, run, network, replies, faults.twice),
    )
    return Sent(flow_of(Source(arrival.source.raw, scenario.file, "request", account)), run, left)


def amiss(trigger: ProgramTrigger, awaited: AwaitedCall, answer: Reply | Unanswered, over: bool) -> Iterator[Amiss]:
    """What is wrong with how the program answered, and with what it sent."""
    if isinstance(answer, Unanswered):
        yield Amiss("an answer of the program", answer.words)
    elif answer.status // 100 != 2:
        yield Amiss("the program answers with 2xx", f"{answer.status}", answer.body.decode(errors="replace")[:SHOWN])
    counts, numbered = awaited.found, f" to {trigger.destination}" if trigger.destination else ""
    if counts is None:
        others = "; ".join(map(_words, awaited.arrivals))
        yield Amiss(f"a call flow{numbered} within {trigger.within / 1000:g}s", others or "none came")
        return
    if not over:
        yield Amiss("a session that ends", "it is not over after some minutes")
    for one in awaited.arrivals:
        if one is not counts:
            yield Amiss(f"one call flow{numbered}", f"another one came, {_words(one)}")


def late_ones(arrivals: Sequence[SentFlow]) -> Iterator[Amiss]:
    """What came after the session of the scenario before was over, and before the program was poked again."""
    for one in arrivals:
        yield Amiss("no call flow before the program is poked", f"a late one of the scenario before, {_words(one)}")


def _words(arrival: SentFlow) -> str:
    """One call flow in a few words."""
    answer = arrival.answer
    number = f" to {arrival.number}" if arrival.number else ""
    return f"one{number}: {answer['statusCode']} {answer['statusMessage']}"
