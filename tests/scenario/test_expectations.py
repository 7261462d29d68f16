"""A key of `expect` is a file: scenario files, schemas, saved files, verdicts and the fixture know it from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.errors import UsageError
from simulator.model.call.wanted import Words
from simulator.model.scenario.scenario import Duration
from simulator.scenario.expectations.base.known import expectations
from simulator.scenario.reading.expect import expectation
from tests.plugged import plugged

if TYPE_CHECKING:
    from pathlib import Path

ASKED = '''
"""How often the webhook is asked, at most."""

from simulator.loading.yaml.kinds import Integer
from simulator.model.scenario.miss import Miss

KEY, ORDER = "asked", 78
KIND = Integer(0, doc="how often the webhook is asked, at most")
NULLABLE = False


def value_of(node, fields):
    """A number."""
    return fields.integer(node, 0)


def check(value, run, seen):
    """The questions of the call."""
    if len(seen.asked) > value:
        yield Miss(f"at most {value}", str(len(seen.asked)), now=len(seen.asked))


def saved(run, seen):
    """The number that there was."""
    yield f"asked: {len(seen.asked)}  # how often the webhook was asked"
'''

PROGRAM = """
import sys
import simulator.scenario.expectations
simulator.scenario.expectations.__path__.append(sys.argv[1])

from pathlib import Path

from simulator.pytest.fixture import Callflow
from simulator.scenario.flows import Flows
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import play, run_scenario
from simulator.scenario.writing.saved import saved
from simulator.schema.documents import document

FOLDER = Path("scenarios/hotline").absolute()
TEXT = b"scenario: a\\nflow: hotline.flow.yaml\\ncaller: ['1']\\nexpect: {asked: 0}\\n"
(one,), faults = read_scenarios(TEXT, FOLDER, "a.scenario.yaml")
assert faults == ()
assert [(failure.what, failure.found) for failure in run_scenario(one).failures] == [("asked", "1")]
run, _ = play(one, Flows().of(one))
lines = saved(one, run, FOLDER / "a.scenario.yaml").splitlines()
assert lines.index("  asked: 1  # how often the webhook was asked") == len(lines) - 3
assert list(document("scenario")["anyOf"][0]["properties"]["expect"]["properties"])[9] == "asked"
Callflow(FOLDER).run("hotline.flow.yaml", "1").expect("asked", 1)
print(read_scenarios(TEXT.replace(b"0", b"x"), FOLDER, "a.scenario.yaml")[1][0].message)
"""


def test_the_keys_stand_in_the_order_that_they_declare() -> None:
    assert list(expectations()) == [
        "answer", "session", "error", "lastAction", "captured", "hears", "heard", "never", "dials", "webhooks",
        "duration", "bodies",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("answer", -1009, -1009),
        ("session", None, None),
        ("captured", ["1", None], ("1", None)),
        ("never", ["/a\u0085b/", "no"], (Words("/a\u0085b/"), Words("no"))),
        ("duration", {"below": "2m"}, Duration(120_000)),
    ],
)
def test_a_value_can_be_given_as_a_scenario_file_has_it(key: str, given: object, value: object) -> None:
    assert (expectation(key, given).key, expectation(key, given).value) == (key, value)


@pytest.mark.parametrize(
    ("key", "given", "says"),
    [
        ("hear", ["x"], "`expect` has no key `hear`: did you mean `hears`?"),
        ("session", "DONE", "`DONE` is not one of COMPLETED"),
        ("hears", None, "`hears` is given no value"),
        ("captured", "[" * 9000, "write a list: [a, b]"),
    ],
)
def test_a_value_at_fault_is_told_as_of_a_scenario_file(key: str, given: object, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        expectation(key, given)
    assert says in str(caught.value)


def test_a_key_that_a_plug_in_adds_is_known_wherever_keys_are(tmp_path: Path) -> None:
    (tmp_path / "asked.py").write_text(ASKED, encoding="utf-8")
    assert "a whole number is needed here" in plugged(PROGRAM, str(tmp_path))
