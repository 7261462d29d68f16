"""The parser of one command reads what that of all reads, and leaves every mistake to it."""

from __future__ import annotations

import argparse

import pytest

from simulator.cli.base.parser import _MisuseError, parse, parser

RIGHT = [
    ["test", "a", "b", "--tag", "x", "--workers", "2"],
    ["check", "a.json", "--debug"],
    ["run", "a.json", "--dtmf", "1 42#"],
    ["schema", "flow"],
]
WRONG = [["test"], ["test", "a", "--taag", "x"], ["check", "a", "--dtmf", "1"], ["test", "a", "--rerun", "x"]]


@pytest.mark.parametrize("arguments", RIGHT, ids=" ".join)
def test_one_command_reads_what_all_read(arguments: list[str]) -> None:
    assert vars(parse(arguments)) == vars(parser().parse_args(arguments))


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_mistake_is_said_as_by_all(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(_MisuseError):
        parser(arguments[0]).parse_args(arguments)
    said = []
    for reading in (parse, parser().parse_args):
        with pytest.raises(SystemExit) as leaving:
            reading(arguments)
        said.append((leaving.value.code, capsys.readouterr().err))
    assert said[0] == said[1]
    assert said[0][1].startswith("callflow")


def test_help_of_one_command_is_that_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for reading in (parse, parser().parse_args):
        with pytest.raises(SystemExit):
            reading(["test", "--help"])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]


def test_only_the_command_that_is_asked_for_is_built() -> None:
    (built,) = [action for action in parser("test")._actions if isinstance(action, argparse._SubParsersAction)]
    assert list(built.choices) == ["test"]
