"""ASGI apps that run in this process: each is started once, whoever asks it, and shut down when a command is done."""

from __future__ import annotations

import asyncio
import atexit
import os
import sys
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.loading.words import printable
from simulator.responders.hosting.alarm import within
from simulator.responders.hosting.frames import cause
from simulator.responders.lifespan.life import Lifespan

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from simulator.responders.lifespan.life import App

    T = TypeVar("T")

GOODBYE = 2.0
"""Seconds that an app has to shut down, and that what it still does has to come to its end."""


class RunningApp:
    """An app with an event loop of its own, in which it is started and asked; one question at a time."""

    def __init__(self, app: App, name: str) -> None:
        self.app, self.name = app, name
        self.process = os.getpid()
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._life = Lifespan(app)
        self._task: asyncio.Task[Any] | None = None

    @property
    def state(self) -> dict[str, Any]:
        """What the app has said in its start-up that its requests may know."""
        return dict(self._life.state)

    def begin(self) -> None:
        """Start it, where that has not been done. Raises whatever keeps it from starting."""
        with self._lock:
            self._started()

    def run(self, job: Coroutine[Any, Any, T]) -> T:
        """Do a job in the loop of the app."""
        with self._lock:
            loop = self._started()
            self._task = task = loop.create_task(job)
            found: T = loop.run_until_complete(task)
            return found

    def _started(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._life = Lifespan(self.app)
            self._loop = asyncio.new_event_loop()
            try:
                self._loop.run_until_complete(self._life.begin())
            except BaseException:
                self._close()  # the next question must not find an app that has not begun
                raise
        return self._loop

    def abort(self) -> None:
        """Give the job up that runs; the app lives on where that ends it, and is started anew where it does not."""
        loop, task = self._loop, self._task
        if loop is None:
            return
        if loop.is_running():  # in a thread that was left behind
            self._loop, self._lock = None, Lock()
            loop.call_soon_threadsafe(lambda: [one.cancel() for one in asyncio.all_tasks(loop)])
        elif task is None or within(lambda: loop.run_until_complete(_ended(task)), GOODBYE) is None:
            self._close()

    def end(self) -> None:
        """Shut it down, where it has been started; what goes wrong then is said on standard error."""
        loop, life = self._loop, self._life
        if loop is None or loop.is_running() or self.process != os.getpid():
            return
        done = within(lambda: loop.run_until_complete(life.end()), GOODBYE)
        if done is None:
            sys.stderr.write(f"callflow: `{self.name}` does not shut down within {GOODBYE:g} s\n")
        elif done.error is not None:
            sys.stderr.write(f"callflow: the shutdown of `{self.name}` failed: {printable(cause(done.error))}\n")
        self._close()

    def _close(self) -> None:
        loop, self._loop = self._loop, None
        assert loop is not None  # what closes it has just used it
        within(lambda: loop.run_until_complete(_rest()), GOODBYE)
        if not loop.is_running():
            loop.close()


async def _ended(task: asyncio.Task[Any]) -> None:
    """Cancel a task and let it come to its end."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _rest() -> None:
    """Let what is left in the loop come to its end."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()


_running: dict[tuple[str, ...], RunningApp] = {}


def running(app: App, name: str, key: tuple[str, ...]) -> RunningApp:
    """The app that `key` names, which is started once; another one that it named before is shut down."""
    found = _running.get(key)
    if found is not None and (found.app is not app or found.process != os.getpid()):
        found.end()
        found = None
    if found is None:
        if not _running:
            atexit.register(end_all)
        found = _running[key] = RunningApp(app, name)
    return found


def end_all() -> None:
    """Shut down every app that runs."""
    while _running:
        _running.popitem()[1].end()
