"""What a customer's code does to the process: undone, kept beside the call, and told where it is a fault."""

# ruff: noqa: T201 - what is printed is what is tested
from __future__ import annotations

import io
import logging
import os
import re
import signal
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from simulator.responders.hosting import manners as _manners
from simulator.responders.hosting import printed as _printed
from simulator.responders.hosting.alarm import within
from simulator.responders.hosting.printed import PRINTED, PrintedStream
from tests.responders._calls import call

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = "tests.responders.test_manners"
GOODBYE = {"callflow": [{"action": "hangup"}]}


def said(job: Callable[[], Any]) -> str:
    """What a job has printed; it must come to its end."""
    PRINTED.take()
    done = within(job, 5)
    assert done is not None
    assert done.error is None
    return PRINTED.take()


def wrong(job: Callable[[], Any]) -> str:
    done = within(job, 5)
    assert done is not None
    return done.wrong or repr(done.error)


def test_what_is_printed_goes_to_standard_error_and_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    def prints() -> None:
        print("to one")
        print("to the other", file=sys.stderr, flush=True)
        sys.stdout.buffer.write(b"as bytes\n")
        sys.stdout.buffer.flush()
        sys.stdout.reconfigure(encoding="latin-1")  # type: ignore[union-attr]
        assert sys.stdout.writable()
        assert not sys.stdout.isatty()
        assert sys.stdout.encoding == "utf-8"

    assert said(prints) == "to one\nto the other\nas bytes\n"
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "to one\nto the other\nas bytes\n")


