"""The law of an entry is that of the entry function, key time by key time; strokes are what an entry takes of keys."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exploring.expecting.entering import EntryForm, entered
from simulator.exploring.expecting.entry_law import Strokes, entry_law, hanging_up, strokes
from simulator.exploring.expecting.sums import cells_of, on_grid, sums_of
from simulator.model.callers.law import law_of

FORMS = st.builds(
    EntryForm,
    prompt=st.sampled_from([0, 1000]),
    low=st.integers(1, 2),
    high=st.integers(2, 3),
    digit_timeout=st.sampled_from([0, 300, 700]),
    overall_timeout=st.sampled_from([800, 1500, 4000]),
    hash_ends=st.booleans(),
    completes=st.booleans(),
    from_start=st.booleans(),
    key_first=st.booleans(),
    digit_first=st.booleans(),
    barge_in=st.just(value=True),
    keeps_hash=st.just(value=False),
)
TIMES = st.lists(st.integers(0, 30).map(lambda at: 100 * at), min_size=1, max_size=4, unique=True)


@given(FORMS, st.sampled_from(["1", "12", "123", "1#", "12#"]), TIMES, TIMES)
def test_the_law_of_an_entry_is_that_of_its_key_times(
    form: EntryForm, keys: str, first: list[int], gap: list[int]
) -> None:
    """Where the first key or the gaps are certain nothing is rounded."""
    if len(first) > 1 and len(keys) > 1:
        gap = gap[:1]
    if len(keys) > 2:
        gap = gap[:1]
    digits, pressed = strokes(form, keys)
    begins = [(float(at), 1 / len(first)) for at in sorted(first)]
    gaps = [(float(at), 1 / len(gap)) for at in sorted(gap)]
    brute: dict[tuple[int, str, float], float] = defaultdict(float)
    for (at, share), *more in product(begins, *([gaps] * (pressed.keys - 1))):
        times, whole = [at], share
        for ms, part in more:
            times.append(times[-1] + ms)
            whole *= part
        named = zip(times, digits + "#" * pressed.closed, strict=True)
        end = entered(form, [(int(ms), key) for ms, key in named])
        brute[len(end.digits), end.reason, float(end.at)] += whole
    found: dict[tuple[int, str, float], float] = defaultdict(float)
    for (count, reason), cells in entry_law(form, pressed, begins, gaps).items():
        for at, share in cells:
            found[count, reason, at] += share
    assert {key: pytest.approx(share) for key, share in brute.items()} == {
        key: share for key, share in found.items() if share > 1e-12
    }


def test_keys_that_an_entry_does_not_take_are_no_strokes() -> None:
    form = EntryForm(0, 1, 2, 0, 5000, hash_ends=False)
    assert strokes(form, "1#2") == ("12", Strokes(2, closed=False))
    assert strokes(form._replace(hash_is_key=True), "1#2") == ("1#", Strokes(2, closed=False))
    assert strokes(form._replace(hash_ends=True), "1#2") == ("1", Strokes(1, closed=True))
    assert entered(form, [(100, "#"), (200, "1"), (300, "2")]).at == 300


def test_a_grid_keeps_the_mean() -> None:
    cells = cells_of(law_of("lognormal(1.2s, 0.45)"))
    whole, rough = sums_of(cells), sums_of(on_grid(cells))
    assert rough.first == pytest.approx(whole.first)
    assert rough.second == pytest.approx(whole.second, rel=1e-3)
    assert on_grid([(7.0, 1.0)]) == [(7.0, 1.0)]


def test_who_leaves_at_a_rate_is_gone_or_stays() -> None:
    rate = 0.001
    sums = sums_of([(1000.0, 0.5), (3000.0, 0.5)], rate)
    gone = sums.gone(rate)
    assert gone.chance + sums.stays == pytest.approx(1)
    steps = [(at + 0.5, rate * 2.718281828 ** (-rate * (at + 0.5))) for at in range(3000)]
    first = sum(at * share * (1.0 if at < 1000 else 0.5) for at, share in steps)
    second = sum(at * at * share * (1.0 if at < 1000 else 0.5) for at, share in steps)
    assert gone.first == pytest.approx(first, rel=1e-3)
    assert gone.second == pytest.approx(second, rel=1e-3)
    later = sums_of([(1500.0, 0.5), (3500.0, 0.5)], rate)
    assert sums.later(500, rate) == pytest.approx(later)


def test_a_hang_up_at_an_entry_comes_before_a_timer() -> None:
    form = EntryForm(1000, 1, 1, 0, 500)
    cells = hanging_up(form, [(2000.0, 1.0)], (500,))
    assert max(at for at, _ in cells) < 1500
    assert sum(share for _, share in cells) == pytest.approx(1)
