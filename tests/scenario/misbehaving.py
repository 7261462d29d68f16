"""Thirty backends that misbehave, and ten that merely look as if they did; each as a function, a WSGI and an ASGI app.

This file is copied beside the flows of a suite, and is named there.
"""

# ruff: noqa: T201, PTH - backends print, and take the shortest way

from __future__ import annotations

import asyncio
import collections
import contextlib
import ctypes
import io
import itertools
import json
import logging
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

GOODBYE = {"callflow": [{"action": "hangup"}]}
SHORT, LONG = 200, 500
"""ms that those have that use them up whatever they are, and that those have that must not fail of it."""
NO_ANSWER = f"no answer within {SHORT} ms (replyTimeout)"
ENDED = f"the backend misbehaved: it did not end within {SHORT} ms, and its process had to be ended"
bad: dict[str, tuple[Callable[[], Any], str]] = {}
"""What each does, and how the first line about it begins."""
good: dict[str, Callable[[], Any]] = {}


def reply_timeout(name: str) -> int:
    return SHORT if name in bad and bad[name][1] in (NO_ANSWER, ENDED) else LONG


class UnspeakableError(Exception):
    def __str__(self) -> str:
        raise ValueError("no words")


def raises(error: BaseException) -> Callable[[], None]:
    def job() -> None:
        raise error

    return job


def misbehaves(cause: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    def noted(job: Callable[[], Any]) -> Callable[[], Any]:
        bad[job.__name__] = job, cause
        return job

    return noted


def behaves(job: Callable[[], Any]) -> Callable[[], Any]:
    good[job.__name__] = job
    return job


FAILED = "the backend failed: "
for name, error, cause in (
    ("sys_exit", SystemExit(3), "SystemExit: 3 ("),
    ("base_exception", BaseException("base"), "BaseException: base ("),
    ("interrupt", KeyboardInterrupt(), "KeyboardInterrupt ("),
    ("generator_exit", GeneratorExit("gone"), "GeneratorExit: gone ("),
    ("cancelled", asyncio.CancelledError(), "asyncio.exceptions.CancelledError"),
    ("memory", MemoryError("all of it"), "MemoryError: all of it ("),
    ("unspeakable", UnspeakableError(), "misbehaving.UnspeakableError: <exception str() failed> ("),
    ("key", KeyError("dmtf"), "KeyError: 'dmtf' ("),
):
    bad[name] = raises(error), FAILED + cause


@misbehaves(FAILED + "SystemExit: os._exit(3) (")
def os_exit() -> None:
    os._exit(3)


@misbehaves("the backend misbehaved: it ended the process that it runs in (exit status 4)")
def leaves_by_the_window() -> None:
    import posix

    posix._exit(4)


@misbehaves("the backend misbehaved: it ended the process that it runs in (SIGKILL)")
def kills() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@misbehaves("the backend misbehaved: it ended the process that it runs in (SIGABRT)")
def aborts() -> None:
    os.abort()


@misbehaves("the backend misbehaved: it ended the process that it runs in (SIGSEGV)")
def reads_nowhere() -> None:
    ctypes.string_at(0)


@misbehaves("the backend misbehaved: it closed standard output or standard error")
def closes_stdout() -> None:
    sys.stdout.close()


@misbehaves("the backend misbehaved: it closed standard output or standard error")
def closes_stderr() -> None:
    sys.stderr.close()


@misbehaves("the backend misbehaved: it changed the working folder to /")
def changes_folder() -> None:
    os.chdir("/")


@misbehaves(FAILED + "SystemExit: 5 (")
def changes_folder_and_leaves() -> None:
    os.chdir("/")
    raise SystemExit(5)


@misbehaves(FAILED + "LookupError: in a stream of its own (")
def replaces_stdout() -> None:
    sys.stdout = sys.stderr = io.StringIO()
    raise LookupError("in a stream of its own")


@misbehaves("the backend misbehaved: it forked, and the new process came back as a second simulator, which was ended")
def forks() -> None:
    os.fork()


@misbehaves(NO_ANSWER)
def loops() -> None:
    while True:
        pass


@misbehaves(NO_ANSWER)
def catches_everything() -> None:
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


@misbehaves(NO_ANSWER)
def catches_twice() -> None:
    while True:
        try:
            try:
                time.sleep(60)
            except BaseException:
                print("again")
        except BaseException:
            print("and again")


@misbehaves(NO_ANSWER)
def thinks() -> None:
    re.match(r"(a+)+$", "a" * 60 + "!")


@misbehaves(NO_ANSWER)
def multiplies() -> None:
    print(7 ** (10**9) % 10)


@misbehaves(NO_ANSWER)
def waits_for_a_lock() -> None:
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


@misbehaves(NO_ANSWER)
def floods() -> None:
    while True:
        print("x" * 1000)


@misbehaves(NO_ANSWER)
def ignores_the_signal() -> None:
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        pass


@misbehaves(NO_ANSWER)
def stops_the_timer() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True:
        time.sleep(0.01)


@misbehaves(ENDED)
def never_looks_up() -> None:
    collections.deque(itertools.repeat(1), maxlen=0)


@misbehaves(ENDED)
def thinks_undisturbed() -> None:
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    re.match(r"(a+)+$", "a" * 60 + "!")


@behaves
def plain() -> None:
    pass


@behaves
def prints() -> None:
    print("loading model...")
    os.write(1, b"to the descriptor\n")


@behaves
def logs() -> None:
    logging.basicConfig(stream=sys.stdout, level="INFO")
    logging.info("asked")


@behaves
def leaves_a_thread() -> None:
    threading.Thread(target=time.sleep, args=(600,)).start()


@behaves
def leaves_a_daemon() -> None:
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()


@behaves
def works_elsewhere() -> None:
    child = multiprocessing.get_context("fork").Process(target=os.getpid)
    child.start()
    child.join()


@behaves
def starts_a_program() -> None:
    subprocess.run(["echo", "from a program"], check=True)


@behaves
def goes_and_comes_back() -> None:
    with contextlib.chdir("/"):
        print("elsewhere")


@behaves
def keeps_its_output() -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        print("nobody hears this")


@behaves
def takes_a_moment() -> None:
    time.sleep(0.05)


def as_function(job: Callable[[], Any]) -> Any:
    def answer(_body: object) -> object:
        job()
        return GOODBYE

    return answer


def as_wsgi(job: Callable[[], Any]) -> Any:
    def app(_environ: object, start: Any) -> list[bytes]:
        job()
        start("200 OK", [])
        return [json.dumps(GOODBYE).encode()]

    return app


def as_asgi(job: Callable[[], Any]) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        job()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(GOODBYE).encode()})

    return app


KINDS = {"python": as_function, "wsgi": as_wsgi, "asgi": as_asgi}
for _kind, _made in KINDS.items():
    for _name, _job in {**{name: job for name, (job, _) in bad.items()}, **good}.items():
        globals()[f"{_kind}_{_name}"] = _made(_job)
