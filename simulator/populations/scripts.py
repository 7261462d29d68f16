"""A caller of a sample as the key script and the legs with which `callflow run` gives the same call again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import define, field

from simulator.model.call.legs import leg_text
from simulator.model.call.outcome import LegOutcome
from simulator.populations.compiling.laws import thresholds
from simulator.populations.layout import (
    C_BEGIN,
    C_TALK,
    C_WHAT,
    CHOICE,
    CHOICES,
    ENTRY,
    GONE,
    INBOUND,
    NEVER,
    S_FIRST,
    S_GAP,
    S_LAST,
    S_PROMPT,
    S_REACTION,
    S_TYPE,
    STEP,
    STREAMS,
    UP,
)
from simulator.populations.sampling import chance, walk

if TYPE_CHECKING:
    from simulator.populations.compiling.compiled import Crowded

VARIANT = chance.DRAWS - 2
"""The number of a visit that says which of several entries is made that are alike to the platform."""


class CallerScript(NamedTuple):
    """What `run` takes as `dtmf` and as `legs`."""

    script: str
    legs: tuple[str, ...]


def script_of(crowd: Crowded, seed: int, caller: int) -> CallerScript:
    """The script and the legs of a caller."""
    return _Scripted(crowd, chance.key_of(seed & chance.WHOLE, caller)).told()


@define
class _Scripted:
    """One caller who walks again, and what is told of it."""

    crowd: Crowded
    key: int
    tokens: list[str] = field(init=False, factory=list)
    legs: list[str] = field(init=False, factory=list)
    answered: int = field(init=False, default=0)

    def told(self) -> CallerScript:
        """All of it."""
        tables = self.crowd.tables
        kind, state, end, at = walk.started(tables, self.key)
        leave, asked, leaves, visits = NEVER, 0, -1, [0] * (len(tables) - tables[STREAMS])
        while end < 0:
            leaves = self._noted(state, visits, at)
            came = walk.visited(tables, self.key, visits, kind, state, at, leave, asked)
            at, leave, end, state, asked = came[:5]
        if end == GONE and at != leaves:
            self.tokens.append(f"hangup@{at - self.answered}ms")
        return CallerScript(" ".join(self.tokens), tuple(self.legs))

    def _noted(self, state: int, visits: list[int], at: int) -> int:
        """Write down what is done at a visit; when the caller hangs up there as if asked, below 0 for never."""
        tables, what = self.crowd.tables, self.crowd.tables[state + S_TYPE]
        if what == INBOUND:
            self.answered = at
        if what in (STEP, INBOUND):
            return -1
        base = walk.visit(tables, self.key, state, visits)
        draw = chance.drawn(base, 0)
        choice = walk.chosen(tables, tables[state + S_FIRST], tables[state + S_LAST], chance.high(draw))
        if what == ENTRY:
            return self._entered(state, choice, base, draw & chance.HALF, at)
        if tables[choice + C_WHAT] == UP:
            self.answered = at + tables[choice + C_BEGIN]
        law = tables[choice + C_TALK]
        talks = None if law < 0 else chance.value(tables, law, draw & chance.HALF)
        self.legs.append(leg_text(LegOutcome(self._variant(choice, base), talks=talks)))
        return -1

    def _entered(self, state: int, choice: int, base: int, low: int, at: int) -> int:
        tables, keys = self.crowd.tables, self._variant(choice, base)
        reaction = chance.value(tables, tables[state + S_REACTION], low)
        count, prompt = tables[choice + C_WHAT], tables[state + S_PROMPT]
        if count < 0:
            after = walk.leaving(tables, base, state, reaction)
            self.tokens.append(f"hangup[{after}]")
            return at + after
        early = tables[choice + C_BEGIN] < prompt
        pauses = [tables[choice + C_BEGIN] + reaction - (0 if early else prompt)]
        draws = [chance.drawn(base, number) & chance.HALF for number in range(1, count)]
        pauses += [chance.value(tables, tables[state + S_GAP], draw) for draw in draws]
        pressed = "".join(f"[{pause}]{key}" for pause, key in zip(pauses, keys, strict=False))
        self.tokens.append(f"{'^' * early}{pressed}" if count else "silence")
        return -1

    def _variant(self, choice: int, base: int) -> str:
        """The keys, or the name of what a leg comes to; one of several that are alike to the platform."""
        found = self.crowd.said[(choice - self.crowd.tables[CHOICES]) // CHOICE]
        number = chance.high(chance.drawn(base, VARIANT))
        bounds = thresholds(chance for chance, _ in found)
        return next(one for (_, one), until in zip(found, bounds, strict=True) if number < until)
