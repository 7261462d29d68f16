"""Line rules: how they are written, which numbers they fit, and which of several counts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.model.call.keys import Script, parse_script
from simulator.model.call.leg_outcomes import LEG_OUTCOMES
from simulator.model.call.legs import parse_leg
from simulator.model.call.lines import (
    LineRule,
    nearest_rule,
    parse_line,
    parse_who,
    read_mappings_with,
    rules_of,
    who_form,
)
from simulator.model.call.outcome import LegOutcome


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("+65*=answered:2s keys=1,2#", LineRule("+65*", LegOutcome(after=2000), parse_script("1 2#"))),
        ("+6591234567=manual", LineRule("+6591234567", None)),
        (" * = busy ", LineRule("*", LegOutcome("busy"))),
        ("65*=failed:404", LineRule("65*", LegOutcome("failed", sip=404))),
        ("*=machine:3s,talks:9s", LineRule("*", LegOutcome("machine", 3000, 9000))),
        ("anonymous=answered", LineRule("anonymous")),
        (
            "+44*=answered  keys=silence,1@9s,hangup@20s",
            LineRule("+44*", script=parse_script("silence 1@9s hangup@20s")),
        ),
        ("+1*=noAnswer:40s", LineRule("+1*", LegOutcome("noAnswer", 40_000))),
    ],
)
def test_a_line_is_numbers_and_who_is_there(text: str, rule: LineRule) -> None:
    assert parse_line(text) == rule


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("busy", 'the line "busy" does not say who is there: expected NUMBERS=WHO'),
        ("+65*", 'the line "+65*" does not say who is there: expected NUMBERS=WHO, as in +65*=answered'),
        ("abc=busy", '"abc" is no number and no pattern of one: expected digits, * for any digits more'),
        ("+65?=busy", '"+65?" is no number and no pattern of one'),
        ("+65 91=busy", '"+65 91" is no number'),
        ("*=bsy", 'the leg "bsy" is not known: did you mean "busy"?'),
        ("*=manuel", 'the line "manuel" is not known: did you mean "manual"?'),
        ("*=", 'the leg "" is not known'),
        ("*=busy keys=1", '"busy keys=1" presses keys where nobody can: keys go with a line that is answered'),
        ("*=manual keys=1", "presses keys where nobody can"),
        ("*=machine keys=1", "presses keys where nobody can"),
        ("*=answered kyes=1", '"kyes=1" after "answered" is not known: expected keys=1,2#'),
        ("*=answered keys", '"keys" after "answered" is not known: expected keys=1,2#'),
        ("*=answered keys=1,x", '"x" in the key token "x" is no key'),
        ("*=answered keys=1 2", '"answered keys=1 2" does not say who is there: expected one of manual, answered'),
        ("*=answered keys=", '"answered keys=" does not say who is there'),
        ("*=failed:200", '"failed:200" names no SIP failure'),
        ("*=talks:3s", '"talks:3s" does not say who is there'),
    ],
)
def test_what_is_no_line_is_told_with_what_would_be(text: str, says: str) -> None:
    with pytest.raises(UsageError, match="^" + re.escape(says) if says[0] in '"t' else re.escape(says)):
        parse_line(text)


@pytest.mark.parametrize(
    ("numbers", "number", "fits"),
    [
        ("+65*", "+6591234567", True),
        ("+65*", "6591234567", True),
        ("65*", "+6591234567", True),
        ("+65*", "+65", True),
        ("+65*", "+4465", False),
        ("+65*67", "+6591234567", True),
        ("+65*67", "+6591234568", False),
        ("*67", "+6591234567", True),
        ("+6591234567", "+6591234567", True),
        ("+6591234567", "+65912345678", False),
        ("*", "anonymous", True),
        ("*", "+6591234567", True),
        ("anonymous", "anonymous", True),
        ("+65*", "anonymous", False),
    ],
)
def test_which_numbers_a_rule_fits(numbers: str, number: str, fits: bool) -> None:
    assert LineRule(numbers).fits(number) is fits


@pytest.mark.parametrize(
    ("rules", "counts"),
    [
        (["*", "+65*", "+6591234567"], "+6591234567"),
        (["+6591234567", "+65*"], "+6591234567"),
        (["+659*", "+65*4567"], "+65*4567"),
        (["+65*", "+6*5*"], "+65*"),
        (["+6*5*", "+65*"], "+6*5*"),
        (["+6591234567*", "+6591234567"], "+6591234567"),
        (["+44*", "*"], "*"),
    ],
)
def test_the_rule_with_most_digits_counts_the_first_of_equal_ones(rules: list[str], counts: str) -> None:
    found = nearest_rule([LineRule(one) for one in rules], "+6591234567")
    assert found is not None
    assert found.numbers == counts


def test_a_number_that_no_rule_names_has_none() -> None:
    assert nearest_rule([LineRule("+44*")], "+6591234567") is None


def test_rules_are_given_in_code_as_a_dict_or_a_list() -> None:
    rules = (LineRule("+65*", script=parse_script("1")), LineRule("*", LegOutcome("busy")))
    assert rules_of({"+65*": "answered keys=1", "*": "busy"}) == rules
    assert rules_of(["+65*=answered keys=1", rules[1]]) == rules
    for wrong in ("+65*=busy", 7, [7], {"+65*": 7}, ["busy"]):
        with pytest.raises(UsageError):
            rules_of(wrong)


def test_mappings_are_read_by_a_layer_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of account files; where nobody has given one, a text is expected."""
    monkeypatch.setattr("simulator.model.call.lines._READERS", [])
    with pytest.raises(UsageError, match=r"lines has {'busy': '1s'} for '\*', expected a text"):
        rules_of({"*": {"busy": "1s"}})
    read_mappings_with(lambda given: tuple([LineRule(numbers, None) for numbers in given]))
    assert rules_of({"*": {"busy": "1s"}, "+65*": "manual"}) == (LineRule("*", None), LineRule("+65*", None))


names = st.sampled_from(list(LEG_OUTCOMES))
details = st.sampled_from(["", ":2s", ":1.5s", ":404", ":300ms", ",talks:3s", ":2s,talks:2m", ":", ",", ":x"])
more = st.sampled_from(["", " keys=1", " keys=1,2#,1@9s,^1,2[300]3", " keys=", " keys=q", " kes=1", "  keys=hangup"])


@given(st.one_of(st.builds("{}{}{}".format, names, details, more), st.just("manual"), st.text(max_size=12)))
def test_the_form_of_who_is_there_is_what_is_read(text: str) -> None:
    try:
        outcome, script = parse_who(text)
    except UsageError:
        assert re.fullmatch(who_form(), text) is None or "SIP" in text
    else:
        assert re.fullmatch(who_form(), text.strip())
        assert outcome is None or outcome == parse_leg(text.strip().partition(" ")[0])
        assert (script == Script()) is ("keys" not in text)
