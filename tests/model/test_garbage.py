"""The collector is held inside, and afterwards as before, whatever happens."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from simulator.model import garbage
from simulator.model.garbage import garbage_held, garbage_seldom


def test_it_is_held_inside_only() -> None:
    with garbage_held():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_inside_does_not_leave_it_held() -> None:
    with pytest.raises(ZeroDivisionError), garbage_held():
        _ = 1 / 0
    assert gc.isenabled()


def test_where_it_is_not_wanted_nothing_happens() -> None:
    with garbage_held(wanted=False):
        assert gc.isenabled()


def test_who_holds_it_already_goes_on_holding_it() -> None:
    with garbage_held():
        with garbage_held():
            assert not gc.isenabled()
        assert not gc.isenabled()


def test_what_was_made_inside_is_old_afterwards_and_what_is_frozen_stays_so() -> None:
    with garbage_held():
        made = [[] for _ in range(2000)]  # type: ignore[var-annotated]
    young = {id(one) for one in gc.get_objects(generation=0)}
    assert not young.intersection(map(id, made))
    gc.freeze()
    try:
        with garbage_held():
            assert gc.get_freeze_count()
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


class _Circle:
    def __init__(self) -> None:
        self.itself = self


def test_who_holds_it_again_and_again_leaves_no_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing made inside is ever young, so that nobody else would collect it."""
    monkeypatch.setattr(garbage, "LEAST", 1000)
    monkeypatch.setattr(garbage, "_OLD", garbage._Old())
    circle = _Circle()
    gone = ref(circle)
    del circle
    for _ in range(3):
        with garbage_held():
            made = [_Circle() for _ in range(1500)]
        del made
    assert gone() is None
    assert garbage._OLD.before


def test_a_process_that_serves_looks_seldom_and_finds_what_it_made_all_the_same() -> None:
    before = gc.get_threshold()
    with garbage_seldom():
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[0] > before[0]
        found = ref(_cycle())
        gc.collect()
        assert found() is None
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == before


class _Knot:
    own: _Knot


def _cycle() -> _Knot:
    one = _Knot()
    one.own = one
    return one
