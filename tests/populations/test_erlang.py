"""Erlang's formulas against published tables, and calls by chance against them."""

from __future__ import annotations

from random import Random

import pytest

from simulator.errors import UsageError
from simulator.exploring.expecting.time_law import TimeLaw
from simulator.populations.offering.erlang import average_wait, erlang_b, erlang_c, ports_for, service_level
from simulator.populations.offering.trunks import blocked, drawn

TABLE_B = [
    (1, 0.0101, 0.01), (5, 1.3608, 0.01), (10, 4.4612, 0.01), (20, 12.031, 0.01), (30, 20.337, 0.01),
    (50, 37.901, 0.01), (100, 84.064, 0.01), (10, 5.0840, 0.02), (20, 13.182, 0.02), (5, 2.2185, 0.05),
    (10, 3.0920, 0.001),
]  # fmt: skip
"""Ports, erlangs and blocking as in the common tables of traffic engineering (ITU-D Study Group 2, among others)."""
TABLE_C = [(2, 1.0, 1 / 3), (5, 4.0, 0.5541), (10, 8.0, 0.4092), (20, 16.0, 0.2561), (55, 48.0, 0.239)]
"""Agents, erlangs and the share that waits; the last is the worked example of Mitan's page on Erlang C."""


@pytest.mark.parametrize(("ports", "erlangs", "blocking"), TABLE_B)
def test_blocking_is_as_in_the_tables(ports: int, erlangs: float, blocking: float) -> None:
    assert erlang_b(erlangs, ports) == pytest.approx(blocking, rel=2e-3)
    assert ports_for(erlangs * 0.999, blocking) == ports
    assert ports_for(erlangs * 1.01, blocking) == ports + 1


@pytest.mark.parametrize(("agents", "erlangs", "waits"), TABLE_C)
def test_waiting_is_as_in_the_tables(agents: int, erlangs: float, waits: float) -> None:
    assert erlang_c(erlangs, agents) == pytest.approx(waits, abs=6e-4)


def test_the_worked_example_of_erlang_c_comes_out() -> None:
    """0.2 calls a second of 240 s for 55 agents: 8.18 s on average, 84.6 % within 15 s."""
    assert average_wait(48, 55, 240) == pytest.approx(8.18, abs=0.01)
    assert service_level(48, 55, 240, 15) == pytest.approx(0.846, abs=5e-4)


def test_too_few_agents_have_a_queue_that_only_grows() -> None:
    assert (erlang_c(5, 5), average_wait(5, 5, 60), service_level(6, 5, 60, 20)) == (1, None, 0)


def test_no_ports_take_no_call_and_no_calls_need_no_port() -> None:
    assert (erlang_b(3, 0), ports_for(0, 0.01)) == (1, 1)
    with pytest.raises(UsageError, match="need more than 1000000 ports"):
        ports_for(1e9, 0.01)


@pytest.mark.parametrize("law", ["exponential", "constant", "two"])
def test_calls_by_chance_are_blocked_as_erlang_says_whatever_their_law(law: str) -> None:
    """M/G/c/c: only the mean counts; within five standard errors."""
    chance, size = Random(law), 30_000
    times = {
        "exponential": [chance.expovariate(1 / 60) for _ in range(size)],
        "constant": [60.0] * size,
        "two": [chance.choice((10.0, 110.0)) for _ in range(size)],
    }[law]
    found = blocked(8 / 60, times, 10, seed=3)
    assert found.error < 0.01
    assert found.share == pytest.approx(erlang_b(8, 10), abs=5 * found.error)


@pytest.mark.parametrize("law", ["constant", "two"])
def test_many_ports_are_as_full_from_the_first_call_on_as_later(law: str) -> None:
    """3,000 erlangs on 2,900 ports: all calls of a batch would come before empty ports were full."""
    chance = Random(law)
    times = [60.0 if law == "constant" else chance.choice((10.0, 110.0)) for _ in range(20_000)]
    found = blocked(3000 / 60, times, 2900, seed=3)
    assert found.calls == 20_000
    assert found.share == pytest.approx(erlang_b(3000, 2900), abs=max(5 * found.error, 0.01))
    assert found.share > 0.01


def test_calls_without_length_block_nobody() -> None:
    assert blocked(1.0, [0.0] * 40, 1, batches=20).share == 0
    assert service_level(0, 3, 0, 20) == 1


def test_times_are_drawn_from_a_law() -> None:
    law = TimeLaw.of(1000, [0, 1, 0, 3])
    times = drawn(law, 4000, seed=1)
    assert set(times) == {1.0, 3.0}
    assert sum(times) / len(times) == pytest.approx(2.5, abs=0.1)
