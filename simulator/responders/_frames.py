"""An exception of a customer's code as its author wants to see it: the last frames, and none of ours."""

from __future__ import annotations

import logging
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from traceback import FrameSummary

MOST = 4
"""Frames that are shown, the innermost."""

_OURS = Path(__file__).parents[1].as_posix() + "/"


def frames_of(error: BaseException) -> str:
    """The last frames of a traceback and the exception itself; a cause is shown by its own last line."""
    found = [frame for frame in traceback.extract_tb(error.__traceback__) if not _is_ours(frame)][-MOST:]
    lines = [line.rstrip() for line in traceback.format_list([_short(frame) for frame in found])]
    return "\n".join([*lines, summary(error)])


def summary(error: BaseException) -> str:
    """The exception in one line: `KeyError: 'dtmf'`."""
    return " ".join("".join(traceback.format_exception_only(error)).split())


def _is_ours(frame: FrameSummary) -> bool:
    return Path(frame.filename).as_posix().startswith(_OURS)


def _short(frame: FrameSummary) -> FrameSummary:
    """The frame with its file as seen from where the person stands."""
    path = Path(frame.filename)
    here = Path.cwd()
    name = path.relative_to(here).as_posix() if path.is_relative_to(here) else frame.filename
    return traceback.FrameSummary(name, frame.lineno, frame.name, line=frame.line)


class _Caught(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            self.errors.append(record.exc_info[1])


@contextmanager
def logged() -> Iterator[list[BaseException]]:
    """The exceptions that are logged meanwhile: frameworks answer 500 and log what happened."""
    caught = _Caught()
    root = logging.getLogger()
    root.addHandler(caught)
    try:
        yield caught.errors
    finally:
        root.removeHandler(caught)
