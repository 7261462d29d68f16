"""Options may stand anywhere: before the command, and between its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.cli.base.parser import parse

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

ORDERS = {
    "check --kind reply a.json b.json": ["check a.json --kind reply b.json", "--kind reply check a.json b.json"],
    "check --ignore L001 --fix a b c": ["check a --ignore L001 b --fix c", "--ignore L001 check --fix a b c"],
    "run --dtmf=1 --leg busy f": [
        "run f --dtmf=1 --leg busy",
        "--dtmf=1 run f --leg busy",
        "--leg busy run --dtmf=1 f",
    ],
    "check --output run f": ["--output run check f", "check f --output run"],
    "test -k x a b": ["test a -k x b", "-k x test a b"],
    "coverage combine --format json a b": ["coverage combine a --format json b", "--format json coverage combine a b"],
    "check --kind reply - b": ["check - --kind reply b"],
    "check --debug f": ["--debug check f", "check f --debug"],
    "check --kind reply a -- --b": ["check a --kind reply -- --b"],
    "explain -1006 L004": ["explain -1006 L004"],
}


@pytest.mark.parametrize(("line", "same"), [(line, one) for one, lines in ORDERS.items() for line in lines])
def test_the_order_of_the_words_makes_no_difference(line: str, same: str) -> None:
    assert vars(parse(line.split())) == vars(parse(same.split()))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("--acount x check f", 'callflow: COMMAND does not know "x"'),
        ("--dtmf 1 check f", "callflow: "),
        ("check f --output", "argument --output: expected one argument"),
        ("check --output --fix f", "argument --output: expected one argument"),
        ("check a --zzz b", 'there is no option or argument "--zzz" here'),
        ("--kind check f", "callflow check: "),
    ],
)
def test_what_is_wrong_is_said_as_before(line: str, complaint: str, callflow: Callflow) -> None:
    done = callflow(line)
    assert done.status == 2
    assert complaint in done.err


def test_help_and_version_in_front_of_a_command(callflow: Callflow) -> None:
    assert callflow("--help check").out.startswith("usage: callflow check ")
    assert callflow("--version check f").out.startswith("callflow-simulator ")
