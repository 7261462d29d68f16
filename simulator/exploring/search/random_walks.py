"""Random callers who look for trouble: mostly they press what is offered, now and then what nobody expects."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from attrs import define, frozen

from simulator.callers.modelled import Modelled
from simulator.callers.scripted import Scripted
from simulator.entries.offers import Offers
from simulator.model.call.keys import KeyToken, parse_token
from simulator.model.call.leg_outcomes import ANSWERED, explored
from simulator.model.call.legs import parse_leg
from simulator.model.caller_model import CallerModel
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.seeds import derived, seed_of
from simulator.running.spreading.crew import BATCHES, alone, crew_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.engine.waits import EntryWait
    from simulator.model.call.outcome import Presses
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun
    from simulator.running.spreading.crew import Workers

ODDS = CallerModel(wrong=0.15, silence=0.15, hangup=0.02, reaction=600)
NOISE = ("#", "*", "**", "0#", "11", "2w3", "^1", "^[200]2", "7[6000]7", "123456", "9" * 30, "A")
NOISY = 0.15
"""How often a random caller does something that nobody asks for, as a chance."""
STEPS, WALKS = 20, 200
RESULTS = (ANSWERED, *explored())
"""What leg B comes to: it answers more often than anything else happens."""


@define(eq=False)
class Wandering(Modelled):
    """A caller of the model who makes noise, and hangs up after so many entries (else some calls never end)."""

    steps: int = STEPS

    def entry(self, wait: EntryWait) -> Presses:
        """What is pressed at this entry."""
        if len(self.tokens) < self.steps and self.chance.random() >= NOISY:
            return super().entry(wait)
        word = self.chance.choice(NOISE) if len(self.tokens) < self.steps else "hangup"
        token = parse_token(word)
        assert isinstance(token, KeyToken)  # no word here is a hang-up at a time of its own
        self.tokens.append(token)
        return token.presses(wait.prompt.length)


@frozen(eq=False)
class Walk:
    """One random call: its keys as a key script, what its dials came to, and the run that these give."""

    dtmf: str
    legs: tuple[str, ...]
    run: DryRun


def random_walk(flow: FlowFile, seed: int, steps: int = STEPS) -> str:
    """The keys of a random caller of a flow, one token for each entry: the same seed gives the same caller.

    After `steps` entries the caller hangs up. Every leg answers. Raises UsageError where the backend cannot be used.
    """
    return _walk(flow, seed, steps, (), seed_of(flow, None, "random walk", seed, steps))


def find_failure(
    flow: FlowFile,
    fails: Callable[[DryRun], bool],
    *,
    walks: int = WALKS,
    seed: int | None = None,
    steps: int = STEPS,
    workers: Workers = 1,
) -> Walk | None:
    """The first of so many random calls that fails, None where none does. Leg B may come to all that exploration tries.

    What fails is run once more by its keys, so that it can be shrunk: a failure that does not come again is passed
    over. Walks are numbered from `seed` on (default: 0), and each call has ids of its own; who works on them
    (`workers`) changes nothing. Raises UsageError where the backend cannot be used, or workers cannot.
    """
    own, first = seed_of(flow, seed, "random walks"), seed or 0
    numbers = range(first, first + walks)
    if not alone(workers, walks):
        numbers = _narrowed(flow, fails, numbers, own, steps, workers)
    walked = (_numbered(flow, number, own, steps) for number in numbers)
    return next((walk for walk in walked if fails(walk.run)), None)


def _narrowed(
    flow: FlowFile, fails: Callable[[DryRun], bool], numbers: range, own: int, steps: int, workers: Workers
) -> range:
    """The number of the first that fails, as workers find it; none where none does."""
    with crew_of(workers) as crew:
        size = max(-(-len(numbers) // (crew.size * BATCHES)), 1)
        pieces = [(flow, fails, numbers[at : at + size], own, steps) for at in range(0, len(numbers), size)]
        found = next((one for one in crew.results(_first, pieces) if one is not None), None)
    return range(0) if found is None else range(found, found + 1)


def _first(flow: FlowFile, fails: Callable[[DryRun], bool], numbers: range, own: int, steps: int) -> int | None:
    return next((number for number in numbers if fails(_numbered(flow, number, own, steps).run)), None)


def _numbered(flow: FlowFile, number: int, own: int, steps: int) -> Walk:
    """A walk by its number."""
    chance = Random(f"legs {number}")
    legs = (ANSWERED, *(chance.choice(RESULTS) for _ in range(steps)))
    dtmf = _walk(flow, number, steps, legs, derived(own, number, "drawn"))
    network = ScriptedNetwork(tuple(map(parse_leg, legs)))
    run = run_flow(flow, caller=Scripted.of(dtmf), network=network, seed=derived(own, number, "again"))
    return Walk(dtmf, legs[: network.dials], run)


def _walk(flow: FlowFile, number: int, steps: int, legs: tuple[str, ...], seed: int) -> str:
    caller = Wandering(ODDS, Random(f"keys {number}"), Offers.of(flow), steps=steps)
    run_flow(flow, caller=caller, network=ScriptedNetwork(tuple(map(parse_leg, legs))), seed=seed)
    return " ".join(token.text for token in caller.tokens)
