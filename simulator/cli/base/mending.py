"""`callflow check --fix` and `--diff`: what is mended is told, written or shown."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.cli.base import input as _input
from simulator.cli.base import output as _output
from simulator.cli.base.telling import tell
from simulator.errors import UsageError
from simulator.files.reading import read_stdin
from simulator.render.formats import renderer
from simulator.render.mended import diff, mended_lines
from simulator.running.mending.files import MendedFiles
from simulator.running.mending.mending import Mended, mend

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.cli.base.output import OutputPlan
    from simulator.loading.files.account_file import Read
    from simulator.model.reports.file_report import FileReport
    from simulator.running.mending.mending import Mend

    Render = Callable[[str, bool], str]
    CheckOne = Callable[[str, Read], list[FileReport]]


class Mending:
    """The files of one command: mended one after the other, then written or shown together.

    With `only_shown` nothing is written, and the reports are those of the files as they stand.
    """

    def __init__(self, check: CheckOne, *, only_shown: bool) -> None:
        self._check, self._only_shown = check, only_shown
        self._files = MendedFiles()
        self._mends: list[Mend] = []
        self._hopeless: list[str] = []
        self._piped: Path | None = None
        """The place of standard input, where it is one of the files: as mended it goes to standard output."""

    def reports(self, file: str) -> list[FileReport]:
        """Mend one file; the reports of what is left. Raises UsageError where it cannot be read."""
        if file == "-":
            file = _input.STDIN
            self._piped = self._files.put(file, read_stdin())
        found: Mended = mend(partial(self._check, file, self._files.read), self._files)
        self._mends += found.mends
        self._hopeless += found.hopeless
        return found.before if self._only_shown else found.reports

    def deliver(self, plan: OutputPlan, reports: list[FileReport]) -> None:
        """Write what is mended, or show it; then tell what was mended, and what is left.

        Raises UsageError, at the end, for files that cannot be written; they are as they were.
        """
        render, failed = partial(_rendered, reports), list[str]()
        if self._only_shown:
            shown = "".join(diff(self._files.names[place], *self._versions(place)) for place in self._files.changed())
            _output.deliver(evolve(plan, reports=()), lambda _, __: shown)
            tell(f"--fix would mend {len(self._mends)} finding{'s' * (len(self._mends) != 1)}")
        else:
            failed = self._write()
            self._tell(plan, render)
        _output.deliver_reports(plan, render)
        for file in self._hopeless:
            tell(f"{file} is left as it is: with all that is certain, it still cannot be read")
        if failed:
            raise UsageError(failed[0], *(f"callflow: {one}" for one in failed[1:]))

    def _write(self) -> list[str]:
        """Write each file by itself; why those that cannot be written are as they were."""
        failed = []
        for place in self._files.changed():
            try:
                if place != self._piped:
                    self._files.write(place)
            except UsageError as error:
                failed.append(str(error))
                self._mends = [one for one in self._mends if self._files.place(Path(one.file)) != place]
        if self._piped is not None:
            sys.stdout.buffer.write(self._files.now(self._piped))
        return failed

    def _tell(self, plan: OutputPlan, render: Render) -> None:
        """The text form has what was mended above what is left; every other one is for programs, and on its own."""
        out = sys.stdout if plan.plain == "text" and plan.output is None and self._piped is None else sys.stderr
        out.write("".join(f"{line}\n" for line in mended_lines(self._mends, _output.colours(out))))
        if self._piped is None or plan.output is not None:
            _output.deliver(evolve(plan, reports=()), render)
        else:
            sys.stderr.write(render(plan.plain, _output.colours(sys.stderr)))

    def _versions(self, place: Path) -> tuple[bytes, bytes]:
        return self._files.stood[place], self._files.now(place)


def _rendered(reports: list[FileReport], name: str, colour: bool) -> str:
    return renderer("diagnostics", name)(reports, colour=colour)
