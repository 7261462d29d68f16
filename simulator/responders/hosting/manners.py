"""What a customer's code does to the process that it shares with us is undone, and told where it is a fault.

While it runs, standard output and error are a stream that keeps what is printed (`printed.py`), and leaving the process
or changing its working folder is noticed. A process that it forks and that comes back, as if it were we, is ended.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from select import select
from threading import Lock
from typing import TYPE_CHECKING, Any, NoReturn

from simulator.responders.hosting.printed import PRINTED

if TYPE_CHECKING:
    pass

STRAYING = 0.2
"""Seconds in which a forked process that does not go its own way comes back."""


class _State:
    """What is noted while code of a customer runs; `depth` counts how often it does, within itself and in threads."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.depth = 0
        self.before: tuple[Any, ...] = ()
        self.folder = ""
        self.forks: list[tuple[int, int]] = []
        self.strayed: int | None = None


_state = _State()
_exit, _chdir = os._exit, os.chdir


class Guest:
    """From making it to `leave` code of a customer is a guest in this process."""

    __slots__ = ()

    def __init__(self) -> None:
        with _state.lock:
            if not _state.depth:
                _state.before = sys.stdout, sys.stderr, os._exit, os.chdir
                PRINTED.begin(sys.stderr)
                sys.stdout = sys.stderr = PRINTED
                os._exit, os.chdir = _leaving, _moving
            _state.depth += 1

    def leave(self) -> str:
        """Put everything back; what the guest has done wrong, nothing where it left our process as it was."""
        if _state.strayed is not None:  # pragma: no cover - in a forked process, in which nobody measures
            _end(_state.strayed)
        with _state.lock:
            _state.depth -= 1
            if not _state.depth:
                sys.stdout, sys.stderr, os._exit, os.chdir = _state.before
        return _misdeed() if PRINTED.shut or _state.folder or _state.forks else ""


def _misdeed() -> str:
    found = []
    if PRINTED.shut:
        found.append("it closed standard output or standard error")
    if _state.folder:
        found += _moved(_state.folder)
    strays = [pipe for pipe, _ in _state.forks if _strays(pipe)]
    if strays:
        found.append("it forked, and the new process came back as a second simulator, which was ended")
    PRINTED.shut, _state.folder = False, ""
    _state.forks.clear()
    return " and ".join(found)


def _moved(home: str) -> list[str]:
    """Go back to where we were."""
    now = ""
    with suppress(OSError):
        now = os.getcwd()  # noqa: PTH109 - as it was noted
    with suppress(OSError):
        _chdir(home)
    return [] if now == home else [f"it changed the working folder to {now or 'one that is not there any more'}"]


def _leaving(status: int) -> NoReturn:
    """What stands for `os._exit`: only a process that the guest has forked may end so."""
    if _state.strayed is not None or not _state.depth:
        _exit(status)  # pragma: no cover - in a forked process, in which nobody measures
    raise SystemExit(f"os._exit({status})")


def _moving(path: Any) -> None:
    if not _state.folder:
        _state.folder = os.getcwd()  # noqa: PTH109 - a Path is made of it where it is needed
    _chdir(path)


def _before_fork() -> None:
    if _state.depth:
        _state.forks.append(os.pipe())


def _in_parent() -> None:
    if _state.depth:
        os.close(_state.forks[-1][1])


def _in_child() -> None:  # pragma: no cover - in a forked process, in which nobody measures
    if _state.depth:
        _state.strayed = _state.forks[-1][1]


def _end(pipe: int) -> NoReturn:  # pragma: no cover - in a forked process, in which nobody measures
    """End a process that is none of ours, and tell the one that it comes from."""
    os.write(pipe, b"%d" % os.getpid())
    _exit(0)


def _strays(pipe: int) -> bool:
    """Whether a forked process came back; one that works on elsewhere, or is another program by now, is fine."""
    ready, _, _ = select([pipe], [], [], STRAYING)
    told = os.read(pipe, 32) if ready else b""
    os.close(pipe)
    if told:
        with suppress(ChildProcessError):
            os.waitpid(int(told), 0)
    return bool(told)


if hasattr(os, "register_at_fork"):  # pragma: no branch - Windows has none
    os.register_at_fork(before=_before_fork, after_in_parent=_in_parent, after_in_child=_in_child)
