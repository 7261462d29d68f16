"""An exception of a customer's code as its author wants to see it: the last frames, and none of ours."""

from __future__ import annotations

import importlib
import logging
import os
import sysconfig
import traceback
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traceback import FrameSummary

MOST = 4
"""Frames that are shown, the innermost."""

_OURS = Path(__file__).parents[2].as_posix() + "/"


def frames_of(error: BaseException) -> str:
    """The last frames of a traceback and the exception itself; a cause is shown by its own last line."""
    found = [frame for frame in traceback.extract_tb(error.__traceback__) if not _is_ours(frame)][-MOST:]
    lines = [line.rstrip() for line in traceback.format_list([_short(frame) for frame in found])]
    return "\n".join([*lines, summary(error)])


def summary(error: BaseException) -> str:
    """The exception in one line: `KeyError: 'dtmf'`."""
    if isinstance(error, SyntaxError):  # Python shows the code too, in lines of its own
        return f"{type(error).__name__}: {error}"
    return " ".join("".join(traceback.format_exception_only(error)).split())


def cause(error: BaseException) -> str:
    """The exception with the last line of the author's own code that it came by: `KeyError: 'dtmf' (app.py:18)`."""
    python, installed = _libraries()
    found = [frame for frame in traceback.extract_tb(error.__traceback__) if not _is_ours(frame)]
    found = [frame for frame in found if installed in frame.filename or not frame.filename.startswith(python)]
    own = [frame for frame in found if installed not in frame.filename] or found
    return f"{summary(error)} ({_short(own[-1]).filename}:{own[-1].lineno})" if own else summary(error)


def raised_by_hand(error: BaseException) -> bool:
    """Whether code said `raise`; what a signal brings about strikes code that was doing something else."""
    from opcode import opname

    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return last is not None and opname[last.tb_frame.f_code.co_code[last.tb_lasti]] == "RAISE_VARARGS"


def _is_ours(frame: FrameSummary) -> bool:
    """Whether a frame is of the simulator, or of Python's import of a module."""
    if frame.filename.startswith("<frozen ") or frame.filename == importlib.__file__:
        return True
    return Path(frame.filename).as_posix().startswith(_OURS)


@cache
def _libraries() -> tuple[tuple[str, ...], str]:
    """How the files of Python's own modules begin (and names that are no file's), and what all installed ones have."""
    paths = sysconfig.get_paths()
    return ("<", *(f"{paths[name]}{os.sep}" for name in ("stdlib", "platstdlib"))), f"-packages{os.sep}"


def _short(frame: FrameSummary) -> FrameSummary:
    """The frame with its file as seen from where the person stands."""
    path = Path(frame.filename)
    here = Path.cwd()
    name = path.relative_to(here).as_posix() if path.is_relative_to(here) else frame.filename
    return traceback.FrameSummary(name, frame.lineno, frame.name, line=frame.line)


class Logged(logging.Handler):
    """Collects the exceptions that are logged while it is entered: frameworks answer 500 and log what happened."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the exception of a record."""
        if record.exc_info and record.exc_info[1] is not None:
            self.errors.append(record.exc_info[1])

    def __enter__(self) -> list[BaseException]:
        self.errors = []
        logging.getLogger().addHandler(self)
        return self.errors

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)
