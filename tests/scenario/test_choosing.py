"""`-k`: a whole name, else words with and, or, not and brackets."""

from __future__ import annotations

import pytest

from simulator.errors import UsageError
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import Scenario
from simulator.scenario.found.choosing import named

NAMES = ("sales", "sales are busy", "asks for support", "support (night) and sales", "Not  now", "caller's")
SCENARIOS = [Scenario(name, "bank.scenario.yaml", Span()) for name in NAMES]


def chosen(text: str) -> list[str]:
    return [one.name for one in named(text, SCENARIOS)]


@pytest.mark.parametrize("name", [*NAMES, "bank.scenario.yaml::sales"])
def test_a_whole_name_is_that_scenario_alone(name: str) -> None:
    assert chosen(name) == [name.rpartition("::")[2]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", NAMES),
        (" ", NAMES),
        ("bank", NAMES),
        ("SALES", NAMES[:2] + NAMES[3:4]),
        ("sales and not busy", (NAMES[0], NAMES[3])),
        ("not sales", (NAMES[2], NAMES[4], NAMES[5])),
        ("not (sales or support)", NAMES[4:]),
        ("busy or asks for", (NAMES[1], NAMES[2])),
        ("asks   FOR support", (NAMES[2],)),
        ("asks and support or now", (NAMES[2], NAMES[4])),
        ('"night) and" and support', (NAMES[3],)),
        ("'not now' or caller", NAMES[4:]),
        ("not not busy", (NAMES[1],)),
        ("bus", (NAMES[1],)),
        ("nothing", ()),
    ],
)
def test_words_choose_as_those_of_pytest(text: str, names: tuple[str, ...]) -> None:
    assert chosen(text) == list(names)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("sales and", "a name is missing at the end"),
        ("or sales", "a name is missing before `or`"),
        ("(sales", "a bracket is not closed"),
        ("sales)", "`)` has no beginning"),
        ("sales (busy)", "`(` has no beginning"),
        ("sales not busy", "`not` has no beginning"),
        ("()", "a name is missing before `)`"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, what: str) -> None:
    with pytest.raises(UsageError) as error:
        chosen(text)
    assert what in str(error.value)
    assert text in str(error.value)
    assert "in quotes of its own" in str(error.value)
