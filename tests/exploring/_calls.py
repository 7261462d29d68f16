"""Calls that take every move that exploration found: the longest suite that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.callers.scripted import Scripted
from simulator.exploring.search.classes import HANGUP
from simulator.exploring.search.probes import BRIDGE_HANGUP
from simulator.model.call.keys import KeyToken, Script, hangup_at, parse_token
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.behaviour.behaviour import Behaviour, Move
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun


def calls(flow: FlowFile, behaviour: Behaviour) -> Iterator[DryRun]:
    """One call for each move, along the first way that leads there; what comes after it ends the call."""
    ways: dict[int, list[Move]] = {0: []}
    for move in behaviour.moves:
        ways.setdefault(move.dest, [*ways[move.source], move])
        yield _call(flow, behaviour, [*ways[move.source], move])


def _call(flow: FlowFile, behaviour: Behaviour, way: list[Move]) -> DryRun:
    legs = [parse_leg(move.does) for move in way if _kind(behaviour, move) == "dial"] + [parse_leg("busy")]
    tokens = [parse_token(move.does) for move in way if _kind(behaviour, move) == "capture"] + [parse_token("hangup")]
    hangups = []
    last = way[-1]
    if last.input_class == HANGUP and _kind(behaviour, last) == "dial":
        # Hang-ups count from the answering of leg A, at the end of the first move.
        hangups.append(sum(move.ms for move in way[1:-1]) + flow.account.assumptions.ring_time + BRIDGE_HANGUP)
    caller = Scripted(Script(tuple(one for one in tokens if isinstance(one, KeyToken)), tuple(map(hangup_at, hangups))))
    return run_flow(flow, caller=caller, network=ScriptedNetwork(tuple(legs)))


def _kind(behaviour: Behaviour, move: Move) -> str:
    return behaviour.points[move.source].place.kind
