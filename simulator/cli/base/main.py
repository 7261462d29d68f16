"""Run the command line: parse, do, and turn every error into one line and an exit status."""

from __future__ import annotations

import io
import sys
from errno import ENAMETOOLONG
from typing import TYPE_CHECKING, Any

from simulator.cli.base.parser import MISUSE, parse, parser
from simulator.cli.base.process import flush
from simulator.cli.base.stopping import INTERRUPTED, STOPPING
from simulator.cli.base.telling import tell
from simulator.errors import CallflowError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.responders.waiting import Waited

OURS = 1
"""Exit status of a fault of the simulator itself."""


def run_command_line(arguments: Sequence[str]) -> int:
    """Run one command; 0 fine, 1 findings, 2 misuse."""
    if sys.stderr is None:
        sys.stderr = io.StringIO()  # closed: what is told there is told to nobody
    if sys.stdout is None:
        tell("standard output is closed: there is nowhere to write to")
        return MISUSE
    _same_bytes_everywhere()
    try:
        options = parse(arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    if options.version:
        print(_version())  # noqa: T201 - results go to standard output
        return 0
    if options.command is None:
        parser().print_help(sys.stderr)
        return MISUSE
    with STOPPING.heard():
        status = _guarded(options)
    if why := flush():
        tell(why)
        return MISUSE
    return status


def _guarded(options: object) -> int:
    debug = getattr(options, "debug", False)
    try:
        status = _run(options)
        return status if STOPPING.told is None else INTERRUPTED
    except CallflowError as error:
        tell(*error.lines)
        return MISUSE
    except (BrokenPipeError, KeyboardInterrupt):  # who reads no more in the middle ends the command as Ctrl-C does
        return INTERRUPTED
    except Exception as error:
        if isinstance(error, OSError) and (why := flush()):
            tell(why)
            return MISUSE
        if isinstance(error, OSError) and error.errno == ENAMETOOLONG:
            tell(f'"{error.filename}" cannot be used: {error.strerror}')
            return MISUSE
        if debug:
            raise
        tell(f"a fault of the simulator itself, please report it: {error!r} (see --debug)")
        return OURS


def _run(options: Any) -> int:
    if not getattr(options, "watch", False):
        return _told(options)
    from simulator.cli.base.watch import watch

    options.watch = False
    # A mistake in a file must not end the watch that is there to see it mended.
    return watch(options, _guarded)


def _told(options: Any) -> int:
    """Run a command, and say on standard error what waiting for answers that never came has cost."""
    from simulator.responders.hosting.ending import end_backends
    from simulator.responders.waiting import WAITED

    WAITED.begin(_first_wait)
    try:
        return int(options.run(options))
    finally:
        end_backends()
        if WAITED.questions > 1:
            cost = f"{WAITED.seconds:g} s for answers that never came, to {WAITED.questions} questions"
            tell(f"waited {cost}")


def _first_wait(waited: Waited) -> None:
    cost = f"{waited.seconds:g} s for an answer that never came; each further one costs as much"
    tell(f"waited {cost}")


def _same_bytes_everywhere() -> None:
    """UTF-8 and plain line breaks, whatever the terminal or system says; what is no text is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _version() -> str:
    from importlib.metadata import version

    return f"callflow-simulator {version('callflow-simulator')}"
