"""What is read of a source: each kind of constant, in the order of what it is worth, and never by running it."""

from __future__ import annotations

import ast

import pytest

from simulator.exploring.hints.folding import folded
from simulator.exploring.hints.reading import MOST, MOST_PATTERNS, read_module
from simulator.exploring.hints.source import Imported


def strong(source: str) -> set[str]:
    """What is compared, listed, named or a key of something."""
    return {one.digits for one in read_module(source.encode()).constants if one.strong}


def weak(source: str) -> set[str]:
    return {one.digits for one in read_module(source.encode()).constants if not one.strong}


STRONG = [
    ("PIN = '0420'", {"0420"}),
    ("PIN = b'0420'", {"0420"}),
    ("PIN: str = '*7#'", {"*7#"}),
    ("PIN: int = 420", {"420"}),
    ("PIN = 420.0", {"420"}),
    ("PIN = 60 * 60 + 7", {"3607"}),
    ("PIN = '12' + '34' * 2", {"123434"}),
    ("PIN = 'A1B2'", {"A1B2"}),
    ("NUMBER = '+65 6234 5678'", {"6562345678", "65", "6234", "5678"}),
    ("PINS = '1357 2468'.split()", {"1357", "2468"}),
    ("PINS = [1357, 2468]", {"1357", "2468"}),
    ("PINS = {1357: 'Ann', **more}", {"1357"}),
    ("if digits in (1357, 2468): pass", {"1357", "2468"}),
    ("if digits in '159': pass", {"1", "5", "9", "159"}),
    ("if digits not in '159': pass", {"1", "5", "9"}),
    ("if int(digits) == 1357: pass", {"1357"}),
    ("if 1357 == int(digits): pass", {"1357"}),
    ("if int(digits) > 1357: pass", {"1356", "1357", "1358"}),
    ("if 4000 <= int(digits) < 5000: pass", {"3999", "4000", "4001", "4999", "5000", "5001"}),
    ("if int(digits) in range(4000, 5000): pass", {"3999", "4000", "4001", "4500", "4999", "5000"}),
    ("if int(digits) in range(5000): pass", {"2500", "4999", "5000"}),
    ("if int(digits) in range(LOW, 5000): pass", {"4999", "5000"}),
    ("if digits.startswith('98'): pass", {"98"}),
    ("if digits[2:4] == '99': pass", {"0099", "99"}),
    ("if '7' == digits[3]: pass", {"0007", "7"}),
    ("if digits[-4:] == '0815': pass", {"0815"}),
    ("if digits[:2] == '99': pass", {"99"}),
    ("if len(digits) == 7: pass", {"1234567"}),
    ("if len(digits) in {5, 7}: pass", {"12345", "1234567"}),
    ("if len(digits) >= 5: pass", {"1234", "12345", "123456"}),
    ("if int(digits) % 97 == 1: pass", {"195", "1068"}),
    ("match digits:\n    case '1357': pass\n    case 2468: pass\n", {"1357", "2468"}),
    ("def login(digits, pin='1357', *, other=2468): pass", {"1357", "2468"}),
    ("check(digits, pin=1357)", {"1357"}),
    ("re.fullmatch(r'8[34]\\d[13579]', digits)", {"8301"}),
    ("re.match('^(4711|0815)$', digits)", {"0815", "4711"}),
    ("PATTERN = r'19\\d{2}'", {"1900"}),
    ("re.compile('(4711')", {"4711"}),
    ("datetime.strptime(digits, '%d%m%Y')", {"31121990", "05012026"}),
    ("datetime.strptime(digits, '%d/%m/%y')", {"311290", "31", "12", "90"}),
    ("datetime.strptime(digits, '%H%M')", {"2359", "0900"}),
]


@pytest.mark.parametrize(("source", "digits"), STRONG)
def test_what_something_is_compared_with_counts_most(source: str, digits: set[str]) -> None:
    assert digits <= strong(source)


WEAK = [
    ("say('Room 1357 is free')", {"1357"}),
    ("wait(1357)", {"1357", "1356", "1358"}),
    ("PIN = 1357", {"1356", "1358"}),
    ("say(f'Room 13{n}57')", set()),
    ("if int(digits) % 7: pass", {"14", "105"}),
    ("x = {'seconds': 1357}", {"1357"}),
]


