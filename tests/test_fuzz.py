"""Every reader holds a few random inputs, and the fuzzer notices what it is for."""

from __future__ import annotations

import pytest

from simulator.errors import UsageError
from tests.fuzz.__main__ import tried
from tests.fuzz.commands import ForgedError, command, workshop
from tests.fuzz.readers import READERS
from tests.fuzz.watching import Watch


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_a_reader_holds_random_inputs(name: str) -> None:
    with workshop():
        watch = tried(name, 25, 5, 11)
    assert watch.tried
    assert not watch.faults


def test_the_same_seed_gives_the_same_inputs() -> None:
    import random

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


def test_a_line_that_a_text_makes_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.commands.run_command_line", lambda _: print("a\x1b[2J") or 0)  # noqa: T201
    with pytest.raises(ForgedError):
        command("check", "a.json")
