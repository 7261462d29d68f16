"""The seed of a session where nobody gives one: it comes from what the session is, so that each has ids of its own.

A backend may remember its sessions. One in this process meets whatever this process asks of it; a running server also
met the programs before this one, so that its ids are drawn anew each time.
"""

from __future__ import annotations

import os
from hashlib import blake2s
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from simulator.callers.scripted import Scripted
from simulator.model.call.legs import leg_text
from simulator.model.flow.where import parse_where
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.engine.ports import Caller
    from simulator.model.flow.flow_file import FlowFile
    from simulator.networks.scripted import ScriptedNetwork

SIZE = 8
"""Bytes of a seed that nobody gave."""

_of_flows: WeakKeyDictionary[FlowFile, _Flow] = WeakKeyDictionary()
_used: dict[int, int] = {}
MOST_USED = 1_000_000
"""Seeds of which is remembered how often they were used, about 100 MB of them."""
_before = 0
"""The most that any was used of those that were forgotten."""


@frozen
class _Flow:
    """What a flow is, as a number, and where somebody sits who may remember its sessions."""

    digest: int
    memory: Literal["none", "process", "server"]


def derived(*what: object) -> int:
    """A seed from texts, bytes, numbers and None: the same on any machine, whatever the hash seed."""
    return int.from_bytes(blake2s(ascii(what).encode(), digest_size=SIZE).digest())


def seed_of(flow: FlowFile, given: int | None, *what: object) -> int:
    """The seed of a session (or of a search that makes many) with this flow: what was given, else one of its own.

    `what` tells it from others. A table remembers nothing: the same always has the same seed. A backend in this process
    gets that one too, and others when the same is done again, unless its `reset` makes it forget. A running server
    never gets one twice.
    """
    if given is not None:
        return given
    known = _of_flows.get(flow)
    if known is None:
        known = _of_flows[flow] = _Flow(_digest(flow), _memory(flow))
    if known.memory == "server":
        return int.from_bytes(os.urandom(SIZE))
    seed = derived(known.digest, *what)
    if known.memory == "none":
        return seed
    times = _times(seed)
    return seed if times == 1 else derived(seed, times)


def _times(seed: int) -> int:
    """How often a seed was used, this time too; where too many are remembered, all begin after those forgotten."""
    global _before
    if len(_used) >= MOST_USED and seed not in _used:
        _before = max(_used.values())
        _used.clear()
    times = _used[seed] = _used.get(seed, _before) + 1
    return times


def calling(caller: Caller, network: ScriptedNetwork) -> tuple[str, ...]:
    """What is done in a call, as a part of what it is: keys, hang-ups, legs and faults, as far as they are written."""
    keys: list[str] = []
    if isinstance(caller, Scripted):
        script = caller.script
        keys = [token.text for token in script.tokens] + [f"{one.key}@{one.at}" for one in script.timed]
    faults = [f"{one.code} {one.where} {one.at}" for one in network.faults]
    return " ".join(keys), " ".join(map(leg_text, network.legs)), " ".join(faults)


def _memory(flow: FlowFile) -> Literal["none", "process", "server"]:
    if flow.backend is None:
        return "none"
    if parse_where(flow.backend).kind == "http":
        return "server"
    return "none" if flow.reset is not None else "process"


def _digest(flow: FlowFile) -> int:
    """Of the name of its file, without folders (each machine has its own), and of its content."""
    called = flow.inbound
    rows = [
        (row.when.stage, row.when.digits, row.when.texts, row.when.call_status, row.reply.raw)
        for row in flow.rows or ()
    ]
    hours = [str(row.when.hours) for row in flow.rows or ()] if flow.hours else ()
    return derived(
        Path(flow.file).name if flow.of_file else "",
        flow.request,
        None if called is None else (called.source, called.destination),
        flow.backend,
        rows,
        *hours,
    )
