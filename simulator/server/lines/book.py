"""The lines of a server: who is at the other end of a number."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.callers.modelled import Modelled
from simulator.callers.scripted import Scripted
from simulator.entries.offers import Offers
from simulator.model.call.lines import ANYBODY, LineRule, nearest_rule
from simulator.server.lines.far_end import FarEnd, LineNetwork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.ports import Caller

NOBODY_TELLS = Offers(None)
"""What a caller by chance can choose from where no table says more: what the prompts announce."""


@frozen
class LineBook:
    """Rules of several sources, those that count before others first: a page's, the command's, the account file's.

    Of one source the rule counts that names the number most closely (by its digits), the first of equal ones.
    """

    sources: tuple[Sequence[LineRule], ...] = ()

    def rule(self, number: str) -> LineRule:
        """Who is there; somebody who answers and presses nothing where no rule says."""
        found = (nearest_rule(rules, number) for rules in self.sources)
        return next((rule for rule in found if rule is not None), ANYBODY)

    def far_end(
        self, number: str, chance: Random | int, offers: Offers = NOBODY_TELLS, *, manual: bool = False
    ) -> FarEnd:
        """The other end of one session, whose leg A is `number` (of a call that comes in: who calls).

        `chance` (or its seed) drives a caller by chance, who chooses from what `offers` and the prompts have. A call
        that is begun on the page is `manual`: every leg rings until a person picks up, whatever the rules say.
        """
        rule = LineRule(ANYBODY.numbers, None) if manual else self.rule(number)
        network = LineNetwork(self.rule, manual)
        return FarEnd(network, _caller(rule, chance, offers), rule.outcome is None, rule.hears)


def _caller(rule: LineRule, chance: Random | int, offers: Offers) -> Caller:
    if rule.model is None:
        return Scripted(rule.script)
    return Modelled(rule.model, Random(chance) if isinstance(chance, int) else chance, offers)
