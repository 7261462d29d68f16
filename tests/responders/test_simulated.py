"""`clock: simulated`: a backend in this process sees the instant of its question, and nobody else does."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest
import time_machine

import simulator
from simulator.errors import UnreachableError, UsageError
from tests.responders import clocked
from tests.responders.clocked import flow

AT = "2026-01-10T10:00:00.250Z"


def real() -> bool:
    """Whether the clocks of this process are the real ones: nothing travels."""
    return not time_machine.traveller_stack and time.time() > 1_780_000_000


@pytest.mark.parametrize(
    ("name", "kind"), [("function", "python"), ("awaited", "python"), ("wsgi", "wsgi"), ("asgi", "asgi")]
)
def test_every_backend_in_process_sees_the_instant_of_its_question(name: str, kind: str) -> None:
    found = simulator.run(flow(name, kind), at=AT)
    assert [item.text for item in found.heard] == ["Sat 10:00:00.250000"]
    assert real()


def test_without_it_the_real_clock_is_seen() -> None:
    plain = {**flow("function"), "clock": "real"}
    assert simulator.run(plain, at=AT).heard[0].text != "Sat 10:00:00.250000"


@pytest.mark.parametrize("name", ["raises", "exits"])
def test_the_clock_is_put_back_when_the_backend_raises(name: str) -> None:
    found = simulator.run(flow(name), at=AT)
    assert "Sat 10:00:00.250000" in found.backend_faults[0].what
    assert real()


def test_the_time_limit_is_real_time() -> None:
    begun = time.monotonic()
    found = simulator.run(flow("endless", replyTimeout=100), at=AT)
    assert "no answer within 100 ms" in found.backend_faults[0].what
    assert time.monotonic() - begun < 5
    assert real()


def test_the_monotonic_clock_stays_the_real_one() -> None:
    before = time.monotonic()
    with time_machine.travel(0, tick=False):
        assert before <= time.monotonic() < before + 60


def test_code_that_is_left_behind_in_a_thread_does_not_keep_the_clock() -> None:
    clocked.LEFT[:] = [threading.Event(), threading.Event()]
    whole: list[simulator.Run] = []
    thread = threading.Thread(target=lambda: whole.append(simulator.run(flow("waits", replyTimeout=50), at=AT)))
    thread.start()
    thread.join()
    assert "no answer within 50 ms" in whole[0].backend_faults[0].what
    assert real()
    clocked.LEFT[0].set()
    assert clocked.LEFT[1].wait(10)
    assert clocked.SPOKEN.pop() != "Sat 10:00:00.250000"
    clocked.LEFT.clear()


def test_a_backend_may_run_calls_of_its_own() -> None:
    found = simulator.run(flow("nested"), at=AT)
    assert found.heard[0].text == "Sat 01:00:00.000000, Sat 10:00:00.250000"
    assert real()


def test_another_thread_that_began_to_travel_later_goes_on() -> None:
    from simulator.responders.hosting.simulated import simulated_clock

    clock = simulated_clock("python:a:b")
    first, second = clock(1_000), clock(2_000)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert time.time() == 2
    second.__exit__(None, None, None)
    assert real()


def test_without_the_library_one_line_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "time_machine", None)
    with pytest.raises(UnreachableError, match=r"pip install 'callflow-simulator\[clock\]'") as caught:
        simulator.run(flow("hours"), at=AT)
    assert "\n" not in str(caught.value)


def test_a_clock_that_somebody_else_has_set_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_self: object) -> None:
        raise RuntimeError("time-machine cannot start when freezegun is active.")

    monkeypatch.setattr(time_machine.travel, "start", refuses)
    with pytest.raises(UsageError, match="freezegun is active"):
        simulator.run(flow("hours"), at=AT)


def test_exploring_and_comparing_say_at_which_instant_they_looked() -> None:
    found = simulator.explore(flow("hours"), at="2026-01-10T08:00:00Z")
    assert "calls began at Sat 2026-01-10T08:00:00Z" in str(found)
    assert "Closed." in str(found)
    same = simulator.diff(flow("hours"), {**flow("hours"), "clock": "real"})
    assert "calls began at Mon 2026-01-05T09:00:00Z" in str(same)
    assert "calls began at" not in str(simulator.explore({**flow("hours"), "clock": "real"}))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("backend: http://127.0.0.1:5000/vca\nclock: simulated", "a running server has a clock of its own"),
        ("replies: []\nclock: simulated", "a table goes by the simulated clock as it is"),
        ("backend: python:a:b\nclock: fake", "`fake` is not one of real, simulated"),
        ("backend: python:a:b\nclock: [simulated]", "a text is needed here"),
    ],
)
def test_where_it_cannot_be_is_a_finding_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "x.flow.yaml"
    file.write_text(f'inbound: {{source: "+6591234567", destination: "+6531380000"}}\n{text}\n')
    (found,) = [one for one in simulator.check(file) if one.severity == "error"]
    assert says in found.message
    assert found.span.line == 3


def test_a_running_server_in_its_place_is_asked_as_it_is() -> None:
    loaded = simulator.load(flow("hours")).replace(backend="http://127.0.0.1:9/vca")
    assert not loaded.flow_file.sees_clock
