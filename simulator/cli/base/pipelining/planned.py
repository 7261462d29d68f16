"""What a pipeline does, and in which order: from the files that are there to the steps."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.base.pipelining.steps import PipelineStep
from simulator.cli.base.process import as_word
from simulator.errors import UsageError
from simulator.files.writing import remove_file
from simulator.loading.files.recognised import FLOW_ENDINGS
from simulator.scenario.found.changed import changed_flows
from simulator.scenario.found.collecting import Rule, inside

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from simulator.cli.base.pipelining.base_tree import BaseTree


def steps_of(options: argparse.Namespace) -> Iterator[PipelineStep]:
    """Every step but the comparisons. Raises UsageError."""
    flows = flows_in(options.paths)
    if flows:
        yield _checks(flows, options)
    if tested := [path for path in options.paths if _has_scenarios(path)]:
        yield _tests(tested, options)
    elif options.cov_fail_under:
        raise UsageError("--cov-fail-under: no file there is named *.scenario.yaml, so that nothing covers the flows")


def touched_flows(options: argparse.Namespace, commit: str) -> list[str]:
    """The flows of which a file changed since a commit. Raises UsageError."""
    return sorted(changed_flows(flows_in(options.paths), commit, "--base"))


def not_compared(why: str) -> PipelineStep:
    """What is told where there is nothing to compare."""
    return PipelineStep("What callers notice", (), nothing=why)


def comparisons(options: argparse.Namespace, touched: Iterable[str], tree: BaseTree) -> Iterator[PipelineStep]:
    """A step for each of these flows; of one that was not there before it is told."""
    number = 0
    for flow in touched:
        title, old = f"What callers notice: {flow}", tree.before(flow)
        if old is None:
            yield PipelineStep(title, (), nothing="new: there is nothing to compare it with")
            continue
        number += 1
        report = Path(options.reports) / f"diff-{number}.md"
        how = ("--fail-on", options.fail_on_difference or "wording")  # what is only told is told of every kind
        shown = ("--format", "text", "--format", f"markdown:{report.as_posix()}")
        yield PipelineStep(
            title,
            ("diff", old.as_posix(), as_word(flow), *how, *shown),
            report,
            only_told=not options.fail_on_difference,
            called=(f"{tree.folder.as_posix()}/", f"{options.base}:"),
        )


def flows_in(paths: Iterable[str]) -> list[str]:
    """The flow files that paths name or hold, by the rule by which scenario files are found."""
    found: dict[str, None] = {}
    for path in paths:
        if Path(path).is_dir():
            found |= dict.fromkeys(one.as_posix() for one in _below(Path(path)))
        elif path.endswith(FLOW_ENDINGS):
            found[path] = None
    return list(found)


def _has_scenarios(path: str) -> bool:
    """Whether something in it can be tested: a file that is named and no flow is taken for a scenario file."""
    return bool(inside(Path(path)).files) if Path(path).is_dir() else not path.endswith(FLOW_ENDINGS)


def _below(start: Path) -> list[Path]:
    rule, found = Rule(start), []
    for at, folders, files in os.walk(start):
        folders[:] = sorted(name for name in folders if not rule.folder(Path(at, name)))
        found += [Path(at, name) for name in files if name.endswith(FLOW_ENDINGS) and not rule.file(Path(at, name))]
    return sorted(found)


def _checks(flows: list[str], options: argparse.Namespace) -> PipelineStep:
    notes = _annotations(options, "check")
    shown = ("--format", "text", "--format", f"sarif:{options.reports}/check.sarif", *_annotated(notes))
    words = ("check", *map(as_word, flows), "--fail-on", options.fail_on, *shown)
    return PipelineStep("Check", words, annotations=notes)


def _tests(paths: list[str], options: argparse.Namespace) -> PipelineStep:
    folder, notes = options.reports, _annotations(options, "test")
    reports = ("text", f"junit:{folder}/junit.xml", f"markdown:{folder}/test.md")
    covered = ("text", f"cobertura:{folder}/coverage.xml", f"markdown:{folder}/coverage.md")
    shown = [word for name in reports for word in ("--format", name)]
    shown += [word for name in covered for word in ("--cov-format", name)]
    least = (f"--cov-fail-under={options.cov_fail_under}",) if options.cov_fail_under else ()
    words = ("test", *map(as_word, paths), "--fail-on", options.fail_on, *least, *shown, *_annotated(notes))
    return PipelineStep("Test", words, Path(folder, "test.md"), Path(folder, "coverage.md"), annotations=notes)


def _annotations(options: argparse.Namespace, name: str) -> Path | None:
    """Where a step's annotations go: GitHub reads them from standard output, where its text stands already."""
    return Path(options.reports, f"{name}.annotations") if os.environ.get("GITHUB_ACTIONS") == "true" else None


def _annotated(notes: Path | None) -> tuple[str, ...]:
    return () if notes is None else ("--format", f"github:{notes.as_posix()}")


def clear(reports: str) -> None:
    """Remove what an earlier run wrote: a step that writes no report now would be told of by the old one.

    Raises UsageError where no folder can have that name.
    """
    with suppress(OSError):
        for one in _listed(reports):
            if _WRITTEN.fullmatch(one.name) and one.is_file():
                remove_file(str(one))


def _listed(reports: str) -> list[Path]:
    try:
        return list(Path(reports).iterdir())
    except ValueError:
        raise UsageError(f'--reports "{reports}": no folder can have that name, which is no text') from None


_WRITTEN = re.compile(r"check\.sarif|junit\.xml|coverage\.xml|(test|coverage|diff-\d+)\.md|(check|test)\.annotations")
"""The reports, by their names."""