def test_a_logger_that_was_set_up_meanwhile_goes_on_working(capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("of a customer")
    logger.propagate = False
    handlers: list[logging.Handler] = []

    def sets_up() -> None:
        handlers.append(logging.StreamHandler(sys.stdout))
        logger.addHandler(handlers[0])
        logger.warning("meanwhile")

    try:
        assert said(sets_up) == "meanwhile\n"
        logger.warning("afterwards")
    finally:
        logger.removeHandler(handlers[0])
    assert capsys.readouterr() == ("", "meanwhile\nafterwards\n")


def test_a_flood_is_kept_and_shown_in_part(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_printed, "MOST_KEPT", 10)
    monkeypatch.setattr(_printed, "MOST_SHOWN", 20)
    assert said(lambda: [print("1234567") for _ in range(100)]) == "1234567\n12" + _printed.LEFT_OUT.rstrip("\n")
    assert capsys.readouterr().err == "1234567\n1234567\n1234" + _printed.LEFT_OUT


def test_what_is_printed_where_there_is_no_standard_error_any_more_is_kept() -> None:
    gone = io.StringIO()
    gone.close()
    stream = PrintedStream()
    stream.begin(gone)
    assert stream.write("still here") == 10
    assert stream.take() == "still here"
    with pytest.raises(TypeError, match="must be str, not bytes"):
        stream.write(b"")  # type: ignore[arg-type]


def test_it_has_the_descriptor_of_standard_error(tmp_path: Path) -> None:
    stream = PrintedStream()
    with (tmp_path / "err").open("w") as file:
        stream.begin(file)
        assert stream.fileno() == file.fileno()


def _moves_twice() -> None:
    os.chdir("/")
    os.chdir("/tmp")


def _moves_and_closes() -> None:
    os.chdir("/")
    sys.stdout.close()


@pytest.mark.parametrize(
    ("job", "why"),
    [
        (lambda: sys.stdout.close(), "it closed standard output or standard error"),
        (lambda: sys.stderr.close(), "it closed standard output or standard error"),
        (lambda: os._exit(3), "SystemExit('os._exit(3)')"),
        (lambda: sys.exit(3), "SystemExit(3)"),
        (lambda: os.chdir("/"), "it changed the working folder to /"),
        (_moves_twice, "it changed the working folder to /tmp"),
        (_moves_and_closes, "and it changed the working folder to /"),
    ],
)
def test_bad_manners_are_told_and_undone(job: Callable[[], Any], why: str) -> None:
    before = Path.cwd(), sys.stdout, os._exit
    assert why in wrong(job)
    assert before == (Path.cwd(), sys.stdout, os._exit)


def test_a_folder_that_is_gone_is_left(tmp_path: Path) -> None:
    def moves() -> None:
        os.chdir(tmp_path)
        tmp_path.rmdir()

    assert "one that is not there any more" in wrong(moves)


def test_a_home_that_is_gone_cannot_be_come_back_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def moves() -> None:
        os.chdir("/")
        tmp_path.rmdir()

    assert "it changed the working folder to /" in wrong(moves)


def test_who_comes_back_by_himself_has_done_nothing(tmp_path: Path) -> None:
    def moves() -> None:
        home = Path.cwd()
        os.chdir(tmp_path)
        os.chdir(home)

    assert said(moves) == ""


def test_a_process_that_is_forked_and_comes_back_is_ended() -> None:
    assert "it forked" in wrong(os.fork)


def test_a_process_that_goes_its_own_way_is_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def leaves() -> None:
        if os.fork() == 0:
            os._exit(0)

    def works() -> None:
        child = get_context("fork").Process(target=os.getpid)
        child.start()
        child.join()

    assert said(leaves) == ""
    assert said(works) == ""


def test_threads_that_run_code_at_once_leave_everything_as_it_was() -> None:
    before = sys.stdout, os.chdir
    first = _manners.Guest()
    second = _manners.Guest()
    assert first.leave() == ""
    assert sys.stdout is PRINTED
    assert second.leave() == ""
    assert before == (sys.stdout, os.chdir)
    assert _manners._leaving is not os._exit


def catches_everything() -> None:
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def catches_twice() -> None:
    while True:
        try:
            try:
                time.sleep(9)
            except BaseException:
                print("again")
        except BaseException:
            print("and again")


def sleeps_on() -> None:
    while True:
        try:
            time.sleep(9)
        except BaseException as error:
            str(error)


def ignores_the_signal() -> None:
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        pass


@pytest.mark.parametrize(
    "job",
    [
        catches_everything,
        catches_twice,
        sleeps_on,
        ignores_the_signal,
        lambda: re.match(r"(a+)+$", "a" * 40 + "!"),
        lambda: 7**10**9,
    ],
)
def test_code_that_does_not_want_to_end_is_ended(job: Callable[[], Any]) -> None:
    assert within(job, 0.1) is None
    assert said(lambda: print("as before")) == "as before\n"
    assert _alarm_is_ours()


def _alarm_is_ours() -> bool:
    from simulator.responders.hosting import alarm as _alarm

    return signal.getsignal(signal.SIGALRM) is _alarm._ring


def test_a_timer_that_rings_when_nobody_runs_is_set_again() -> None:
    from simulator.responders.hosting import alarm as _alarm

    assert said(lambda: None) == ""
    signal.raise_signal(signal.SIGALRM)
    assert _alarm._watch[0].rings == 0
    within(lambda: signal.raise_signal(signal.SIGALRM), 60)
    assert within(lambda: time.sleep(9), 0.1) is None


def talks(_body: object) -> object:
    print("asked")
    return GOODBYE


def shuts(_body: object) -> object:
    sys.stdout.close()
    return GOODBYE


def test_a_call_keeps_what_its_backend_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(f"python:{HERE}:talks").printed == "asked\n"
    assert capsys.readouterr() == ("", "asked\n")
    found = call(f"python:{HERE}:shuts")
    assert found.backend_faults[0].what == "the backend misbehaved: it closed standard output or standard error"


def test_a_thread_that_was_started_goes_on() -> None:
    found: list[str] = []
    thread = Thread(target=found.append, args=("done",))
    assert said(thread.start) == ""
    thread.join()
    assert found == ["done"]


def test_what_stands_for_standard_error_is_not_put_through_itself() -> None:
    stream = PrintedStream()
    stream.begin(sys.stderr)
    stream.begin(stream)
    assert stream._through is sys.stderr
    assert _printed._Bytes(stream).writable()
