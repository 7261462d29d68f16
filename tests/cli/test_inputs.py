"""Results never take the place of what a command reads, and are refused before anything runs."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from simulator.cli.base.inputs import refuse_inputs
from simulator.errors import UsageError
from simulator.render.formats import formats
from tests.files.test_writing import state
from tests.scenario.calls import write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow


@pytest.fixture
def here(folder: Path) -> Path:
    """Everything that commands read, and other names of it."""
    write(folder, "...\nexpect: {session: COMPLETED}\n")
    (folder / "deep").mkdir()
    (folder / "deep" / "link.txt").symlink_to("../booking.json")
    os.link(folder / "booking.json", folder / "twin.txt")
    (folder / "named.json").write_text('{"callflow": []}')
    (folder / "log.jsonl").write_text("{}\n")
    (folder / "counted.txt").write_text("{}")
    return folder


@pytest.mark.parametrize(
    "line",
    [
        "check booking.json --format json:booking.json",
        "check booking.json --format json:./deep/../booking.json",
        "check booking.json --format json:deep/link.txt",
        "check booking.json --format sarif:twin.txt",
        "check deep/link.txt --output booking.json --force",
        "check t.flow.yaml --format json:named.json",
        "check booking.json --account account.yaml --format json:account.yaml",
        "run booking.json --output booking.json --force",
        "run t.flow.yaml --record-replies t.flow.yaml --force",
        "graph booking.json --format svg:booking.json",
        "explore t.flow.yaml --format json:t.flow.yaml",
        "faults t.flow.yaml --format json:t.flow.yaml",
        "diff booking.json t.flow.yaml --format json:booking.json",
        "diff booking.json t.flow.yaml --format json:t.flow.yaml",
        "test a.scenario.yaml --format junit:a.scenario.yaml",
        "test . --format junit:a.scenario.yaml --format json:r.json",
        "test . --cov-format json:a.scenario.yaml",
        "test . --format json:t.flow.yaml",
        "replay log.jsonl --flow t.flow.yaml --format json:log.jsonl",
        "replay . --flow t.flow.yaml --format json:log.jsonl",
        "coverage combine counted.txt --format json:counted.txt",
    ],
)
def test_what_is_read_is_not_written_to(line: str, here: Path, callflow: Callflow) -> None:
    before = state(here)
    done = callflow(line)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "is read by this command: choose another" in done.err or "and results would overwrite it" in done.err
    assert state(here) == before


@pytest.mark.parametrize(
    "line",
    [
        "check booking.json --format json:r.txt --format sarif:./r.txt",
        "run booking.json --output r.txt --format text:r.txt",
        "run t.flow.yaml --save r.scenario.yaml --record-replies r.scenario.yaml",
    ],
)
def test_two_results_do_not_go_to_one_file(line: str, here: Path, callflow: Callflow) -> None:
    before = state(here)
    done = callflow(line)
    assert (done.status, done.out) == (2, "")
    assert "is named for two results" in done.err
    assert state(here) == before


COMMANDS = {
    "diagnostics": "check t.flow.yaml booking.json",
    "run": "run t.flow.yaml --dtmf 1",
    "graph": "graph t.flow.yaml",
    "behaviour": "explore t.flow.yaml",
    "diff": "diff t.flow.yaml booking.json",
    "faults": "faults t.flow.yaml",
    "report": "test a.scenario.yaml",
}


@pytest.mark.parametrize("thing", COMMANDS)
def test_a_report_of_before_is_overwritten_whatever_its_name(thing: str, here: Path, callflow: Callflow) -> None:
    for name in formats(thing):
        for file in ("r.json", "r.yaml", "r.txt"):
            first = callflow(f"{COMMANDS[thing]} --format {name}:{file}")
            assert "choose another" not in callflow(f"{COMMANDS[thing]} --format {name}:{file}").err, (name, file)
            assert first.status in (0, 1)
            (here / file).unlink()


def test_results_may_go_to_one_terminal_or_nowhere(here: Path, callflow: Callflow) -> None:
    assert callflow("check booking.json --format json:/dev/null --format sarif:/dev/null").status == 0


def test_names_that_no_system_takes_are_nobodys_inputs(here: Path) -> None:
    place, long = here / "a.scenario.yaml", "x" * 300
    refuse_inputs(Namespace(paths=[long], force=True), [place, here / long])
    with pytest.raises(UsageError, match="is read by this command"):
        refuse_inputs(Namespace(paths=[long, "."], force=True), [place])
