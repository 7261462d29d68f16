"""What is kept for the next who asks: bounded by number and by size, the oldest goes first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.model.kept import Cache, remembered


def test_only_so_many_values_are_kept() -> None:
    kept: Cache[int, str] = Cache(2, 1000)
    for key in range(3):
        assert kept.keep(key, str(key), 1) == str(key)
    assert [kept.get(key) for key in range(3)] == [None, "1", "2"]
    assert (len(kept), kept.size) == (2, 2)


def test_only_so_much_is_kept_but_for_the_last() -> None:
    kept: Cache[str, str] = Cache(100, 10)
    kept.keep("a", "a", 6)
    kept.keep("b", "b", 6)
    assert (kept.get("a"), kept.get("b"), kept.size) == (None, "b", 6)
    kept.keep("c", "c", 11)
    assert (kept.get("b"), kept.get("c"), kept.size) == (None, "c", 11)


def test_a_value_in_the_place_of_another_counts_once() -> None:
    kept: Cache[str, str] = Cache(100, 10)
    kept.keep("a", "a", 6)
    kept.keep("a", "b", 4)
    assert (kept.get("a"), kept.size, len(kept)) == ("b", 4, 1)
    kept.clear()
    assert (kept.get("a"), kept.size, len(kept)) == (None, 0, 0)


def test_sizes_hold_whatever_threads_keep() -> None:
    kept: Cache[int, int] = Cache(50, 400)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda at: kept.keep(at % 70, at, at % 9), range(5000)))
    assert len(kept) <= 50
    assert kept.size <= 400
    for key in range(70, 120):
        kept.keep(key, key, 1)
    assert (kept.size, len(kept)) == (50, 50)


@pytest.mark.parametrize("result", [None, 0, "x"])
def test_a_function_is_asked_once_while_its_texts_are_few(result: object) -> None:
    asked: list[tuple[str, str | None]] = []

    @remembered(3, 10)
    def found(text: str, other: str | None = None) -> object:
        """What is found."""
        asked.append((text, other))
        return result

    assert [found("a"), found("a"), found("a", None), found("a", None)] == [result] * 4
    assert len(asked) == 2
    found("long" * 4)
    found("long" * 4)
    found("a")
    assert len(asked) == 4
    assert found.__doc__ == "What is found."
