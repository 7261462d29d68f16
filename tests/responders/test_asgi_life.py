"""An ASGI app is started once, whoever asks it, and closed when a command is done, however it behaves."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.cli.base.main import run_command_line
from simulator.errors import UnreachableError
from simulator.responders import asgi as _asgi
from simulator.responders.hosting.ending import end_backends
from simulator.responders.lifespan import running as _app
from simulator.responders.lifespan.running import RunningApp
from tests.responders import asgi_odd
from tests.responders._calls import MENU, call

if TYPE_CHECKING:
    from collections.abc import Iterator


ODD = "tests.responders.asgi_odd"


@pytest.fixture(autouse=True)
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing runs before and after; whatever does not end has a short time for it."""
    monkeypatch.setattr(_app, "GOODBYE", 0.2)
    end_backends()
    asgi_odd.begun.clear()
    yield
    end_backends()


def open_files() -> int:
    """How many descriptors this process has open, where the system tells it."""
    known = Path("/proc/self/fd")
    return len(list(known.iterdir())) if known.exists() else 0


def asked(name: str, **settings: Any) -> list[str]:
    return [fault.what for fault in call(f"asgi:{ODD}:{name}", replyTimeout=200, **settings).backend_faults]


def test_many_calls_start_it_once_and_leave_nothing_behind() -> None:
    before = open_files()
    for _ in range(5):
        assert asked("good") == []
        assert asked("good", ringTime=100) == []
    assert asgi_odd.begun == ["good"]
    end_backends()
    assert open_files() == before


NO_ANSWER = "no answer within 200 ms (replyTimeout)"


@pytest.mark.parametrize("name", ["sleeping", "catching", "staying", "thinking", "endless"])
def test_a_question_that_takes_too_long_is_given_up(name: str) -> None:
    assert asked(name) == [NO_ANSWER]
    assert asked("good") == []


def test_an_app_lives_on_where_its_job_could_be_ended() -> None:
    assert asked("sleeping") == asked("sleeping") == [NO_ANSWER]
    assert asked("staying") == asked("staying") == [NO_ANSWER]
    assert asgi_odd.begun == ["sleeping", "staying", "staying"]


@pytest.mark.parametrize(("name", "why"), [("interrupting", "KeyboardInterrupt ("), ("leaving", "SystemExit: 4 (")])
def test_whatever_it_raises_is_its_failure(name: str, why: str) -> None:
    (found,) = asked(name)
    assert found.startswith(f"the backend failed: {why}")
    assert asked("good") == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("slow_start", "its start-up takes longer than 0.2 s"),
        ("interrupting_start", "KeyboardInterrupt ("),
        ("leaving_start", "SystemExit: 4 ("),
    ],
)
def test_what_keeps_it_from_starting_is_told(name: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_asgi, "STARTING", 0.2)
    with pytest.raises(UnreachableError) as told:
        asked(name)
    assert told.value.cause.startswith(f"`asgi:{ODD}:{name}` cannot be started: {why}")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("good", ""),
        ("slow_stop", " does not shut down within 0.2 s"),
        ("catching_stop", " does not shut down within 0.2 s"),
        ("interrupting_stop", " failed: KeyboardInterrupt ("),
        ("failing_stop", " failed: RuntimeError: is not empty"),
        ("flooding_start", " failed: RuntimeError: the app says more than 100 things"),
    ],
)
def test_what_goes_wrong_when_it_is_shut_down_is_told_once(
    name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(name) == []
    end_backends()
    end_backends()
    found = capsys.readouterr().err
    assert told in found
    assert found.count("\n") == bool(told)


def test_another_app_under_the_same_name_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    first = _app.running(asgi_odd.good, "x", ("x",))
    first.begin()
    second = _app.running(asgi_odd.sleeping, "x", ("x",))
    assert first is not second
    first.end()
    monkeypatch.setattr(second, "process", -1)
    assert _app.running(asgi_odd.sleeping, "x", ("x",)) is not second


def test_a_loop_that_runs_in_a_thread_that_was_left_behind_is_left_to_it() -> None:
    async def inside() -> None:
        assert asked("sleeping") == [NO_ANSWER]
        assert asked("sleeping") == [NO_ANSWER]

    asyncio.run(inside())
    assert asgi_odd.begun == ["sleeping", "sleeping"]


def test_the_loop_of_a_thread_that_never_ends_is_not_closed_by_another() -> None:
    async def inside() -> None:
        assert asked("staying") == [NO_ANSWER]

    asyncio.run(inside())
    app = RunningApp(asgi_odd.good, "x")
    app.end()
    app.abort()
    app.begin()
    app.abort()
    assert app.state == {}


def test_a_command_shuts_down_what_it_started(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flow = tmp_path / "x.flow.yaml"
    flow.write_text(json.dumps({"request": MENU, "backend": f"asgi:{ODD}:failing_stop"}))
    assert run_command_line(["run", flow.as_posix(), "--dtmf", "1"]) == 0
    assert capsys.readouterr().err.count("the shutdown of") == 1


def test_a_loop_that_still_runs_is_not_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy:
        closed = False

        def is_running(self) -> bool:
            return True

    app = RunningApp.__new__(RunningApp)
    app._loop = busy = Busy()  # type: ignore[assignment]
    monkeypatch.setattr(_app, "within", lambda *_: None)
    app._close()
    assert not busy.closed
    assert app._loop is None
