"""All that a log tells of the callers of a flow, and the model of callers that follows from it."""

from __future__ import annotations

from collections import Counter
from math import exp, sqrt
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.entries.offers import Offers
from simulator.exploring.search.explore import explore
from simulator.model.call.leg_outcomes import explored
from simulator.model.call.outcome import LegOutcome
from simulator.model.record import frozen
from simulator.populations.fitting.between_keys import pause_law
from simulator.populations.fitting.graph import MoveGraph
from simulator.populations.fitting.leaving import leaving
from simulator.populations.fitting.offsets import by_silence, offsets_of
from simulator.populations.fitting.parameter import Parameter, untold
from simulator.populations.fitting.reaction import FEWEST, SingleKey, reaction_law
from simulator.populations.fitting.seen import silent_ms
from simulator.populations.fitting.shares import EntryCounts, lasting, leg_shares, offer_at
from simulator.populations.fitting.walk import walked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.model.behaviour.ground import Ground
    from simulator.model.call.logged import LoggedSession
    from simulator.model.flow.flow_file import FlowFile
    from simulator.populations.fitting.parameter import PlaceOffset
    from simulator.populations.fitting.reaction import ReactionLaw
    from simulator.populations.fitting.seen import EntrySeen, SessionSeen

NEVER = (
    ("wants", "which key was pressed is told (weights), not what for"),
    ("segments", "a session does not say which kind of caller it is of"),
    ("goals", "what counts as success is for the user to say"),
)
"""What no webhook tells."""


@frozen
class FittedCallers:
    """What a log of a flow tells: of so many `sessions`, of which so many could be followed at all.

    `troubles` are the sessions that leave the flow, by the reason: what comes before that is used. `ground` is how the
    flow's places are known.
    """

    title: str
    sessions: int
    answered: int
    followed: int
    parameters: tuple[Parameter, ...]
    offsets: tuple[PlaceOffset, ...]
    troubles: tuple[tuple[str, int], ...]
    ground: Ground

    @property
    def told(self) -> Mapping[str, Parameter]:
        """The parameters that the log tells, by name."""
        return {one.name: one for one in self.parameters if one.known != "not told"}


def fitted(sessions: Sequence[LoggedSession], flow: FlowFile, at: str | int | None = None) -> FittedCallers:
    """What the callers of a log do in a flow. Raises RefusedError and UsageError where the flow cannot be explored."""
    settings = flow.account.assumptions
    came = (leg.result(settings) for session in sessions for leg in session.legs)
    names = dict.fromkeys([*explored(), *filter(None, came)])
    behaviour = explore(flow, at=at, legs=tuple(map(LegOutcome, names)))
    graph = MoveGraph(behaviour, Offers.of(flow), settings)
    seen = [walked(graph, session) for session in _as_kept(sessions, graph)]
    offsets = offsets_of(
        [one for session in seen for one in session.silences], [one for session in seen for one in session.entries]
    )
    entries = _shifted([one for session in seen for one in session.entries], by_silence(offsets))
    return FittedCallers(
        behaviour.title,
        len(seen),
        sum(one.answered for one in seen),
        sum(bool(one.entries or not one.trouble) for one in seen),
        tuple(_parameters(seen, entries, interrupts=settings.barge_in)),
        offsets,
        tuple(Counter(one.trouble for one in seen if one.trouble).most_common()),
        behaviour.ground,
    )


def _as_kept(sessions: Sequence[LoggedSession], graph: MoveGraph) -> Sequence[LoggedSession]:
    """Where a flow asks and a log has no question, nobody knows what callers pressed: not that they were silent."""
    if any(one.asks for one in sessions) or not any(move.asked for moves in graph.leaving for move in moves):
        return sessions
    return [evolve(one, asks_kept=False) for one in sessions]


def _shifted(entries: Sequence[EntrySeen], offsets: Mapping[str, float]) -> list[EntrySeen]:
    """The entries with their times as they are after the prompt's real end."""
    return [
        evolve(one, late=one.late - round(offsets[one.place.id]))
        if one.late is not None and one.place.id in offsets
        else one
        for one in entries
    ]


