"""The other end of one session: what its dials come to, and who presses the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from simulator.model.record import record
from simulator.scenario.listened import Listened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.engine.ports import Caller
    from simulator.engine.waits import DialWait, PlayWait
    from simulator.model.call.event import Event
    from simulator.model.call.lines import LineRule
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.call.wanted import Words


@define(eq=False)
class LineNetwork:
    """What the rules make of each dial, by its destination (the `Lines` of a live call)."""

    rule: Callable[[str], LineRule]
    manual: bool = False

    def dial(self, wait: DialWait) -> LegOutcome | None:
        """What the rule of the number says; None: it rings until a person picks up."""
        return None if self.manual else self.rule(wait.destination).outcome

    def play(self, _wait: PlayWait) -> int | None:
        """Every prompt is heard."""
        return None


@record
class Misheard:
    """An entry (from 0) before which something else was heard than its step of the line wants."""

    entry: int
    expected: str
    heard: str


@define(eq=False)
class FarEnd:
    """The other end of a session: give `network` and `caller` to its live call; `held`: a person holds it."""

    network: LineNetwork
    caller: Caller
    held: bool = False
    hears: tuple[Words | None, ...] = ()

    def misheard(self, trace: Sequence[Event]) -> Iterator[Misheard]:
        """What of the `hears` of its steps does not hold, as scenarios judge it; of entries that have ended."""
        if not any(self.hears):
            return
        seen = Listened(trace)
        for entry, words in enumerate(self.hears[: len(seen.ends)]):
            if words is not None and not seen.before(entry, words):
                said = seen.words[slice(*seen.until(entry))]
                yield Misheard(entry, words.text, " / ".join(said) or "nothing")