@pytest.mark.parametrize(("source", "digits"), WEAK)
def test_what_stands_there_in_passing_counts_less(source: str, digits: set[str]) -> None:
    assert digits <= weak(source)
    assert not digits & strong(source)


NOTHING = [
    "x = True",
    "x = None",
    "x = 1.5",
    "x = 1e400",
    "x = 3j",
    "x = ...",
    "x = 'BAD'",
    "x = 'Welcome'",
    "x = '%d%%'",
    "x = '$'",
    "x = '\\ud800'",
    "if digits[y] == z: pass",
    "if digits % n == z or digits % z == '': pass",
    "class A(b.c, metaclass=d): '''Nothing.'''",
    "def broken(",
    "\0",
    "",
]


@pytest.mark.parametrize("source", NOTHING)
def test_what_nobody_presses_is_left_out(source: str) -> None:
    assert read_module(source.encode()).constants == ()


@pytest.mark.parametrize(
    "compared",
    [
        "x % n == 7",
        "x % 1 == 7",
        "x % -3 == 7",
        "len(digits) == -1",
        "len(digits) == 99",
        "digits[30] == '7'",
        "digits[-7] == 7",
    ],
)
def test_what_no_entry_has_adds_nothing_to_the_numbers_themselves(compared: str) -> None:
    assert strong(f"if {compared}: pass") <= {"7"}


def test_the_lines_are_told_and_the_best_come_first() -> None:
    found = read_module(b"wait(77)\n\nPIN = '4711'\nOTHER = '0815'\n").constants
    assert [(one.digits, one.line) for one in found] == [
        ("4711", 3), ("0815", 4), ("77", 1), ("76", 1), ("78", 1), ("4711", 3), ("0815", 4),
    ]  # fmt: skip


def test_a_long_list_does_not_take_all_the_room() -> None:
    found = read_module(f"A = {list(range(5000, 9000))}\nwait(77)\n".encode()).constants
    assert sum(one.strong for one in found) == sum(not one.strong for one in found) == MOST


def test_a_source_that_is_nested_as_deep_as_can_be_is_read_or_passed_over() -> None:
    assert "4711" in strong("x = " + "[" * 90 + "'4711'" + "]" * 90)
    assert read_module(("x = " + "(" * 5000 + ")" * 5000).encode()).constants == ()
    assert "1" in weak("x = " + "+".join(["wait(1)"] * 800))


def test_only_so_many_patterns_are_asked_for_examples() -> None:
    source = "\n".join(f"re.match(r'{n:03}\\d', digits)" for n in range(MOST_PATTERNS + 5))
    found = strong(source)
    assert sum(len(digits) == 4 for digits in found) == MOST_PATTERNS


def test_a_pattern_that_thinks_for_ever_or_is_too_long_costs_little() -> None:
    assert strong("re.match(r'(\\d|\\d\\d)+x', digits)") == set()
    assert strong(f"re.match('{'[0-9]' * 60}', digits)") == set()


def test_imports_are_told_and_nothing_is_imported() -> None:
    source = b"import a.b as c, d\nfrom . import e\nfrom ..f import g as h, i\nimport_module('j.k')\n__import__('l')\n"
    assert set(read_module(source).imports) == {
        Imported("a.b"), Imported("d"), Imported("", 1, ("e",)), Imported("f", 2, ("g", "i")), Imported("j.k"),
        Imported("l"),
    }  # fmt: skip


def test_a_source_may_say_how_it_is_written() -> None:
    assert read_module("# -*- coding: latin-1 -*-\nÄ = '4711'\n".encode("latin-1")).constants[0].digits == "4711"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1 + 2", 3),
        ("-5", -5),
        ("-x", None),
        ("-'a'", None),
        ("2 * 3 - 1", 5),
        ("2 / 3", None),
        ("2 ** 3", None),
        ("'a' + 'b'", "ab"),
        ("'0' * 3", "000"),
        ("'0' * 1000000000", None),
        ("'a' - 'b'", None),
        ("'a' + 1", None),
        ("x + 1", None),
        ("'{}' + 'x'".format("0" * 101), None),
        ("1000000000000000000000000000000 * 9", None),
        ("1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1", None),
        ("b'a'", b"a"),
        ("None", None),
    ],
)
def test_constants_are_worked_out_within_bounds(source: str, value: object) -> None:
    assert folded(ast.parse(source, mode="eval").body) == value