def _parameters(seen: Sequence[SessionSeen], entries: Sequence[EntrySeen], *, interrupts: bool) -> list[Parameter]:
    law = reaction_law(list(_single(entries)))
    left = leaving(seen)
    rate = next((one.value for one in left if one.name == "hangup.perSecond" and one.value), 0.0)
    counts = EntryCounts.of(entries, law.chance if law is not None else None, rate)
    return [
        counts.wrong_share(),
        counts.silence(),
        counts.slip(),
        *_reaction(law, any(one.late is not None and not one.exact for one in entries)),
        _barge_in(law, interrupts=interrupts),
        *_pauses(entries, law),
        *left,
        *lasting([ms for one in seen for ms in one.talks]),
        *leg_shares([leg for one in seen for leg in one.legs]),
        *counts.weights(),
        *(untold(name, why) for name, why in NEVER),
    ]


def _single(entries: Sequence[EntrySeen]) -> list[SingleKey]:
    """The times of single keys."""
    found = []
    for one in entries:
        place = one.place
        if len(one.keys) == 1 and place.high == 1 and one.late is not None and one.exact and one.told:
            said = dict(offer_at(place).said).get(one.keys)
            lead = 0 if said is None else place.prompt_ms - round(said * place.prompt_ms)
            if -lead < one.late <= silent_ms(place):
                found.append(SingleKey(one.late, lead, silent_ms(place)))
    return found


def _reaction(law: ReactionLaw | None, rounded: bool) -> list[Parameter]:
    if law is None or law.covariance is None:
        more = "; those before the first question are told to the second alone (no VCS)" if rounded else ""
        return [untold("reaction", f"fewer than {FEWEST} single keys whose time the log tells to the ms{more}")]
    median, errors = exp(law.mean) / 1000, [sqrt(law.covariance[at][at]) for at in (0, 1)]
    how = f"{law.count} single keys, from the end of the prompt as it is estimated; lognormal"
    return [
        Parameter("reaction.median", median, median * errors[0], law.count, "fitted", how),
        Parameter("reaction.logsd", law.spread, law.spread * errors[1], law.count, "fitted", how),
    ]


def _barge_in(law: ReactionLaw | None, *, interrupts: bool) -> Parameter:
    if not interrupts:
        return untold("bargeIn", "the account does not let callers interrupt (bargeIn)", value=0.0)
    if law is None or law.barge_in is None:
        return untold("bargeIn", "too few keys whose words end clearly before their prompt does")
    share = law.barge_in
    fitted = share * (1 - share) * sqrt(law.covariance[2][2]) if share and law.covariance is not None else 0.0
    error = fitted or 1 / law.apart
    how = f"{law.apart} keys whose words end before the prompt; a prompt shorter than estimated looks the same"
    return Parameter("bargeIn", share, error, law.apart, "fitted", how)


def _pauses(entries: Sequence[EntrySeen], law: ReactionLaw | None) -> list[Parameter]:
    several = [
        (len(one.keys) + (one.place.ends == "#" and len(one.keys) < one.place.high), one.late)
        for one in entries
        if len(one.keys) > 1 and one.late is not None and one.exact and one.told and not one.attempt
        if one.late > 0 and one.keys not in dict(one.place.said)
    ]
    if law is None:
        return [untold("interKey", "only the sum of a reaction and the pauses is told, and no reaction", len(several))]
    found = pause_law(several, law)
    if found is None:
        return [
            untold("interKey", f"fewer than {FEWEST} entries of one number of keys whose time is told", len(several))
        ]
    how = f"{found.count} entries of {found.keys} keys, less the reaction; lognormal"
    middle = Parameter("interKey.median", found.median / 1000, found.median_error / 1000, found.count, "fitted", how)
    if found.spread is None:
        return [middle, untold("interKey.logsd", "the sums vary no more than the reaction does", found.count)]
    return [middle, Parameter("interKey.logsd", found.spread, found.spread_error, found.count, "fitted", how)]
