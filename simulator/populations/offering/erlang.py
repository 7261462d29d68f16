"""Erlang's formulas: calls that are blocked where no port is free (B), and callers who wait for an agent (C)."""

from __future__ import annotations

from math import exp

from simulator.errors import UsageError

MOST_PORTS = 1_000_000


def erlang_b(erlangs: float, ports: int) -> float:
    """The share of calls that finds every port busy, where nobody tries again."""
    blocked = 1.0
    for port in range(1, ports + 1):
        blocked = erlangs * blocked / (port + erlangs * blocked)
    return blocked


def erlang_c(erlangs: float, agents: int) -> float:
    """The share of callers who have to wait for an agent, where all of them do; 1 where the queue only grows."""
    if erlangs >= agents:
        return 1.0
    blocked = erlang_b(erlangs, agents)
    return blocked / (1 - erlangs / agents * (1 - blocked))


def ports_for(erlangs: float, blocking: float) -> int:
    """The fewest ports at which no more than such a share is blocked. Raises UsageError where they are too many."""
    blocked, ports = 1.0, 0
    while blocked > blocking:
        ports += 1
        if ports > MOST_PORTS:
            raise UsageError(f"{erlangs:g} erlangs need more than {MOST_PORTS} ports")
        blocked = erlangs * blocked / (ports + erlangs * blocked)
    return ports


def average_wait(erlangs: float, agents: int, talk: float) -> float | None:
    """The average speed of answer: seconds until an agent answers, of all callers; None where the queue only grows."""
    return None if erlangs >= agents else erlang_c(erlangs, agents) * talk / (agents - erlangs)


def service_level(erlangs: float, agents: int, talk: float, within: float) -> float:
    """The share of callers who are answered within so many seconds."""
    if erlangs >= agents:
        return 0.0
    if not erlangs:
        return 1.0
    return 1 - erlang_c(erlangs, agents) * exp(-(agents - erlangs) * within / talk)
