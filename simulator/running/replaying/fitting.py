"""Find a caller whom the log can have had: what was pressed where no webhook tells, when, and whether it was hung up.

A log tells what was captured and when the webhook was asked, not how a caller came there: a first try that is silent,
keys that are rejected, five seconds of thought. Guesses are tried in order, the plainest first, on copies of the call.
The first caller with whom it comes where the log does, at the same time, is the one; else the one who comes nearest.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from attrs import define, evolve

from simulator.callers.replayed import Guess, Replayed
from simulator.running.replaying.stretch import Passage, pass_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.engine.call import Call
    from simulator.engine.ports import Responder
    from simulator.networks.scripted import ScriptedNetwork
    from simulator.running.replaying.targets import Target

MOST = 12
"""Rejected entries of one stretch that are tried."""
Rank = tuple[int, int]
"""What differs, and by how many ms more than the tolerance the time does."""


@define
class Fitting:
    """The search, from a call that stands where the stretch begins; `tolerance` in ms."""

    start: Call
    network: ScriptedNetwork
    target: Target
    tolerance: int
    backend: Responder | None = None
    blind: bool = False
    best: Passage | None = None
    rank: Rank = (99, 0)
    entries: int = 0
    """How many there were at the last try."""
    asked: bool = False
    """Whether any of the callers came to a question."""

    def found(self) -> Passage:
        """The stretch with the caller who comes nearest."""
        for guess in self._guesses():
            if self._approach(guess):
                break
        assert self.best is not None  # the plainest guess was tried
        return self.best

    @property
    def met(self) -> bool:
        """Whether the best of them comes where the log does."""
        return self.rank == (0, 0)

    def _guesses(self) -> Iterator[Guess]:
        yield Guess()
        plain = self.best
        if plain is None or self.backend is not None:
            return  # who asks the backend of something that nobody is known to have entered?
        unknown = any(not one.known for one in plain.entered)
        for slow, untold, short in product((False, True), (False, True) if unknown else (False,), (False, True)):
            rejected = 0 if untold or slow else 1
            while rejected <= min(self.entries, MOST):
                yield Guess(untold, rejected, short, slow=slow)
                rejected += 1

    def _approach(self, guess: Guess) -> bool:
        """Try a guess, with each entry as much later (or earlier) as is missing; whether the log is met."""
        while True:
            passed = self._try(guess)
            if self.met or self._hung_up(guess, passed):
                return True
            missing = self.target.missing(passed)
            if not missing or len(guess.late) >= min(len(passed.entered), MOST):
                return False
            guess = evolve(guess, late=(*guess.late, missing))

    def _hung_up(self, guess: Guess, passed: Passage) -> bool:
        """Try the same with a caller who hangs up; whether the log is met."""
        target = self.target
        if target.ask is None and target.session.caller_left(self.start.setting.assumptions):
            for at in target.moments(passed, self.tolerance):
                self._try(evolve(guess, hangup=at))
                if self.met:
                    return True
        return False

    def _try(self, guess: Guess) -> Passage:
        call = self.start.fork()
        caller = Replayed(self.target.told, guess, call.trace, len(call.trace))
        asked, at = self.backend is not None, self.target.at
        until = at + self.tolerance if asked and at is not None else None
        passed = pass_on(
            call, self.network, caller, caller.entered, guess.hangup, self.backend, blind=self.blind, until=until
        )
        self.entries, self.asked = len(caller.entered), self.asked or passed.asks is not None
        late = 0 if passed.lost else max(abs(self.target.missing(passed)) - self.tolerance, 0)
        rank = (self.target.wrong(passed), late)
        if rank < self.rank:
            self.best, self.rank = passed, rank
        return passed
