"""Customer's code is watched in its own thread where that can be, and handed to the worker's where it cannot."""

from __future__ import annotations

import signal
import time
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Any

import pytest

from simulator.errors import UsageError
from simulator.responders.hosting import alarm as _alarm
from simulator.responders.hosting import importing as _import
from simulator.responders.hosting import worker as _worker
from simulator.responders.hosting.alarm import within
from simulator.responders.hosting.frames import Logged
from simulator.responders.http import HttpBackend
from simulator.responders.lifespan.running import RunningApp
from simulator.running.answering import responder_for
from simulator.running.flow import load_flow
from tests.responders import servers
from tests.responders._calls import APPS, MENU, call
from tests.responders.apps import asgi_goodbye

if TYPE_CHECKING:
    from pathlib import Path


def here() -> bool:
    return current_thread() is main_thread()


def value(done: _worker.Done | None) -> Any:
    assert done is not None
    assert done.error is None
    return done.value


def test_a_job_runs_in_this_thread_and_its_time_is_watched() -> None:
    assert value(within(here, 5)) is True
    assert within(lambda: time.sleep(60), 0.1) is None


def test_a_job_within_a_job_runs_in_the_workers_thread() -> None:
    assert value(within(lambda: value(within(here, 5)), 5)) is False


def test_from_another_thread_the_worker_does_it() -> None:
    found: list[Any] = []
    thread = Thread(target=lambda: found.append(value(within(current_thread, 5)).name))
    thread.start()
    thread.join()
    assert found == ["callflow-backend"]


def test_a_signal_that_somebody_else_uses_is_left_alone() -> None:
    before = signal.signal(signal.SIGALRM, lambda *_: None)
    try:
        assert value(within(here, 5)) is False
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_system_without_signals_to_threads_uses_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "setitimer")
    assert value(within(here, 5)) is False


def test_a_late_signal_is_passed_over() -> None:
    assert value(within(here, 5)) is True
    signal.raise_signal(signal.SIGALRM)


def test_a_person_can_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt):
        within(lambda: signal.raise_signal(signal.SIGINT), 5)


def test_an_interrupt_that_the_code_raises_is_its_own_failure() -> None:
    def leaves() -> None:
        raise KeyboardInterrupt

    done = within(leaves, 5)
    assert done is not None
    assert isinstance(done.error, KeyboardInterrupt)


def test_an_interrupt_that_the_code_catches_and_hands_on_is_still_a_persons() -> None:
    def hands_on() -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise

    with pytest.raises(KeyboardInterrupt):
        within(hands_on, 5)


def test_after_a_fork_there_is_a_fresh_watch_and_a_fresh_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert value(within(here, 5))
    value(_worker.do(here, 5))
    old = _alarm._watch[0], _worker._worker[0]
    for one in old:
        monkeypatch.setattr(one, "process", -1)
    assert value(within(here, 5))
    value(_worker.do(here, 5))
    assert _alarm._watch[0] is not old[0]
    assert _worker._worker[0] is not old[1]


def test_a_module_that_takes_too_long_to_import_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow_to_import.py").write_text("import time\ntime.sleep(60)\n")
    (tmp_path / "x.flow.yaml").write_text(f"request: {MENU}\nbackend: python:slow_to_import:f\n")
    monkeypatch.setattr(_import, "SECONDS", 0.1)
    with pytest.raises(UsageError, match=r"takes longer than 0\.1 s"):
        responder_for(load_flow(tmp_path / "x.flow.yaml"))


def test_a_log_line_without_an_exception_is_passed_over() -> None:
    import logging

    with Logged() as errors:
        logging.getLogger("shop").error("no exception here")
    assert errors == []


def test_giving_up_before_anything_has_begun_does_nothing() -> None:
    RunningApp(asgi_goodbye, "x").abort()
    HttpBackend("http://127.0.0.1:1/", None).abort()


def test_whatever_keeps_a_webhook_from_being_posted_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def send(*_: object) -> None:
        raise ValueError("no such thing")

    monkeypatch.setattr(HttpBackend, "send", send)
    file = tmp_path / "x.flow.yaml"
    file.write_text(f"request: {MENU}\nreplies: [{{when: {{}}, reply: {{}}}}]\npost: {{VSS: 'http://127.0.0.1:1'}}\n")
    from simulator.api.run import run

    assert run(file, "1").backend_faults[0].what.endswith("ValueError: no such thing")
    file.write_text("request: {callflow: []}\nreplies: []\npost: {VSS: 'http://127.0.0.1:1'}\n")
    assert run(file, "1").call is None, "a refused request sends nothing"


def test_many_different_answers_are_judged_and_not_all_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    from simulator.responders import live as _live

    monkeypatch.setattr(_live, "REMEMBERED", 0)
    with servers.serving(servers.sound) as url:
        assert call(url).ok
    assert call(f"python:{APPS}:goodbye").ok


def test_a_signal_that_comes_before_anybody_watches_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_alarm, "_watch", [])
    _alarm._ring(signal.SIGALRM, None)
    assert _alarm._watch == []
