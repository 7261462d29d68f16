"""Callers files: what they may say, what a segment takes from all, and every fault with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import simulator
from simulator.cli.base.main import run_command_line
from simulator.loading.files.callers_file import read_callers
from simulator.loading.files.recognised import kind_of
from simulator.model.caller_model import USUAL, CallerModel
from simulator.running.callers import callers_at
from tests.bodies import SCENARIOS

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = """\
callers: A bank
count: 40
wrong: 0.1
goals: [done]
segments:
  - segment: balance
    share: 3
    wants: {balance: 1}
    hangup: {perSecond: 0.01}
  - segment: rest
    wrong: 0
    hangup: 0.02
    weights: {"*": {"1": 2}, menu: {"2": 0}}
    legs: {B: {answered: 9, busy: 1}}
"""


def model(written: str) -> CallerModel:
    found, faults = read_callers(written.encode())
    assert found is not None, faults
    return found


def test_a_segment_is_like_all_but_for_its_own() -> None:
    found = model(WRITTEN)
    assert (found.name, found.count, found.goals) == ("A bank", 40, ("done",))
    first, second = found.segments
    assert (first.name, first.share, first.wrong, first.wants) == ("balance", 3, 0.1, {"balance": 1})
    assert (first.hangup, first.at_once, first.per_second) == (0, 0, 0.01)
    assert (second.wrong, second.hangup, second.per_second) == (0, 0.02, 0)
    assert (second.weight("1", "menu"), second.weight("2", "menu"), second.weight("2", "else")) == (2, 0, 1)
    assert found.kinds() == [(0.75, first), (0.25, second)]
    assert second.outcomes("B") == [(0.9, "answered"), (0.1, "busy")]
    assert second.outcomes("A") == [(1.0, "answered")]


def test_what_a_file_does_not_say_is_what_is_documented() -> None:
    found = model("callers: x")
    assert {name: getattr(found, name) for name in USUAL} == {name: row[0] for name, row in USUAL.items()}
    assert found == CallerModel.usual(name="x")


@pytest.mark.parametrize(
    ("written", "code", "path", "hint"),
    [
        ("", "F006", "$", "callers: NAME"),
        ("count: 3", "F006", "$", "add `callers:`"),
        ("callers: x\nwrnog: 1", "F002", "$.wrnog", "did you mean `wrong`?"),
        ("callers: x\nwrong: 2", "F004", "$.wrong", "give 0 to 1"),
        ("callers: x\ninterKey: 450", "F004", "$.interKey", "lognormal(1.2s, 0.45)"),
        ("callers: x\nreaction: []", "F004", "$.reaction", "give it 1 or more"),
        ("callers: x\nreaction: [1s, 2]", "F004", "$.reaction[1]", "with its unit"),
        ("callers: x\nlegs: {B: {anwsered: 1}}", "F002", "$.legs.B.anwsered", "did you mean `answered`?"),
        ('callers: x\nweights: {"*": {x: 1}}', "F004", "$.weights['*'].x", "0-9 * # A-D"),
        ("callers: x\nsegments: [{share: 1}]", "F006", "$.segments[0]", "add `segment:`"),
        ("callers: x\nwrong: 0.7\nsilence: 0.7", "F004", "$", "change one of them"),
        ("callers: x\nsegments: [{segment: a, share: 0}]", "F004", "$", "above it"),
        ("callers: x\nhangup: {atOnce: often}", "F003", "$.hangup.atOnce", "digits"),
    ],
)
def test_a_fault_has_its_code_its_place_and_what_to_do(written: str, code: str, path: str, hint: str) -> None:
    found, faults = read_callers(written.encode())
    assert found is None
    assert [(one.code, one.path) for one in faults] == [(code, path)]
    assert hint in faults[0].hint


def test_a_file_is_recognised_by_its_keys() -> None:
    assert kind_of(WRITTEN.encode()) == "callers"


def test_check_and_run_many_take_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bank.callers.yaml"
    file.write_text(WRITTEN)
    assert run_command_line(["check", str(file)]) == 0
    assert "no findings" in capsys.readouterr().out
    assert len(simulator.run_many(SCENARIOS / "hotline" / "hotline.flow.yaml", str(file))) == 40
    file.write_text(f"{WRITTEN}wrong: 5\n")
    assert run_command_line(["check", str(file)]) == 1
    assert "bank.callers.yaml" in capsys.readouterr().out
    with pytest.raises(simulator.UsageError, match=r"bank\.callers\.yaml:"):
        callers_at(file)


def test_another_kind_of_file_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a.callers.yaml"
    file.write_text("capacity: 3\n")
    with pytest.raises(simulator.UsageError, match="is an account file"):
        callers_at(file)
