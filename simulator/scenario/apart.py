"""A process of its own in which scenarios run one by one, and which is ended where nothing else helps.

Code of a customer may end the process that it runs in, or never give it back; then one scenario has failed, and the
next ones run in a fresh process.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import sys
import warnings
from collections import deque
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from time import monotonic, sleep
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import Scenario
from simulator.model.scenario.verdict import Failure, Verdict
from simulator.responders.hosting.alarm import within
from simulator.responders.hosting.beacon import LIT, Beacon
from simulator.responders.hosting.ending import end_backends
from simulator.responders.waiting import WAITED
from simulator.scenario.flows import Flows
from simulator.scenario.judging import reproduce
from simulator.scenario.run import run_scenario, with_trail
from simulator.scenario.several.sending import Receiver, Sender

if TYPE_CHECKING:
    from collections.abc import Sequence

    Numbered = tuple[int, Scenario]
    Whose = tuple[str | None, ...]
    """The account and the backend that take the place of the flows' own, and the folder of files that are measured."""

GRACE = 1.0
"""Seconds after the end of its time in which a process has every chance to stop customer's code itself."""
SILENCE = 30.0
"""Seconds in which a process that waits for nobody says something; a call takes a few ms."""
GOODBYE = 2.0
"""Seconds that whatever wants to be done at the end of the process has."""
LOOK = 0.2
"""Seconds between two looks at the beacons."""
NOBODYS = Scenario("", "", Span())
"""Stands for the scenario of a verdict on its way: who gets it has the scenario already."""
FAREWELL = b""
"""What a process sends last."""
CAN_FORK = "fork" in multiprocessing.get_all_start_methods()


class ScenarioProcess:
    """One such process, as its parent sees it; `given` are the scenarios whose verdicts are still to come."""

    def __init__(self, whose: Whose, *, trails: bool, runs: bool) -> None:
        self.given: deque[Numbered] = deque()
        self._beacon, self._reader, self._heard = Beacon(), Receiver(), monotonic()
        self._sending = False
        self.connection, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork" if CAN_FORK else None)
        shared = self._beacon if CAN_FORK else None
        with warnings.catch_warnings():  # newer Pythons warn of threads: ours hold nothing that a child needs
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process = context.Process(
                target=_begin, args=(theirs, whose, trails, runs, shared, os.getpid()), daemon=True
            )
            self._process.start()
        theirs.close()

    def give(self, some: Sequence[Numbered]) -> None:
        """Let these run, in this order, after those that were given before."""
        if not self.given:
            self._heard = monotonic()
        self.given.extend(some)
        self._sending = True
        with suppress(OSError):  # one that is gone is found out when its answer is asked for
            self.connection.send(list(some))
        self._sending = False

    def take(self) -> tuple[int, Verdict]:
        """The next verdict; one that says what became of the process where there is none. Blocks until there is one."""
        while not self.connection.poll(LOOK):
            if self.stuck and not self.connection.poll():
                return self._lost(self._caught() if self.alive else _end_words(self._exit_status()))
        try:
            number, found = self._reader.read(self.connection.recv_bytes())
        except (EOFError, OSError):
            return self._lost(_end_words(self._exit_status()))
        self._heard = monotonic()
        _, scenario = self.given.popleft()
        if found.waited:
            WAITED.add(found.waited)  # which the other process has counted for itself alone
        return number, evolve(found, scenario=scenario)

    @property
    def stuck(self) -> bool:
        """Whether it has had every chance."""
        until = self._beacon.until
        now = monotonic()
        return now > until + GRACE if until else now > max(self._heard, self._beacon.last) + SILENCE

    @property
    def gone(self) -> bool:
        """Whether it is no use any more."""
        return self.connection.closed

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.exitcode is None

    def dismiss(self) -> None:
        """Tell it that no more is wanted, unless Ctrl-C came in the middle of a message: then it is ended."""
        if self._sending:
            self._process.kill()
        else:
            with suppress(OSError):
                self.connection.send(None)

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
        self.connection.close()

    def close(self) -> None:
        """Let it shut down what it has started, and end it."""
        until = monotonic() + 2 * GOODBYE
        with suppress(EOFError, OSError):
            self.connection.send(None)
            while self.connection.poll(max(until - monotonic(), 0)) and self.connection.recv_bytes() != FAREWELL:
                pass  # a verdict that nobody wants any more
        self.end()

    def _exit_status(self) -> int | None:
        """How it ended, if it does in time. `join` would wait for a descriptor that its code may have closed."""
        until = monotonic() + GOODBYE
        while (status := self._process.exitcode) is None and monotonic() < until:
            sleep(0.01)
        if status == -signal.SIGTERM:
            sleep(LOOK)  # who ends a whole group of processes ends this one too, in a moment, and not the backend did
        return status

    def _caught(self) -> str:
        if self._beacon.until:
            return f"it did not end within {1000 * self._beacon.seconds:g} ms, and its process had to be ended"
        return f"it kept its process from going on for {SILENCE:g} s, which was ended"

    def _lost(self, what: str) -> tuple[int, Verdict]:
        number, scenario = self.given.popleft()
        took = monotonic() - self._heard
        self.end()
        place = f"{scenario.file}:{scenario.span.line}:{scenario.span.column}"
        found = f"the backend misbehaved: {what}"
        failure = Failure("backend", "an answer that can be used", found, place=place, reproduce=reproduce(scenario))
        return number, Verdict(scenario, (failure,), took=took)


