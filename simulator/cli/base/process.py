"""The process of a command: standard output is the report alone, and it ends when the command does.

Code of a customer may write to the descriptor of standard output itself, from a thread that it left behind, or when the
program ends; and such a thread may keep the program from ending.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from threading import enumerate as threads
from threading import get_ident, main_thread
from typing import TYPE_CHECKING, NoReturn, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

GOODBYE = 2.0
"""Seconds that whatever wants to be done at the end of the program has where a thread would keep it from ending."""


def own_command(words: Iterable[str]) -> list[str]:
    """The line that starts a command of ours in a process of its own, as the installed program starts.

    `-P`: a file of the working folder may have the name of a module that we need, and would be run in its place.
    """
    return [sys.executable, "-P", "-m", "simulator", *words]


def as_word(path: str) -> str:
    """A path as a word of a command line: none is taken for an option."""
    return f"./{path}" if path.startswith("-") else path


class Report(io.TextIOWrapper):
    """Standard output for the main thread; what another writes goes to standard error."""

    fault: OSError | None = None
    """Why something could not be written, which is then lost: to flush what is left may succeed."""

    def write(self, text: str) -> int:
        """Write it where it belongs."""
        if get_ident() != main_thread().ident:
            return sys.stderr.write(text)
        try:
            return super().write(text)
        except OSError as error:
            self.fault = error
            raise


def set_apart() -> None:
    """Let descriptor 1 be standard error, and keep the true one for the report."""
    with_descriptors = isinstance(sys.stdout, io.TextIOWrapper) and isinstance(sys.stderr, io.TextIOWrapper)
    if not with_descriptors or sys.stdout.fileno() != 1 or sys.stderr.fileno() != 2:
        return
    report = open(os.dup(1), "wb", closefd=True)  # noqa: PTH123, SIM115 - a descriptor, which nobody closes before the end
    sys.stdout.flush()
    os.dup2(2, 1)
    sys.stdout = Report(report, "utf-8", line_buffering=report.isatty())


def _flush(out: TextIO) -> None:
    if isinstance(out, Report) and out.fault is not None:
        fault, out.fault = out.fault, None
        raise fault
    out.flush()


def flush() -> str:
    """Write what is still to be written to standard output; why that cannot be done, "" where it can."""
    if sys.stdout is None:
        return ""
    try:
        _flush(sys.stdout)
    except BrokenPipeError:  # whoever read it has enough
        why = ""
    except OSError as error:
        why = f"standard output cannot be written: {error.strerror}"
    else:
        return ""
    # What is left would be tried again where the program ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return why


def leave(status: int, exit_now: Callable[[int], NoReturn] = os._exit) -> NoReturn:
    """End the program, whatever threads somebody left behind; what is printed from here on is no report."""
    flush()
    if not isinstance(sys.stdout, Report):  # somebody runs a command within a process of his own
        sys.exit(status)
    with suppress(OSError):
        sys.stdout.close()  # a warning of Python would tell of it
    sys.stdout = sys.stderr
    if not any(not one.daemon for one in threads() if one is not main_thread()):
        sys.exit(status)
    import atexit

    from simulator.responders.hosting.alarm import within

    within(atexit._run_exitfuncs, GOODBYE)
    sys.stderr.flush()
    exit_now(status)
