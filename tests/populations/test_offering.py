"""When calls come, how many ports they take over a day, and what is said of arguments that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.api.traffic.offered_calls import OfferedCalls, offered_from
from simulator.errors import UsageError
from simulator.exploring.expecting.time_law import TimeLaw
from simulator.populations.offering.arrivals import BANK_DAY, arrivals_from
from simulator.populations.offering.occupancy import busy_minutes, poisson_quantile
from simulator.populations.offering.offered import Holding, offer

HOURS = [0.0] * 8 + [60.0] * 10 + [0.0] * 6
MINUTE = TimeLaw.of(1000, [0.0] * 60 + [1.0])


@pytest.mark.parametrize(
    ("given", "busiest", "daily"),
    [
        ("600/h", 600, None), ("10/min", 600, None), ("0.5 / s", 1800, None), (90, 90, None),
        ("bank day 5000", 480, 5000), ("bank day", 42078 / 31 * 0.096, 42078 / 31), (HOURS, 60, 600),
        (",".join(map(str, HOURS)), 60, 600),
    ],
)  # fmt: skip
def test_arrivals_are_read_in_every_form(given: Any, busiest: float, daily: float | None) -> None:
    found = arrivals_from(given)
    assert found.busiest == pytest.approx(busiest)
    assert found.daily == (None if daily is None else pytest.approx(daily))
    assert arrivals_from(found) is found


def test_the_busy_hour_of_the_bank_has_its_share_of_a_day() -> None:
    assert [sum(BANK_DAY), max(BANK_DAY)] == pytest.approx([100, 9.6])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("day.json", json.dumps(HOURS)),
        ("day.txt", "\n".join(map(str, HOURS))),
        ("day.csv", "hour,calls\n" + "\n".join(f"{hour},{calls}" for hour, calls in enumerate(HOURS)) + "\n"),
    ],
)
def test_the_hours_of_a_day_may_stand_in_a_file(name: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text)
    assert arrivals_from(file.as_posix()).hourly == arrivals_from(file).hourly == tuple(HOURS)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("often", '"often" says nothing of when calls come: expected a rate'),
        ("600/day", "expected a rate"), (True, "True says nothing"), (None, "None says nothing"),
        ("1,2,3", "1,2,3 has 3 numbers, expected 24"), (["a"] * 24, "'a' in a list is no number of calls"),
        ([None] * 24, "is no number of calls"), ([0] * 24, "one above 0"), (-5, "from 0 to 1e+09"),
        ([float("nan")] * 24, "from 0 to"), ("none.csv", "none.csv"), (10**400, "from 0 to"), (5e-324, "one above 0"),
        ([10**400] * 24, "is no number of calls"), (float("inf"), "from 0 to"), (float("nan"), "from 0 to"),
    ],
)  # fmt: skip
def test_what_says_nothing_of_arrivals_is_told(given: Any, said: str) -> None:
    with pytest.raises(UsageError) as told:
        arrivals_from(given)
    assert said in str(told.value)


def test_a_file_that_is_no_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "day.json").write_text("[1, 2")
    with pytest.raises(UsageError, match="is no JSON list"):
        arrivals_from(tmp_path / "day.json")


def test_ports_over_a_day_are_its_calls_times_their_length() -> None:
    """A call a minute, each of a minute: one port on average; before and after the hours there is none."""
    busy = busy_minutes(HOURS, MINUTE)
    assert busy[10 * 60] == pytest.approx(1)
    assert (busy[0], busy[7 * 60], busy[20 * 60]) == (0, 0, 0)
    assert busy[18 * 60 - 1] == pytest.approx(1)
    assert busy[18 * 60 + 3] == pytest.approx(0)


def test_calls_that_outlast_a_day_count_for_a_day() -> None:
    endless = TimeLaw.of(60_000, [0.0] * 3000 + [1.0])
    assert busy_minutes([60.0], endless)[0] == pytest.approx(1440)


def test_the_poisson_quantile_is_as_in_its_tables() -> None:
    """Of a mean of 10, P(more than 18) = 0.0072 and P(more than 17) = 0.0143."""
    assert [poisson_quantile(10, 0.01), poisson_quantile(10, 0.02)] == [18, 17]
    assert poisson_quantile(0, 0.01) == 0
    assert 1140 < poisson_quantile(1070, 0.01) < 1160


def test_what_is_offered_is_told_of_drawn_calls_too() -> None:
    """The same function takes the lengths of calls that were run, in ms."""
    calls = Holding.sampled([30_000, 90_000], answers=0.5, talk=20.0)
    found = offer(arrivals_from("600/h"), calls, ports=12, agents=5)
    assert (found.seconds, found.erlangs) == (60, 10)
    assert found.webhooks is None
    assert offer(arrivals_from("600/h"), Holding(60.0, webhooks=2.0)).webhooks == pytest.approx(600 / 3600 * 2)
    assert found.seen is not None
    assert found.seen.share == pytest.approx(found.blocking, abs=5 * found.seen.error)
    assert (found.enough, found.peak_ports) == (18, 18)
    assert found.agents is not None
    assert found.agents.erlangs == pytest.approx(600 / 3600 * 20)
    assert found.agents.wait == pytest.approx(found.agents.waiting * 40 / (5 - found.agents.erlangs))


def test_without_a_law_there_is_erlang_alone() -> None:
    found = offer(arrivals_from("600/h"), Holding(60.0))
    assert (found.ports, found.given, found.seen, found.peak, found.busy) == (18, False, None, None, ())


def test_calls_by_the_ten_thousand_at_once_are_left_to_erlang() -> None:
    found = offer(arrivals_from(1_500_000), Holding.sampled([60_000]), ports=25_000)
    assert (found.erlangs, found.seen) == (25_000, None)
    assert found.blocking == pytest.approx(0.005, abs=0.002)


@pytest.mark.parametrize("more", [{"ports": 10**9}, {"agents": 10**12}])
def test_more_ports_than_anybody_has_are_told(more: Any) -> None:
    calls = {"ports": None, "agents": None, **more}
    with pytest.raises(UsageError, match=r"expected a whole number.*1000000"):
        offered_from("600/h", Holding(60.0, answers=1, talk=1), calls["ports"], calls["agents"], None)


def test_what_nobody_can_be_offered_is_told() -> None:
    with pytest.raises(UsageError, match="nobody reaches a person"):
        offer(arrivals_from("600/h"), Holding(60.0), agents=3)
    with pytest.raises(UsageError, match=r"are .* erlangs: too many"):
        offer(arrivals_from(1e9), Holding(6000.0))
    with pytest.raises(UsageError, match="no calls"):
        Holding.sampled([])


def test_a_law_tells_its_quantiles_and_who_is_left() -> None:
    law = TimeLaw.sampled([1000, 1000, 2000, 4000], grid=1000)
    assert law.quantiles([0.25, 0.5, 0.75, 1]) == [1, 1, 2, 4]
    assert law.survival == pytest.approx([1, 0.5, 0.25, 0.25, 0])
    assert law.mean == 2
    assert TimeLaw.of(100, [0.0]).chances == (1.0,)
    with pytest.raises(UsageError, match="expected a share from 0 to 1"):
        law.quantile(2)


def test_what_is_offered_shows_itself() -> None:
    """With a law and without, with agents who are enough and who are not."""
    calls = Holding.sampled([30_000, 90_000], answers=1.0, talk=20.0)
    shown = OfferedCalls(offer(arrivals_from("bank day 5000"), calls, ports=12, agents=2), "Desk")
    assert (shown.ports, shown.blocking) == (12, shown.found.blocking)
    assert "Desk: offered bank day, 5000 calls" in str(shown)
    assert "ports would be enough for 1%" in str(shown)
    assert "ASA: the queue only grows" in str(shown)
    assert "Ports over the day" in shown.render("html")
    bare = OfferedCalls(offer(arrivals_from("600/h"), Holding(60.0)))
    assert bare.render("csv").splitlines()[:3] == [
        "name,value,words",
        "callsPerHour,600,calls in the busy hour (600/h)",
        'erlangs,10,"erlangs: these calls, of 60.0 s each"',
    ]
    assert "ports are enough for 1% blocked" in str(bare)
    assert '"blockingSeen": null' in bare.render("json")
