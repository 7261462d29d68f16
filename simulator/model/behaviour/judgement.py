"""What became of an invariant over a behaviour, as renderers take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

if TYPE_CHECKING:
    from simulator.model.behaviour.ground import Ground
    from simulator.model.behaviour.way import Way

JudgementOutcome = Literal["proved", "refuted", "held", "undecided"]


@frozen
class Judgement:
    """One invariant: its name and statement, and what became of it; `words` say how that is known, or what was found.

    A refutation has the shortest `way` that shows it, the `place` (its id) to which that leads, and the text of a
    `scenario` file that plays it. `line` and `column` are those of the flow file.
    """

    name: str
    statement: str
    outcome: JudgementOutcome
    ground: Ground
    words: str = ""
    line: int = 0
    column: int = 0
    way: Way | None = None
    place: str = ""
    scenario: str = field(default="", eq=False, repr=False)

    @property
    def verdict(self) -> str:
        """The outcome as a person reads it, with no more than is known."""
        if self.outcome != "held":
            return "not decided" if self.outcome == "undecided" else self.outcome
        return f"held in all that was {'reached' if self.ground == 'notReached' else 'tried'}"
