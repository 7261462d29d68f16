"""Write what was found into the expectations that do not hold, and change nothing else of the files.

An expectation that several examples share is changed only where all of them want the same; `never`, `warn` and what
is filled in from `examples` are left alone, and so is a scenario that is expected to fail.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.files.writing import write_files
from simulator.model.call.wanted import Words
from simulator.model.scenario.miss import KEEP, FieldsChange, ListChange
from simulator.running.dry_run import DryRun
from simulator.running.source import read_bytes
from simulator.scenario._edits import Edit, EditedText, list_edits
from simulator.scenario.judging import misses
from simulator.scenario.listened import Listened
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.writing.asserted import asserted, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.diagnostic import Span
    from simulator.model.scenario.miss import Miss
    from simulator.model.scenario.scenario import Expected, Scenario
    from simulator.model.scenario.verdict import SuiteResult, Verdict

Wishes = dict["Span", list[tuple[Edit, ...]]]
"""By the place of an expectation: what each scenario that has it wants there (nothing where it holds)."""


def update(result: SuiteResult) -> Iterator[str]:
    """Rewrite the files of a suite, all or none; a line for each and for each expectation that had to be left.

    Raises UsageError where one of them cannot be written.
    """
    files: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in result.verdicts:
        files[verdict.scenario.file].append(verdict)
    changed: dict[Path, bytes] = {}
    said = [
        line
        for file, verdicts in files.items()
        if any(verdict.failures for verdict in verdicts)
        for line in _update_file(Path(file), verdicts, changed)
    ]
    write_files(changed)
    yield from said


def _update_file(path: Path, verdicts: list[Verdict], files: dict[Path, bytes]) -> Iterator[str]:
    """Note in `files` what a file is to say."""
    raw = read_bytes(path)
    if not _as_run(path, raw, verdicts):
        yield f"{path.as_posix()}: left as it is, it was changed meanwhile"
        return
    text = EditedText(raw)
    wishes: Wishes = defaultdict(list)
    for verdict in verdicts:
        if isinstance(verdict.run, DryRun):
            for span, edits in _wished(verdict.scenario, verdict.run, text):
                wishes[span].append(() if verdict.outcome == "xfail" else edits)
    chosen: list[Edit] = []
    for span, wanted in wishes.items():
        if any(one != wanted[0] for one in wanted):
            yield f"{path.as_posix()}:{span.line}:{span.column}: left as it is, the examples want different things here"
        else:
            chosen += wanted[0]
    changed = text.changed(chosen)
    if changed == raw:
        return
    if read_scenarios(changed, path.parent, path.as_posix())[1]:
        yield f"{path.as_posix()}: left as it is, it could not be rewritten safely"
        return
    files[path] = changed
    yield f"{path.as_posix()}: updated"


def _as_run(path: Path, raw: bytes, verdicts: list[Verdict]) -> bool:
    """Whether what was run still stands in a file where it stood."""
    now = {(one.id, one.number, one.row): _places(one) for one in read_scenarios(raw, path.parent, path.as_posix())[0]}
    ran = [verdict.scenario for verdict in verdicts]
    return all(now.get((one.id, one.number, one.row)) == _places(one) for one in ran)


def _places(scenario: Scenario) -> list[object]:
    return [
        *((expected.key, expected.span, expected.places) for expected in scenario.expect),
        *(step.hears_span for step in scenario.steps),
    ]


def _wished(scenario: Scenario, run: DryRun, text: EditedText) -> Iterator[tuple[Span, tuple[Edit, ...]]]:
    seen = Listened(run.trace)
    yield from _steps(scenario, seen, marks(run), text)
    for expected in scenario.expect:
        yield expected.span, tuple(_edits(expected, tuple(misses(expected, run, seen)), text))


def _steps(scenario: Scenario, seen: Listened, mark: str, text: EditedText) -> Iterator[tuple[Span, tuple[Edit, ...]]]:
    for number, step in enumerate(scenario.steps):
        if step.hears is None or number > len(seen.ends):
            continue  # nobody could hear it: the call had ended before the entry that it waits for
        first, last = seen.until(number)
        said = seen.words[first:last]
        holds = any(map(step.hears.found_in, [*said, " ".join(said)])) or not said
        yield step.hears_span, () if holds else tuple(_scalar(step.hears_span, asserted(said[-1], mark).text, text))


def _edits(expected: Expected, found: tuple[Miss, ...], text: EditedText) -> Iterator[Edit]:
    changes = [miss.now for miss in found if isinstance(miss.now, ListChange)]
    if changes:
        items = {number: _item(now) for change in changes for number, now in change.items.items()}
        spans = [expected.places[str(number)] for number in range(len(expected.value))]
        added = tuple(_item(value) for change in changes for value in change.added)
        yield from list_edits(text, expected.span, spans, ListChange(items, added))
    fields = {name: now for miss in found if isinstance(miss.now, FieldsChange) for name, now in miss.now.now.items()}
    for name, now in fields.items():
        yield from _scalar(expected.places[name], now, text)
    for miss in found:
        place = expected.place(*miss.names)
        # A field that the file does not have has no place of its own.
        in_file = not miss.names or place != expected.span
        if in_file and miss.now is not KEEP and not isinstance(miss.now, ListChange | FieldsChange):
            yield from _scalar(place, miss.now, text)


def _item(now: Any) -> Any:
    return now.text if isinstance(now, Words) else now


def _scalar(span: Span, value: Any, text: EditedText) -> Iterable[Edit]:
    if isinstance(value, dict | list) or "${" in text.at(span):
        return ()
    return (text.scalar(span, value),)
