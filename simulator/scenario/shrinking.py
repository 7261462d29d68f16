"""A failing call made as short as it can be: delta debugging over key tokens and legs, then over the keys in them.

What is left still fails, and does so no more when any one token, key, pause or leg is taken away. The same call
shrinks to the same one every time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field, frozen

from simulator.callers.scripted import Scripted
from simulator.errors import UsageError
from simulator.model.call.leg_outcomes import ANSWERED
from simulator.model.call.legs import leg_text, parse_leg
from simulator.model.call.outcome import LegOutcome
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.seeds import derived, seed_of
from simulator.scenario._delta import fewest, lighter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

    Fails = Callable[[DryRun], bool]

MOST = 1000


@frozen(eq=False)
class Shrunk:
    """The smallest failing call: `run` is the one it gives, `runs` counts all that were made.

    `complete` is False where `most` runs were not enough: it fails, but something could still be taken away.
    """

    keys: str
    legs: tuple[str, ...]
    run: DryRun
    runs: int
    complete: bool


def shrink(flow: FlowFile, keys: str, fails: Fails, *, legs: Sequence[str] = (), most: int = MOST) -> str:
    """The fewest keys that still fail; see `shrink_call`, which also says what is left of the legs."""
    return shrink_call(flow, keys, fails, legs=legs, most=most).keys


def shrink_call(
    flow: FlowFile,
    keys: str,
    fails: Fails,
    *,
    legs: Sequence[str] = (),
    most: int = MOST,
    at: str | int | None = None,
    seed: int | None = None,
) -> Shrunk:
    """Shrink a failing call of a flow, in at most `most` runs (1 and more), each with ids of its own.

    Raises UsageError where the call does not fail as given, or where keys, legs or the backend cannot be used.
    """
    trial = _Trial(flow, fails, most, at, seed_of(flow, seed, "shrink", keys))
    words, dials = tuple(keys.split()), tuple(legs)
    if not trial(words, dials):
        raise UsageError(f'the keys "{keys}" do not fail, so there is nothing to shrink')
    before = None
    while before != (words, dials):
        before = (words, dials)
        words = fewest(words, lambda some, legs=dials: trial(some, legs))  # type: ignore[misc]
        dials = _fewer_legs(dials, lambda some, keys=words: trial(keys, some))  # type: ignore[misc]
        for number, word in enumerate(words):
            head, tail = words[:number], words[number + 1 :]
            less = lighter(word, lambda one, h=head, t=tail, legs=dials: trial((*h, one, *t), legs))  # type: ignore[misc]
            words = (*head, less, *tail)
    assert trial.run is not None  # the first run failed
    return Shrunk(" ".join(words), dials, trial.run, trial.runs, not trial.over)


def _fewer_legs(legs: tuple[str, ...], fails: Callable[[tuple[str, ...]], bool]) -> tuple[str, ...]:
    """Fewer legs, and of those that stay as many as possible answered, without a time of their own."""
    legs = fewest(legs, fails)
    for number, leg in enumerate(legs):
        for plain in (ANSWERED, leg_text(LegOutcome(parse_leg(leg).result))):
            changed = (*legs[:number], plain, *legs[number + 1 :])
            if changed != legs and fails(changed):
                legs = changed
                break
    return legs


@define
class _Trial:
    """Runs calls, each script once, until there were too many; `run` is that of the last call that failed."""

    flow: FlowFile
    fails: Fails
    most: int
    at: str | int | None
    seed: int
    runs: int = field(init=False, default=0)
    over: bool = field(init=False, default=False)
    run: DryRun | None = field(init=False, default=None)
    _known: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = field(init=False, factory=dict)

    def __call__(self, words: tuple[str, ...], legs: tuple[str, ...]) -> bool:
        """Whether this call fails; what would be one run too many counts as passing."""
        if (words, legs) not in self._known:
            if self.runs >= self.most:
                self.over = True
                return False
            self._known[words, legs] = self._failing(words, legs)
        return self._known[words, legs]

    def _failing(self, words: tuple[str, ...], legs: tuple[str, ...]) -> bool:
        network = ScriptedNetwork(tuple(map(parse_leg, legs)))
        caller = Scripted.of(" ".join(words))
        run = run_flow(self.flow, caller=caller, network=network, seed=derived(self.seed, self.runs), at=self.at)
        self.runs += 1
        if not self.fails(run):
            return False
        self.run = run
        return True
