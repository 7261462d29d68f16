"""Generated calls in one file: the same calls, with blocks for what several of them begin with."""

from __future__ import annotations

from pathlib import Path

import simulator
from simulator.cli.base.main import run_command_line
from simulator.scenario.suite import load_suite, run_suite, scenario_files
from simulator.scenario.writing.generated import GeneratedFiles
from simulator.scenario.writing.one_file import in_one_file
from tests.exploring._flows import SAMPLES, dial, flow_file

FLOW = SAMPLES / "table.flow.yaml"


def test_one_file_holds_the_same_calls(tmp_path: Path) -> None:
    many = simulator.generate(FLOW, tmp_path / "many")
    one = simulator.generate(FLOW, tmp_path / "one", one_file=True)
    many.write()
    (file,) = one.write()
    assert file.name == "table.scenario.yaml"
    assert str(one).splitlines()[-1] == str(many).splitlines()[-1] == "19 calls, 45 keys, 35 of 35 edges"
    suites = [load_suite(scenario_files([(tmp_path / name).as_posix()])) for name in ("many", "one")]
    steps = [{two.name: [step.token for step in two.steps] for two in suite.scenarios} for suite in suites]
    assert steps[0] == steps[1]
    assert run_suite(suites[1]).ok
    assert simulator.cover(file).percent == 100


def test_what_several_calls_begin_with_is_a_block() -> None:
    (one,) = simulator.generate(FLOW, one_file=True).files
    assert one.text.count("blocks:\n") == 1
    assert one.text.count("use: beginning 1\n") > 1
    assert sum(edge is not None for edge in one.edges) == 35


def test_calls_that_share_nothing_have_no_blocks(tmp_path: Path) -> None:
    file = flow_file(tmp_path, dial("+60123456789"), rows=[])
    (one,) = simulator.generate(file, one_file=True, cover="shortest").files
    assert "blocks:" not in one.text
    assert run_suite(load_suite([_written(tmp_path, one.text)])).ok


def test_without_a_call_there_is_no_file() -> None:
    assert in_one_file(GeneratedFiles(()), "x").files == ()


def test_the_command_takes_it(tmp_path: Path) -> None:
    assert run_command_line(["generate", FLOW.as_posix(), "--output", tmp_path.as_posix(), "--one-file"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["table.scenario.yaml"]


def _written(folder: Path, text: str) -> Path:
    file = folder / "one.scenario.yaml"
    file.write_text(text)
    return file
