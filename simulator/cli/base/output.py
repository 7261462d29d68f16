"""Where results go: one plain format to standard output or `--output`, further reports to their files."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from simulator.cli.base.inputs import refuse_inputs
from simulator.cli.base.process import flush
from simulator.cli.base.stopping import STOPPING
from simulator.errors import UsageError
from simulator.files.writing import is_there, told
from simulator.model.record import frozen
from simulator.render.output import formats, place_of, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path


@frozen
class OutputPlan:
    """What to write: the plain format and its file (None: standard output), and the further reports."""

    plain: str
    output: Path | None
    reports: tuple[tuple[str, Path], ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that is written."""
        return (*((self.output,) if self.output else ()), *(path for _, path in self.reports))


def plan(options: argparse.Namespace, thing: str) -> OutputPlan:
    """Read `--format` and `--output`. Raises UsageError before any work is done that would be lost."""
    plain, reports = formats(options.format, thing)
    output = place_of(options.output) if options.output and options.output != "-" else None
    found = OutputPlan(plain, output, reports)
    refuse_inputs(options, found.files)
    if output is not None and is_there(output) and not options.force:
        raise UsageError(f'"{told(output)}" exists and is not overwritten: choose another --output, or --force')
    return found


def deliver(plan: OutputPlan, render: Callable[[str, bool], str]) -> None:
    """Render each format (with colours only on a terminal) and write it where it goes, all or none for one Ctrl-C."""
    with STOPPING.held():
        deliver_files(plan, render)
        if plan.output is None:
            show(render(plan.plain, colours(sys.stdout)))


def show(text: str) -> None:
    """Write it to standard output; who reads it and has enough (`| head`) does not change what the command comes to."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        flush()


def deliver_files(plan: OutputPlan, render: Callable[[str, bool], str]) -> None:
    """Write what goes to files; standard output is left to others."""
    deliver_reports(plan, render)
    if plan.output is not None:
        write(plan.output, render(plan.plain, False))


def deliver_reports(plan: OutputPlan, render: Callable[[str, bool], str]) -> None:
    """Write each further report to its file."""
    for name, path in plan.reports:
        write(path, render(name, False))


def colours(stream: object) -> bool:
    """Whether colours are wanted: only on a terminal, and never where NO_COLOR is set."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
