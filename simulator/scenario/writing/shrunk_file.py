"""Calls that fail, as scenario files: one that was shrunk, and those that refute the invariants of a flow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.errors import UsageError
from simulator.files.writing import as_bytes, write_file
from simulator.loading.files.scenario_names import is_scenario_name
from simulator.loading.words import escaped
from simulator.model.behaviour.way import Way
from simulator.model.call.keys import parse_script
from simulator.model.call.legs import parse_leg
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import CallerStep, Scenario
from simulator.running.source import moment
from simulator.scenario.found.collecting import SUFFIX
from simulator.scenario.writing.generated import Generated, scenario_of
from simulator.scenario.writing.naming import file_names, numbered
from simulator.scenario.writing.saved import saved
from simulator.scenario.writing.yaml_words import comment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.exploring.invariants.judge import Judged
    from simulator.model.behaviour.judgement import Judgement
    from simulator.model.flow.flow_file import FlowFile
    from simulator.scenario.shrinking import Shrunk

HERE = Span()


def shrunk_file(flow: FlowFile, shrunk: Shrunk, folder: Path, *, at: str | int | None = None) -> Generated:
    """The file for a folder that fails as the call did, until the flow or its backend is put right."""
    name = f"failing-{file_names([Way(shrunk.keys, shrunk.legs)])[0]}"
    return Generated(name, _text(flow, shrunk, folder / name, "", {"error": None}, at), ())


def write_scenario(
    flow: FlowFile,
    shrunk: Shrunk,
    file: Path,
    *,
    name: str = "",
    expect: Mapping[str, Any] | None = None,
    at: str | int | None = None,
) -> str:
    """Write the call as a scenario file, `NAME.scenario.yaml`, and return its text.

    Without `expect` the file expects what came of the call: it passes until something changes. With it
    (`{"error": None}`) it expects that instead, and fails until the flow or the backend is put right. Raises UsageError
    where the file would not be found or cannot be written, or where a scenario cannot name the flow's backend.
    """
    if not is_scenario_name(file.name):
        raise UsageError(f'"{file.as_posix()}" would not be found by callflow test: expected NAME{SUFFIX}')
    text = _text(flow, shrunk, file, name, expect, at)
    write_file(file, as_bytes(text))
    return text


def _text(
    flow: FlowFile, shrunk: Shrunk, file: Path, name: str, expect: Mapping[str, Any] | None, at: str | int | None
) -> str:
    scenario = _scenario(flow, shrunk, name or f"{flow.name}: {shrunk.keys or 'nothing pressed'}", at)
    head = escaped(f"# Shrunk to the fewest keys that show it: `callflow test {file.name}` plays it again.")
    return f"{head}\n" + saved(scenario, shrunk.run, file, expect=expect)


def _scenario(flow: FlowFile, shrunk: Shrunk, name: str, at: str | int | None) -> Scenario:
    script = parse_script(shrunk.keys)
    in_file = flow.of_file
    if not in_file and flow.backend is not None:
        raise UsageError(f"a scenario cannot name the backend {flow.backend}: name it in a flow file, and run that")
    return Scenario(
        name,
        flow.file,
        HERE,
        flow=flow.file if in_file else None,
        request=None if in_file else flow.request,
        at=None if at is None else moment(at),
        legs=tuple(map(parse_leg, shrunk.legs)),
        steps=tuple(CallerStep(token.text, None, HERE, HERE) for token in script.tokens),
        timed=script.timed,
    )


def refuted_files(
    flow: FlowFile, judged: Sequence[Judged], folder: Path, *, at: str | int | None = None, seed: int | None = None
) -> tuple[Generated, ...]:
    """A file for `folder` for each invariant that is refuted; `at` and `seed` are those of the exploration."""
    found = [one for one in judged if one.run is not None]
    names = numbered("refuted", [one.judgement.name for one in found])
    both = zip(names, found, strict=True)
    return tuple(Generated(name, _refuted(flow, one, folder / name, at, seed), ()) for name, one in both)


def with_scenarios(
    flow: FlowFile, judged: Sequence[Judged], *, at: str | int | None = None, seed: int | None = None
) -> tuple[Judgement, ...]:
    """The judgements, each refutation with the text of its file."""
    texts = iter(refuted_files(flow, judged, Path(), at=at, seed=seed))
    return tuple(
        one.judgement if one.run is None else evolve(one.judgement, scenario=next(texts).text) for one in judged
    )


def _refuted(flow: FlowFile, one: Judged, file: Path, at: str | int | None, seed: int | None) -> str:
    found, run = one.judgement, one.run
    assert found.way is not None
    assert run is not None  # a refutation has been run
    name = f"{flow.name}: {found.name}"
    scenario = scenario_of(flow, found.way, name, at=None if at is None else moment(at), seed=seed)
    head = [f"Refutes an invariant of {Path(flow.file).name}, line {found.line}: {found.statement}.", found.words]
    head += [f"The webhook was answered by {flow.backend}."] if flow.backend else []
    return "".join(f"# {comment(line)}\n" for line in head) + saved(scenario, run, file, expect={})
