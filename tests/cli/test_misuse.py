"""Misuse exits with 2 and one line that helps; a fault of our own exits with 1 and no traceback."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest

import simulator.cli.assumptions
from simulator.errors import MissingExtraError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from tests.cli.conftest import Callflow


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("chek booking.json", 'callflow: COMMAND does not know "chek": did you mean "check"?'),
        (
            "dance",
            'callflow: COMMAND does not know "dance": known are assumptions, check, coverage, diff, explain, explore, ',
        ),
        ("check booking.json --acount x", 'there is no option or argument "--acount" here: did you mean "--account"?'),
        (
            "check booking.json --acount=x",
            'there is no option or argument "--acount=x" here: did you mean "--account"?',
        ),
        ("check booking.json --forse", 'there is no option or argument "--forse" here: did you mean "--force"?'),
        ("run booking.json account.yaml", 'there is no option or argument "account.yaml" here: '),
        ("check booking.json --zzz", 'there is no option or argument "--zzz" here: known are -h, --help, '),
        ("check --kind requests booking.json", '--kind does not know "requests": did you mean "request"?'),
        ("check --fail-on never booking.json", '--fail-on does not know "never": known are error, warning, info'),
        ("check booking.json --fail error", 'there is no option or argument "--fail" here: did you mean "--fail-on"?'),
        (
            "check a.json --leg busy",
            '"--leg" here: these have it: callflow diff, callflow explore, callflow faults, ',
        ),
        ("run a.json --dtfm 1", 'callflow run: there is no option or argument "--dtfm" here: did you mean "--dtmf"?'),
        ("check a.json --rerun=2", '"--rerun=2" here: `callflow test` has it'),
        (
            "coverage combine a --dtmf 1",
            'callflow coverage combine: there is no option or argument "--dtmf" here: `call',
        ),
        ("--dtmf", 'callflow: there is no option or argument "--dtmf" here: `callflow run` has it'),
        ("replay a --flow b --tolerance 1.5s", '--tolerance does not take "1.5s": expected a number'),
        ("explore a --probe-space x", '--probe-space does not take "x": expected a whole number'),
        ("check", "callflow check: the following arguments are required: FILE"),
        ("run", "callflow run: the following arguments are required: FILE"),
        ("run booking.json --dtmf", "argument --dtmf: expected one argument"),
    ],
)
def test_an_unknown_word_names_the_nearest(line: str, complaint: str, callflow: Callflow) -> None:
    done = callflow(line)
    assert (done.status, done.out) == (2, "")
    assert complaint in done.err
    assert done.err.splitlines()[-1].startswith("See `callflow ")


def test_nothing_to_do_is_misuse_and_shows_the_help(callflow: Callflow) -> None:
    done = callflow("")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("usage: callflow ")


def test_the_version_is_the_distributions(callflow: Callflow) -> None:
    done = callflow("--version")
    assert done.status == 0
    assert done.out.startswith("callflow-simulator 0.")


def broken(_options: argparse.Namespace) -> NoReturn:
    raise ZeroDivisionError("a bug")


def test_a_fault_of_ours_is_one_line_and_asks_for_a_report(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulator.cli.assumptions, "run", broken)
    done = callflow("assumptions")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "callflow: a fault of the simulator itself, please report it: ZeroDivisionError('a bug') (see --debug)\n"
    )


@pytest.mark.parametrize("line", ["--debug assumptions", "assumptions --debug"])
def test_debug_shows_the_traceback_of_a_fault_of_ours(
    line: str, callflow: Callflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulator.cli.assumptions, "run", broken)
    with pytest.raises(ZeroDivisionError, match="a bug"):
        callflow(line)


def test_a_users_mistake_is_one_line_with_debug_too(callflow: Callflow) -> None:
    done = callflow("check nowhere.json --debug")
    assert (done.status, done.err) == (2, 'callflow: there is no file "nowhere.json"\n')


def test_a_missing_extra_is_misuse(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    def bare(_options: argparse.Namespace) -> NoReturn:
        raise MissingExtraError("svg needs the extra `svg`")

    monkeypatch.setattr(simulator.cli.assumptions, "run", bare)
    done = callflow("assumptions")
    assert (done.status, done.err) == (2, "callflow: svg needs the extra `svg`\n")


def test_an_interrupt_is_no_fault(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_options: argparse.Namespace) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(simulator.cli.assumptions, "run", interrupted)
    assert callflow("assumptions").status == 130


def test_a_closed_pipe_is_no_fault_and_nothing_is_flushed_into_it(
    callflow: Callflow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        assert callflow("assumptions").status == 0
