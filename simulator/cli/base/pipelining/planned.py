"""What a pipeline does, and in which order: from the files that are there to the steps."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.base.pipelining.steps import PipelineStep
from simulator.loading.files.recognised import FLOW_ENDINGS
from simulator.scenario.found.changed import changed_flows
from simulator.scenario.found.collecting import Rule, inside

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from simulator.cli.base.pipelining.base_tree import BaseTree


def steps_of(options: argparse.Namespace) -> Iterator[PipelineStep]:
    """Every step but the comparisons."""
    flows = flows_in(options.paths)
    if flows:
        yield _checks(flows, options)
    if tested := [path for path in options.paths if _has_scenarios(path)]:
        yield _tests(tested, options)


def comparisons(options: argparse.Namespace, commit: str, tree: BaseTree) -> Iterator[PipelineStep]:
    """A step for each flow that was there before, and of which a file changed since a commit."""
    touched = sorted(changed_flows(flows_in(options.paths), commit))
    there = [(flow, old) for flow in touched if (old := tree.before(flow)) is not None]
    for number, (flow, old) in enumerate(there, 1):
        report = Path(options.reports) / f"diff-{number}.md"
        how = ("--fail-on", options.fail_on_difference or "wording")  # what is only told is told of every kind
        shown = ("--format", "text", "--format", f"markdown:{report.as_posix()}")
        yield PipelineStep(
            f"What callers notice: {flow}",
            ("diff", old.as_posix(), flow, *how, *shown),
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
    words = ("check", *flows, "--fail-on", options.fail_on, *shown)
    return PipelineStep("Check", words, annotations=notes)


def _tests(paths: list[str], options: argparse.Namespace) -> PipelineStep:
    folder, notes = options.reports, _annotations(options, "test")
    reports = ("text", f"junit:{folder}/junit.xml", f"markdown:{folder}/test.md")
    covered = ("text", f"cobertura:{folder}/coverage.xml", f"markdown:{folder}/coverage.md")
    shown = [word for name in reports for word in ("--format", name)]
    shown += [word for name in covered for word in ("--cov-format", name)]
    least = ("--cov-fail-under", options.cov_fail_under) if options.cov_fail_under else ()
    words = ("test", *paths, "--fail-on", options.fail_on, *least, *shown, *_annotated(notes))
    return PipelineStep("Test", words, Path(folder, "test.md"), Path(folder, "coverage.md"), annotations=notes)


def _annotations(options: argparse.Namespace, name: str) -> Path | None:
    """Where a step's annotations go: GitHub reads them from standard output, where its text stands already."""
    return Path(options.reports, f"{name}.annotations") if os.environ.get("GITHUB_ACTIONS") == "true" else None


def _annotated(notes: Path | None) -> tuple[str, ...]:
    return () if notes is None else ("--format", f"github:{notes.as_posix()}")
