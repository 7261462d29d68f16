"""Every help page explains each option and ends in an example that works as it stands."""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.cli.base.parser import parser
from simulator.registry import modules, names
from simulator.running.starter import write_starter

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

ROOT = Path(__file__).parents[2]
COMMANDS = names("simulator.cli")
LASTING = ("simulator.cli.lsp", "simulator.cli.serve")
ENDING = [module for module in modules("simulator.cli") if module.__name__ not in LASTING]
"""The commands that end by themselves; `tests/server/test_serve_command.py` and `tests/lsp` run the others."""


def test_the_help_of_the_whole_lists_every_command_with_an_example(callflow: Callflow) -> None:
    done = callflow("--help")
    assert (done.status, done.err) == (0, "")
    assert all(re.search(rf"^    {command}\s", done.out, re.M) for command in COMMANDS)
    assert "Example: callflow run booking.json --dtmf '1 42#'" in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example_and_ends_with_0(command: str, callflow: Callflow) -> None:
    done = callflow(f"{command} --help")
    assert (done.status, done.err) == (0, "")
    assert f"usage: callflow {command}" in done.out
    assert f"Example: callflow {command}" in done.out


@pytest.fixture
def example_files(folder: Path, callflow: Callflow) -> Path:
    """What the examples speak of: a flow file, a folder of scenarios, and a log of what a call sent."""
    write_starter(folder / "scenarios")
    for file in sorted((folder / "scenarios").iterdir()):
        if file.suffix in (".json", ".yaml") and not file.name.endswith(".scenario.yaml"):
            (folder / file.name).write_bytes(file.read_bytes())
    sent = json.loads(callflow("run booking.flow.yaml --dtmf '1 1' --format json").out)["webhooks"]
    bodies = [json.dumps(webhook["body"]) for webhook in sent if webhook["type"] in ("VCA", "VSS")]
    (folder / "captured.jsonl").write_text("\n".join(bodies))
    for name in ("one", "two"):
        callflow(f"test scenarios --cov-format json:{name}.json")
    return folder


@pytest.mark.usefixtures("example_files")
@pytest.mark.parametrize("module", ENDING, ids=lambda module: module.__name__.rpartition(".")[2])
def test_the_example_of_every_help_page_works(
    module: object, callflow: Callflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))  # whoever speaks to an assistant hears nothing
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    example = str(getattr(module, "EXAMPLE", ""))
    done = callflow(example.removeprefix("callflow "))
    assert done.status == 0, done
    assert not [line for line in done.err.splitlines() if "callflow:" in line and "not used, since" not in line]


def test_the_example_of_the_whole_works(callflow: Callflow) -> None:
    epilog = str(parser().epilog)
    assert callflow(epilog.partition("callflow ")[2]).status == 0


def test_every_option_is_explained() -> None:
    groups = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    for command, below in groups[0].choices.items():
        for action in below._actions:
            assert action.help, f"{command} {action.option_strings or action.dest}"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_formats_in_the_help_are_those_that_there_are(command: str, callflow: Callflow) -> None:
    thing = {"check": "diagnostics", "test": "report", "explore": "behaviour"}.get(command, command)
    page = "coverage combine" if command == "coverage" else command
    shown = " ".join(callflow(f"{page} --help").out.split())
    if "--format" in shown:
        assert ", ".join(names(f"simulator.render.{thing}")) in shown
    else:
        assert find_spec(f"simulator.render.{thing}") is None or len(names(f"simulator.render.{thing}")) == 1
