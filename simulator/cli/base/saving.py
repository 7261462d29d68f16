"""`callflow run --save FILE`: the call of a command as a scenario file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.errors import UsageError
from simulator.loading.files.scenario_names import is_scenario_name
from simulator.loading.words import escaped
from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.loading.yaml.text import load_yaml
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import CallerStep, Scenario
from simulator.render.output import write
from simulator.running.source import is_flow, moment, read_bytes
from simulator.scenario.writing.saved import saved

if TYPE_CHECKING:
    import argparse

    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.call.keys import Script
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

HERE = Span()


def new_scenario(options: argparse.Namespace, name: str) -> Path:
    """A scenario file to be written. Raises UsageError."""
    from simulator.cli.base.input import new_file

    if options.backend:
        raise UsageError("--save cannot keep --backend: name the backend in a flow file, and run that")
    if options.account and is_flow(options.file):
        raise UsageError("--save cannot keep --account beside a flow file: name the account in the flow file")
    if not is_scenario_name(name):
        raise UsageError(f'"{name}" would not be found by callflow test: expected NAME.scenario.yaml')
    return new_file(name, options.force)


def save(
    file: Path,
    options: argparse.Namespace,
    flow: FlowFile,
    script: Script,
    run: DryRun,
    legs: tuple[LegOutcome, ...],
) -> None:
    """Write the call that was run, with what its dials came to. Raises UsageError where the file cannot be written."""
    named = options.file != "-" and flow.body is not None and flow.body.text.file == options.file
    scenario = evolve(_scenario(options, flow, script, named), legs=legs)
    head = escaped(f"# A call of {Path(options.file).name}, saved: `callflow test {file.name}` plays it again.")
    write(file, f"{head}\n" + saved(scenario, run, file, options.file if named else None))


def _scenario(options: argparse.Namespace, flow: FlowFile, script: Script, named: bool) -> Scenario:
    keys = " ".join(token.text for token in script.tokens)
    name = f"{Path(options.file).name.partition('.')[0] or 'call'}: {keys or 'nothing pressed'}"
    return Scenario(
        name,
        options.file,
        HERE,
        flow=options.file if is_flow(options.file) else None,
        request=None if named or flow.body is None else flow.body.raw,
        at=moment(options.at) if options.at else None,
        seed=options.seed,
        overlay=_overlay(options.account) if options.account else None,
        steps=tuple(CallerStep(token.text, None, HERE, HERE) for token in script.tokens),
        timed=script.timed,
    )


def _overlay(file: str) -> YamlNode | None:
    """An account file as it is written inline; the files that it names are named by their whole path."""
    root = load_yaml(read_bytes(Path(file))).root
    if not isinstance(root, YamlMap):
        return None
    stored = root.items.get("scenarios")
    if not isinstance(stored, YamlMap):
        return root
    paths: dict[str, Any] = {
        name: evolve(item, text=(Path(file).parent / item.text).absolute().as_posix())
        if isinstance(item, YamlScalar) and not item.is_null
        else item
        for name, item in stored.items.items()
    }
    return evolve(root, items={**root.items, "scenarios": evolve(stored, items=paths)})
