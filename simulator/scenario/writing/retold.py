"""A call as a saved scenario tells it: what every call of the same kind has, and nothing of this session alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.scenario.listened import Listened
from simulator.scenario.writing.asserted import asserted, marks

if TYPE_CHECKING:
    from simulator.running.dry_run import DryRun


class Retold(Listened):
    """`said` is all that was heard, as expectations have it; `exact` says whether a saved scenario holds it to that.

    `again` is the same call in another session, None where there was none.
    """

    __slots__ = ("again", "exact", "said")

    def __init__(self, run: DryRun, exact: bool = True, again: DryRun | None = None) -> None:
        super().__init__(run.trace)
        self.exact = exact
        self.again = None if again is None else Listened(again.trace)
        mark = marks(run)
        others = self.words if self.again is None else self.again.words
        pairs = zip(self.words, others, strict=True)
        self.said = [asserted(one, mark, other).text for one, other in pairs]

    @property
    def steady(self) -> bool:
        """Whether the call takes as long in every session: digits of an id are spoken more slowly than its letters."""
        spoken = [event.prompt.text for event in self.heard]
        open_words = any(text is not None and text != said for text, said in zip(spoken, self.said, strict=True))
        return not open_words and (self.again is None or self.again.length == self.length)
