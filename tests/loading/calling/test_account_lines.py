"""What an account file says for the server: lines, keys of the API, virtual numbers; each fault at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import pytest

import simulator
from simulator.loading.files.account_file import read_account
from simulator.loading.yaml.text import load_yaml
from simulator.model.account import Account
from simulator.model.call.keys import parse_script
from simulator.model.call.lines import LineRule
from simulator.model.call.outcome import LegOutcome
from simulator.model.call.wanted import Words
from simulator.model.caller_model import CallerModel

HERE = Path(__file__).parent


def account(text: str) -> Account:
    found, faults = read_account(text.encode(), HERE)
    assert faults == ()
    return found


def faults(text: str) -> list[str]:
    found = read_account(text.encode(), HERE)[1]
    assert all(one.span is not None for one in found)
    return [f"{one.code} {one.span.line}:{one.span.column} {one.message}: {one.hint}" for one in found if one.span]


STEPS = LineRule("*", script=parse_script("1 2# 3@9s"), hears=(Words("book"), None))


@pytest.mark.parametrize(
    ("who", "rule"),
    [
        ("manual", LineRule("*", None)),
        ("busy", LineRule("*", LegOutcome("busy"))),
        ("'answered:2s keys=1,2#'", LineRule("*", LegOutcome(after=2000), parse_script("1 2#"))),
        ("{answered: 2s, talks: 9s}", LineRule("*", LegOutcome(after=2000, talks=9000))),
        ("{failed: 404}", LineRule("*", LegOutcome("failed", sip=404))),
        ("{machine: }", None),
        ("machine", LineRule("*", LegOutcome("machine"))),
        ('{answered: 2s, keys: " 1  2# "}', LineRule("*", LegOutcome(after=2000), parse_script("1 2#"))),
        ("{keys: 12}", LineRule("*", script=parse_script("12"))),
        ('{caller: [{hears: book, press: "1"}, "2#", {press: 3@9s}]}', STEPS),
        ("{caller: {}}", LineRule("*", model=CallerModel())),
        (
            "{caller: {offered: {1: 3}, wrong: 0.5, reaction: 900, patience: {mean: 40, spread: 9}}}",
            LineRule("*", model=CallerModel({"1": 3.0}, 0.5, reaction=900.0, patience=(40.0, 9.0))),
        ),
        ("{caller: {offered: uniform, reaction: {mean: 9}}}", LineRule("*", model=CallerModel(reaction=(9.0, 0)))),
    ],
)
def test_who_is_at_a_line(who: str, rule: LineRule | None) -> None:
    if rule is None:
        assert faults(f'lines: {{"*": {who}}}\n') == [
            "F006 1:14 a line says nothing here: write busy, or {answered: 6s, talks: 20s}"
        ]
    else:
        assert account(f'lines: {{"*": {who}}}\n').lines == (rule,)
        assert simulator.Account(lines=load_yaml(f'"*": {who}\n'.encode()).data).lines == (rule,)


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ({"caller": {"wrong": 2}}, "2.0 is out of range at $.lines['*'].caller.wrong (give 0 to 1)"),
        ({"caller": {"wrnog": 0}}, "a caller has no key `wrnog` at $.lines['*'].caller.wrnog (did you mean `wrong`?)"),
        ({"busy": "1s", "keys": "1"}, "`busy` and `keys`: nobody can press keys at $.lines['*']"),
        ({}, "a line says nothing here at $.lines['*'] (write busy, or {answered: 6s, talks: 20s})"),
        ({"busy": object()}, "this cannot be written as JSON"),
    ],
)
def test_code_is_told_as_a_file_is(who: Any, says: str) -> None:
    with pytest.raises(simulator.UsageError) as told:
        simulator.Account(lines={"+65*": "busy", "*": who})  # type: ignore[arg-type]
    assert says in str(told.value)


def test_code_gives_texts_and_mappings_in_their_order() -> None:
    given: Any = {"+65*": "manual", "*": {"caller": {"wrong": numpy.float32(0.5)}}, 6591234567: {"failed": 404}}
    assert simulator.Account(lines=given).lines == (
        LineRule("+65*", None),
        LineRule("*", model=CallerModel(wrong=0.5)),
        LineRule("6591234567", LegOutcome("failed", sip=404)),
    )


def test_lines_stay_in_their_order() -> None:
    found = account("lines:\n  +65*: busy\n  '*': manual\n  6591234567: answered\n").lines
    assert [rule.numbers for rule in found] == ["+65*", "*", "6591234567"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("lines: busy\n", "F003 1:8 `lines` must be a mapping"),
        ("lines: {abc: busy}\n", 'F004 1:9 "abc" is no number and no pattern of one: expected digits'),
        ("lines: {'*': bsy}\n", 'F004 1:14 the leg "bsy" is not known: did you mean "busy"?'),
        ("lines: {'*': [busy]}\n", "F003 1:14 a text is needed here"),
        ("lines: {'*': busy keys=1}\n", 'F004 1:14 "busy keys=1" presses keys where nobody can: keys go with'),
        ("lines: {'*': {bsy: 1s}}\n", "F002 1:15 a line has no key `bsy`: did you mean `busy`?"),
        ("lines: {'*': {busy: 1s, answered: 1s}}\n", "F007 1:25 `busy` and `answered`: a dial comes to one thing"),
        ("lines: {'*': {busy: 1s, keys: '1'}}\n", "F007 1:25 `busy` and `keys`: nobody can press keys"),
        ("lines: {'*': {machine: 1s, caller: ['1']}}\n", "F007 1:28 `machine` and `caller`: nobody can press keys"),
        ("lines: {'*': {keys: '1', caller: ['1']}}\n", "F007 1:26 `keys` and `caller`: one of them"),
        ("lines: {'*': {keys: 1 x}}\n", 'F004 1:21 "x" in the key token "x" is no key: expected'),
        ("lines: {'*': {answered: soon}}\n", "F004 1:25 `soon` is not a length of time"),
        ("lines: {'*': {caller: ['1 2']}}\n", "F004 1:24 `1 2` is not one key token"),
        ("lines: {'*': {caller: [{use: login}]}}\n", "F002 1:25 a step of the caller has no key `use`"),
        ("lines: {'*': {caller: 1}}\n", "F003 1:23 a list is needed here"),
        ("lines: {'*': {caller: {wrong: 2}}}\n", "F004 1:31 2.0 is out of range: give 0 to 1"),
        ("lines: {'*': {caller: {wrnog: 0}}}\n", "F002 1:24 a caller has no key `wrnog`: did you mean `wrong`?"),
        (
            "lines: {'*': {caller: {wrong: 0.9, silence: 0.9}}}\n",
            "F004 1:23 wrong, silence and hangup are 1.82",
        ),
        (
            "lines: {'*': {caller: {offered: {x: 1}}}}\n",
            "F004 1:23 offered weighs 'x', which is no key",
        ),
        ("lines: {'*': {caller: {offered: often}}}\n", "F004 1:33 `often` is not one of uniform"),
        ("lines: {'*': {caller: {patience: {spread: 1}}}}\n", "F006 1:34 `mean` of the spread is missing here"),
        ("lines: {'*': {caller: {patience: -1}}}\n", "F004 1:34 -1.0 is out of range"),
        ("apiKeys: secret\n", "F003 1:10 `apiKeys` must be a list with a key in it"),
        ("apiKeys: []\n", "F003 1:10 `apiKeys` must be a list with a key in it"),
        ("apiKeys: ['se cret']\n", "F004 1:11 this is no key of the API: write 1 to 200"),
        ("apiKeys: [~]\n", "F004 1:11 this is no key of the API"),
        ("numbers: 1\n", "F003 1:10 a list is needed here"),
        ("numbers: ['12']\n", "F004 1:11 `12` is not a phone number"),
        ("numbers: [{countryCode: SG}]\n", "F006 1:11 `msisdn`, the number, is missing here"),
        ("numbers: [+6562345678, {msisdn: 6562345678}]\n", "F007 1:24 the number `6562345678` is there before"),
        ("numbers: [{msisdn: +6562345678, operationalStatus: active}]\n", "F004 1:52 `active` is not one of Active"),
        ("numbers: [{msisdn: +6562345678, rentalPrice: free}]\n", "F003 1:46 a number is needed here"),
        ("numbers: [{msisdn: +6562345678, dateCreated: today}]\n", "F004 1:46 `today` is not an instant in UTC"),
        (
            "numbers: [{msisdn: +6562345678, dateCreated: 2026-13-13T08:26:58Z}]\n",
            "F004 1:46 `2026-13-13T08:26:58Z`",
        ),
        ("numbers: [{msisdn: +6562345678, numberHealth: {isHealthy: maybe}}]\n", "F003 1:59 true or false is needed"),
        ("numbers: [{msisdn: +6562345678, currency: SGD}]\n", "F002 1:33 a number has no key `currency`"),
    ],
)
def test_each_fault_has_its_place_and_says_what_to_do(text: str, says: str) -> None:
    found = faults(text)
    assert found, text
    assert found[0].startswith(says), found
    assert account_at_fault(text) == Account()


def account_at_fault(text: str) -> Account:
    found = read_account(text.encode(), HERE)[0]
    return Account() if not text.startswith("numbers: [+") else Account(numbers=found.numbers[1:])


def test_a_key_of_the_api_is_in_no_message_and_not_shown() -> None:
    found = account("apiKeys: [k-1, 12345]\n")
    assert found.api_keys == ("k-1", "12345")
    assert "k-1" not in repr(found)
    assert "se cret" not in " ".join(faults("apiKeys: ['se cret']\n"))


def test_numbers_have_the_names_of_the_api() -> None:
    text = "numbers: [+6562345678, {msisdn: '6562345679', rentalPrice: 1.5, numberHealth: {isHealthy: true}}]\n"
    wanted: list[dict[str, Any]] = [
        {"msisdn": "+6562345678"},
        {"msisdn": "6562345679", "rentalPrice": 1.5, "numberHealth": {"isHealthy": True}},
    ]
    assert list(account(text).numbers) == wanted
