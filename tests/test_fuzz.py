"""Every reader holds a few random inputs, and the fuzzer notices what it is for."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from attrs import evolve

from simulator.errors import UsageError
from tests.fuzz import trips
from tests.fuzz.__main__ import ROUND_TRIPS, main, tried
from tests.fuzz.commands import ForgedError, command, workshop
from tests.fuzz.readers import READERS
from tests.fuzz.watching import TripError, Watch


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_a_reader_holds_random_inputs(name: str) -> None:
    with workshop():
        watch = tried(name, 25, 5, 11)
    assert watch.tried
    assert not watch.faults


@pytest.mark.slow
@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_some_inputs_go_the_whole_way(name: str) -> None:
    with workshop():
        assert tried(name, 40, 20, 11).whole


def test_another_run_goes_on_where_one_left_off(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    monkeypatch.setitem(READERS, "keys", evolve(READERS["keys"], give=lambda _, raw: seen.append(raw)))
    tried("keys", 8, 5, 3)
    tried("keys", 5, 5, 3, first=3)
    assert seen[3:8] == seen[8:]


def test_a_round_trip_that_nothing_goes_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(READERS, "save", evolve(READERS["save"], give=lambda *_: False))
    assert main(["save", "--count", "120"]) == 1
    assert "120 of 120 inputs, 0 the whole way" in (told := capfd.readouterr()).out
    assert "no input went the whole way" in told.err


def test_the_same_seed_gives_the_same_inputs() -> None:
    with workshop():
        first, second = ([READERS["keys"].input(random.Random(at)) for at in range(50)] for _ in range(2))
    assert first == second


def test_an_exception_and_an_input_that_takes_too_long_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(error: Exception) -> None:
        raise error

    watch = Watch()
    watch.attempt("a", b"", lambda: fail(UsageError("a user's")))
    assert not watch.faults
    watch.attempt("a", b"", lambda: fail(KeyError("ours")))
    watch.attempt("a", b"", lambda: fail(KeyError("the same again")))
    assert ["KeyError" in one for one in watch.faults] == [True]
    monkeypatch.setattr("tests.fuzz.watching.LONGEST", -1.0)
    watch.attempt("a", b"", lambda: None)
    assert len(watch.faults) == 2


def test_what_is_slow_once_only_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    took = iter((9.0, 1.0, 9.0, 8.0))
    monkeypatch.setattr(Watch, "_once", lambda *_: next(took))
    watch = Watch()
    watch.attempt("a", b"", lambda: None)
    assert (watch.slowest, watch.faults) == (1.0, {})
    watch.attempt("b", b"", lambda: None)
    assert list(watch.faults) == ["8.0 s"]


def test_what_does_not_come_back_as_it_was_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter(((0, "{}"), (0, '{"a": 1}'), (1, "1 failed")))
    monkeypatch.setattr(trips, "command", lambda *_: next(said))
    with workshop():
        Path("r.flow.yaml").write_text("replies: []", "utf-8")
        monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(TripError):
            trips.record(random.Random(1), b"")
        with pytest.raises(TripError):
            trips._holds(("run",), "test", "s.scenario.yaml")


def test_a_line_that_a_text_makes_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.commands.run_command_line", lambda _: print("a\x1b[2J") or 0)  # noqa: T201
    with pytest.raises(ForgedError):
        command("check", "a.json")
