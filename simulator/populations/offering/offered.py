"""What callers ask of trunks, a backend and agents when many come: of expected calls, and of those that were drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import field

from simulator.errors import UsageError
from simulator.exploring.expecting.time_law import TimeLaw
from simulator.model.record import frozen
from simulator.populations.offering.arrivals import Arrivals
from simulator.populations.offering.erlang import average_wait, erlang_b, erlang_c, ports_for, service_level
from simulator.populations.offering.occupancy import busy_minutes, poisson_quantile
from simulator.populations.offering.trunks import Blocking, blocked, drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH = 0.01
"""The share of calls that may be blocked, where nobody says how many ports there are."""
ANSWERED_WITHIN = 20.0
"""The seconds of the service level."""
MOST_ERLANGS = 1e6
MOST_SEEN = 20_000.0
"""The erlangs up to which calls are drawn by chance."""


class Holding(NamedTuple):
    """How long calls take, and what they ask for: mean seconds, their law and a call's questions (None: unknown).

    `answers` is how often a person answers in a call, `talk` for how many seconds in all of a call.
    """

    seconds: float
    law: TimeLaw | None = None
    webhooks: float | None = None
    answers: float = 0.0
    talk: float = 0.0

    @classmethod
    def sampled(cls, ms: Sequence[int], answers: float = 0.0, talk: float = 0.0) -> Holding:
        """Of calls that were drawn or run, by their lengths in ms; how often they asked the webhook is not told."""
        if not ms:
            raise UsageError("no calls: expected the length of one at least")
        return cls(sum(ms) / len(ms) / 1000, TimeLaw.sampled(ms), None, answers, talk)


@frozen
class AgentsOffered:
    """What agents meet in the busy hour: `wait` is the average speed of answer in seconds, None where it only grows."""

    agents: int
    erlangs: float
    waiting: float
    wait: float | None
    level: float


@frozen
class Offered:
    """Calls that are offered in the busy hour, and over a day.

    `ports` are those given, or the fewest at which a call in a hundred is blocked; `blocking` is by Erlang B, `seen` by
    calls of the whole law (None where it is unknown, or they are too many). `busy` is how many ports are busy on
    average in each minute of a day, at most `peak`; there are seldom more than `peak_ports` (one moment in a hundred).
    What is blocked is told by the platform as -2010. `webhooks` are a second, None where nobody counted them.
    """

    arrivals: Arrivals
    per_hour: float
    seconds: float
    erlangs: float
    ports: int
    given: bool
    blocking: float
    enough: int
    webhooks: float | None
    seen: Blocking | None = None
    peak: float | None = None
    peak_ports: int | None = None
    busy: tuple[float, ...] = field(default=(), repr=False)
    agents: AgentsOffered | None = None


def offer(
    arrivals: Arrivals, calls: Holding, ports: int | None = None, agents: int | None = None, seed: int = 0
) -> Offered:
    """What so many calls ask for. Raises UsageError where they are too many."""
    per_hour = arrivals.busiest
    erlangs = per_hour / 3600 * calls.seconds
    if erlangs > MOST_ERLANGS:
        raise UsageError(f"{per_hour:g} calls an hour of {calls.seconds:.0f} s are {erlangs:g} erlangs: too many")
    enough = ports_for(erlangs, ENOUGH)
    lines = enough if ports is None else ports
    seen = peak = peak_ports = None
    busy: list[float] = []
    if calls.law is not None:
        if erlangs <= MOST_SEEN:
            seen = blocked(per_hour / 3600, drawn(calls.law, seed=seed), lines, seed)
        busy = busy_minutes(arrivals.hourly, calls.law)
        peak = max(busy)
        peak_ports = poisson_quantile(peak, ENOUGH)
    return Offered(
        arrivals, per_hour, calls.seconds, erlangs, lines, ports is not None, erlang_b(erlangs, lines), enough,
        _webhooks(per_hour, calls), seen, peak, peak_ports, tuple(busy), _agents(per_hour, calls, agents),
    )  # fmt: skip


def _webhooks(per_hour: float, calls: Holding) -> float | None:
    return None if calls.webhooks is None else per_hour / 3600 * calls.webhooks


def _agents(per_hour: float, calls: Holding, agents: int | None) -> AgentsOffered | None:
    if agents is None:
        return None
    if not calls.answers:
        raise UsageError(f"{agents} agents: nobody reaches a person, so that there is nothing for them to do")
    erlangs, talk = per_hour / 3600 * calls.talk, calls.talk / calls.answers
    return AgentsOffered(
        agents, erlangs, erlang_c(erlangs, agents), average_wait(erlangs, agents, talk),
        service_level(erlangs, agents, talk, ANSWERED_WITHIN),
    )  # fmt: skip
