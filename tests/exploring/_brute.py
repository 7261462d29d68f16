"""What a caller notices of a call, and every key script up to so many keys: held against what `diff` finds."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from simulator.callers.scripted import Scripted
from simulator.exploring.search.standing import end_of
from simulator.model.call.event import Dialled, EntryEnded, Heard
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.flow.flow_file import FlowFile

TOKENS = {"silence": 0, "1": 1, "2": 1, "3": 1, "*": 1, "9": 1, "#": 1, "00": 2, "**": 2, "1#": 2}
"""Each token that random flows tell apart, with its keys."""
LENGTH = 3
LEGS = ((), ("answered", "busy"))


def noticed(flow: FlowFile, dtmf: str, legs: Sequence[str], timed: bool) -> tuple[Any, ...]:
    """What is heard, who is dialled, how the call ends; where `timed` also when. Callers hang up after the script."""
    network = ScriptedNetwork(tuple(map(parse_leg, legs)))
    run = run_flow(flow, caller=Scripted.of(f"{dtmf} hangup"), network=network)
    return (*_told(run.trace, timed), end_of(run.trace).id, run.trace[-1].at if timed else 0)


def _told(trace: Sequence[Any], timed: bool) -> Iterator[tuple[Any, ...]]:
    for event in trace:
        at = event.at if timed else 0
        if isinstance(event, Heard) and event.prompt.words:
            yield (at, event.prompt.words, event.prompt.voice)
        elif isinstance(event, Dialled):
            yield (at, event.destination)
        elif isinstance(event, EntryEnded) and timed:
            yield (at, event.outcome)


def scripts(most: int) -> Iterator[str]:
    """Every script of at most so many keys and `LENGTH` tokens."""
    for length in range(LENGTH + 1):
        for tokens in product(TOKENS, repeat=length):
            if sum(map(TOKENS.__getitem__, tokens)) <= most:
                yield " ".join(tokens)


def differing(old: FlowFile, new: FlowFile, most: int, timed: bool) -> list[str]:
    """The scripts of at most so many keys that are noticed to differ."""
    return [
        script
        for script in scripts(most)
        if any(noticed(old, script, legs, timed) != noticed(new, script, legs, timed) for legs in LEGS)
    ]
