"""The steps of a pipeline: each is a command of ours in a process of its own, whose output is shown as it comes."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.base.process import own_command
from simulator.model.record import frozen
from simulator.render.base.markdown import escaped
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 20_000
"""Characters of a report in the summary."""
WHOLE = 60_000
"""Characters of all steps in it: CI systems refuse comments of more than 65,536."""
FULL = "There is no room for it here: see the reports."
FINE, FOUND, MISUSE = 0, 1, 2


@frozen
class PipelineStep:
    """A command that is run: its title in the summary, its words, and the report of which the summary is made."""

    title: str
    words: tuple[str, ...]
    report: Path | None = None
    """A Markdown report that it writes; without one its text stands in the summary."""
    more: Path | None = None
    """A second one, below the first."""
    annotations: Path | None = None
    """What it tells GitHub, which is shown once the step is done."""
    only_told: bool = False
    """Whether what it finds is told, and does not fail the pipeline."""
    nothing: str = ""
    """Why there is nothing to do: then this is told, and nothing is run."""
    called: tuple[str, str] = ("", "")
    """What is shown in the place of a text that nobody would know, as the name of a folder for a moment."""

    def done(self) -> PipelineResult:
        """Run it."""
        if self.nothing:
            return PipelineResult(self, FINE, "")
        sys.stdout.write(f"\n== callflow {safe(self._known(shlex.join(self.words)))}\n")
        sys.stdout.flush()
        lines: list[str] = []
        with subprocess.Popen(
            own_command(self.words),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as child:
            assert child.stdout is not None  # it is a pipe
            try:
                for line in child.stdout:
                    lines.append(self._known(line))
                    sys.stdout.write(lines[-1])
                    sys.stdout.flush()
            except BaseException:  # a signal for us alone, or nobody reads what is shown
                child.terminate()
                raise
        if self.annotations is not None and self.annotations.is_file():
            sys.stdout.write(self.annotations.read_text("utf-8"))
        written = self.report is None or self.report.is_file()
        return PipelineResult(self, child.returncode, self._summary("".join(lines)), written)

    def _known(self, text: str) -> str:
        old, new = self.called
        return text.replace(old, new).replace(escaped(old), escaped(new)) if old else text

    def _summary(self, text: str) -> str:
        written = [path for path in (self.report, self.more) if path is not None and path.is_file()]
        if written:
            return "\n\n".join(_cut(self._known(path.read_text("utf-8").strip())) for path in written)
        return f"```text\n{_cut(text.strip()).replace('```', '` ` `')}\n```" if text.strip() else ""


@frozen
class PipelineResult:
    """What came of a step."""

    step: PipelineStep
    status: int
    """The exit status of the command."""
    summary: str
    written: bool = True
    """Whether its report is there: one that finds a file that it cannot use writes none."""

    @property
    def counted(self) -> int:
        """The exit status, as far as it fails the pipeline; what a signal ended is not done."""
        if self.status < FINE:
            return MISUSE
        return FINE if self.step.only_told and self.status == FOUND else self.status

    @property
    def verdict(self) -> str:
        """How it ended, in a word or two."""
        if self.step.nothing:
            return self.step.nothing
        if self.status == FOUND and self.written:
            return "differs" if self.step.only_told else "failed"
        return {FINE: "passed"}.get(self.status, f"could not be done (exit status {self.status})")


def summary(results: Sequence[PipelineResult]) -> str:
    """All of it as Markdown: a table first, then what each step found."""
    rows = [f"| {one.step.title} | {one.verdict} |" for one in results]
    parts = [f"### {one.step.title}: {one.verdict}\n\n{text}".rstrip() for one, text in _fitting(results)]
    return "\n".join(["## Call flows", "", "| | |", "|---|---|", *rows, "", "\n\n".join(parts), ""])


def _fitting(results: Sequence[PipelineResult]) -> list[tuple[PipelineResult, str]]:
    """What each has to say, as far as there is room: first for those that did not pass."""
    room, told = WHOLE, dict.fromkeys(range(len(results)), FULL)
    for at in sorted(told, key=lambda one: results[one].status == FINE):
        if len(results[at].summary) <= room:
            told[at] = results[at].summary
            room -= len(told[at])
    return [(one, told[at]) for at, one in enumerate(results) if not one.step.nothing]


def worst(results: Sequence[PipelineResult]) -> int:
    """The exit status of all: the first that is no plain finding, else 1 where one failed."""
    counted = [one.counted for one in results]
    return next((status for status in counted if status > FOUND), max(counted, default=FINE))


def _cut(text: str) -> str:
    if len(text) <= MOST:
        return text
    kept = text[:MOST].rpartition("\n")[0]
    if sum(line.startswith("```") for line in kept.splitlines()) % 2:
        kept += "\n```"  # else all that follows would be code
    return f"{kept}\n\n... {len(text) - len(kept):,} characters more: see the reports ..."