def ready(some: Sequence[ScenarioProcess]) -> list[ScenarioProcess]:
    """Those that have a verdict to take, or will never have one; waits for a moment."""
    busy = [one for one in some if one.given]
    heard = wait([one.connection for one in busy], LOOK)
    return [one for one in busy if one.connection in heard or one.stuck]


def _end_words(code: int | None) -> str:
    if code is None:
        return "it closed the connection to the process that waits for it"
    if code < 0:
        name = signal.Signals(-code).name if -code in {int(one) for one in signal.Signals} else f"signal {-code}"
        return f"it ended the process that it runs in ({name})"
    return f"it ended the process that it runs in (exit status {code})"


def _begin(connection: Connection, whose: Whose, trails: bool, runs: bool, beacon: Beacon | None, parent: int) -> None:
    """What such a process does first: Ctrl-C is its parent's affair, and standard output is not for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined] # it may have children
    atexit._clear()  # what the parent wants done at its end is not to be done at ours
    _die_with(parent)
    with suppress(OSError, ValueError):
        os.dup2(2, 1)
    sys.stdout = sys.stderr
    LIT[:] = [beacon] if beacon is not None else []
    serve(connection, whose, trails, runs)
    end_backends()
    within(atexit._run_exitfuncs, GOODBYE)
    with suppress(OSError):
        connection.send_bytes(FAREWELL)


def serve(connection: Connection, whose: Whose, trails: bool, runs: bool) -> None:
    """Run what is given and send the verdicts, until no more is wanted."""
    WAITED.begin()  # a child inherits what its parent has counted and would say
    flows, sender = Flows(*whose), Sender()
    waiting: deque[Numbered] = deque()
    with suppress(EOFError, OSError):
        while True:
            while not waiting or connection.poll():  # somebody may want no more while some still wait
                some = connection.recv()
                if some is None:
                    return
                waiting.extend(some)
            number, scenario = waiting.popleft()
            found = run_scenario(scenario, flows)
            found = with_trail(found) if trails else found
            found = found if runs else evolve(found, run=None)
            connection.send_bytes(sender.written(number, evolve(found, scenario=NOBODYS)))


def _die_with(parent: int) -> None:  # pragma: no cover - in a forked process, in which nobody measures
    """End this process with its parent, where the system can see to it."""
    if sys.platform == "linux":
        from ctypes import CDLL

        with suppress(OSError, AttributeError):
            CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)
