"""The ways that refute invariants, as scenario files: `test` fails with each until the flow is mended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.running.source import moment
from simulator.scenario.generated import Generated, scenario_of
from simulator.scenario.naming import numbered
from simulator.scenario.saved import saved
from simulator.scenario.yaml_words import comment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.invariants.judge import Judged
    from simulator.model.behaviour.judgement import Judgement
    from simulator.model.flow.flow_file import FlowFile


def refuted_files(
    flow: FlowFile, judged: Sequence[Judged], folder: Path, *, at: str | int | None = None, seed: int | None = None
) -> tuple[Generated, ...]:
    """A file for `folder` for each invariant that is refuted; `at` and `seed` are those of the exploration."""
    found = [one for one in judged if one.run is not None]
    names = numbered("refuted", [one.judgement.name for one in found])
    return tuple(
        Generated(name, _text(flow, one, folder / name, at, seed), ()) for name, one in zip(names, found, strict=True)
    )


def with_scenarios(
    flow: FlowFile, judged: Sequence[Judged], *, at: str | int | None = None, seed: int | None = None
) -> tuple[Judgement, ...]:
    """The judgements, each refutation with the text of its file."""
    texts = iter(refuted_files(flow, judged, Path(), at=at, seed=seed))
    return tuple(
        one.judgement if one.run is None else evolve(one.judgement, scenario=next(texts).text) for one in judged
    )


def _text(flow: FlowFile, one: Judged, file: Path, at: str | int | None, seed: int | None) -> str:
    found, run = one.judgement, one.run
    assert found.way is not None
    assert run is not None  # a refutation has been run
    name = f"{flow.name}: {found.name}"
    scenario = scenario_of(flow, found.way, name, at=None if at is None else moment(at), seed=seed)
    head = [f"Refutes an invariant of {Path(flow.file).name}, line {found.line}: {found.statement}.", found.words]
    head += [f"The webhook was answered by {flow.backend}."] if flow.backend else []
    return "".join(f"# {comment(line)}\n" for line in head) + saved(scenario, run, file, expect={})
