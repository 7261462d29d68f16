"""Suites enter the most keys and the slowest ones: changes that alter nothing for the shortest entries are noticed."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import simulator
from simulator.entries.pool import DIGITS
from simulator.exploring.hints.usual import PINS
from simulator.scenario.suite import load_suite, run_suite, scenario_files
from tests.exploring._flows import HANGUP, dial, menu, reply, row, say
from tests.exploring.remembering import told

if TYPE_CHECKING:
    from simulator.scenario.writing.generated import Generated

pytestmark = pytest.mark.slow

HERE = "tests.scenario.test_generated_patient"
STRIKES: Counter[str] = Counter()
OPEN = {"minDigits": 1, "maxDigits": 3, "digitTimeout": 3000, "overallTimeout": 10000}
CODE = {"minDigits": 2, "maxDigits": 8, "digitTimeout": 3000, "overallTimeout": 10000, "noOfTries": 2}
LAST = {"when": {"digits": "other", "clientActionId": "*"}, "reply": reply(say("Unknown."), HANGUP)}
NOBODY = {"when": {"digits": None, "clientActionId": "*"}, "reply": reply(say("Goodbye."), HANGUP)}


def write(folder: Path, capture: dict[str, Any], ones: str | None = None, backend: str = "") -> Path:
    """A menu whose key is `ones` in front of a table, or of a backend."""
    written: dict[str, Any] = {"flow": "Desk", "request": {"callflow": [dial(), menu("Your number?", **capture)]}}
    if backend:
        written["backend"] = f"python:{HERE}:{backend}"
    else:
        written["replies"] = [row(reply(say("Sales."), HANGUP), digits=ones or "1"), LAST, NOBODY]
    (folder / "desk.flow.yaml").write_text(json.dumps(written), encoding="utf-8")
    return folder / "desk.flow.yaml"


def generated(file: Path, *, loose: bool = False) -> tuple[Generated, ...]:
    """The files of a suite, written, which passes at once and takes all edges."""
    made = simulator.generate(file, file.parent / "made", loose=loose)
    assert not made.made.left
    shutil.rmtree(file.parent / "made", ignore_errors=True)
    made.write()
    assert passes(file.parent)
    return made.files


def passes(folder: Path) -> bool:
    return run_suite(load_suite(scenario_files([(folder / "made").as_posix()]))).ok


def knows(body: dict[str, Any]) -> object:
    """Knows one number."""
    _, digits, _ = told(body)
    if not digits:
        return reply(say("Goodbye."), HANGUP)
    return reply(say("Sales." if digits == "1" else "Unknown."), HANGUP)


def counts(body: dict[str, Any]) -> object:
    """Asks again, and ends the call at the third wrong number."""
    session, digits, _ = told(body)
    if digits == "17":
        return reply(say("Sales."), HANGUP)
    STRIKES[session] += 1
    return reply(say("Locked."), HANGUP) if STRIKES[session] > 2 else reply(menu("Again?", **CODE))


@pytest.mark.parametrize("more", [{}, {"completeOnHash": False}, {"noOfTries": 2}, {"maxDigits": 5}, {"maxDigits": 25}])
@pytest.mark.parametrize("backend", ["", "knows"])
def test_another_most_number_of_keys_is_noticed(tmp_path: Path, more: dict[str, Any], backend: str) -> None:
    capture = {**OPEN, **more}
    generated(write(tmp_path, capture, backend=backend))
    for high in {1, capture["maxDigits"] - 1, min(capture["maxDigits"] + 1, 25)} - {capture["maxDigits"]}:
        write(tmp_path, {**capture, "maxDigits": high}, backend=backend)
        assert not passes(tmp_path)


@pytest.mark.parametrize(
    "capture", [CODE, {**CODE, "noOfTries": 1}, {**OPEN, "maxDigits": 6}, {**CODE, "minDigits": 1}]
)
@pytest.mark.parametrize("backend", ["", "knows", "counts"])
def test_another_overall_timeout_behind_a_digit_timeout_is_noticed(
    tmp_path: Path, capture: dict[str, Any], backend: str
) -> None:
    generated(write(tmp_path, capture, backend=backend))
    for overall in (6000, 9000, 10500, 15000):
        write(tmp_path, {**capture, "overallTimeout": overall}, backend=backend)
        assert not passes(tmp_path), overall


def test_an_overall_timeout_that_ends_no_entry_is_noticed_once_it_does(tmp_path: Path) -> None:
    """Three keys three seconds apart take nine seconds at most."""
    generated(write(tmp_path, {**OPEN, "overallTimeout": 20000}))
    for overall, noticed in ((30000, False), (9500, False), (8500, True), (5000, True)):
        write(tmp_path, {**OPEN, "overallTimeout": overall})
        assert passes(tmp_path) is not noticed


@pytest.mark.parametrize(
    ("pattern", "narrower"),
    [("/1+/", "1"), ("/1{1,2}/", "1"), ("/[1-5]{1,3}/", "/[1-5]{1,2}/"), ("/1[0-9]?/", "/1/"), ("/12?3?/", "/12?/")],
)
def test_a_narrower_row_is_noticed(tmp_path: Path, pattern: str, narrower: str) -> None:
    for capture in (OPEN, {**OPEN, "completeOnHash": False}):
        generated(write(tmp_path, capture, pattern))
        write(tmp_path, capture, narrower)
        assert not passes(tmp_path)


def test_one_call_more_and_none_where_it_is_loose_or_where_all_keys_were_entered(tmp_path: Path) -> None:
    loose = generated(write(tmp_path, OPEN), loose=True)
    found = generated(write(tmp_path, OPEN))
    assert {one.name for one in found} - {one.name for one in loose} == {"2900-9-2900-9-2900-9.scenario.yaml"}
    found = generated(write(tmp_path, {**OPEN, "maxDigits": 4}))
    assert {one.name for one in found} - {one.name for one in loose} == {
        "9999.scenario.yaml", "2900-1-2900-1-2900-1.scenario.yaml"
    }  # fmt: skip
    fixed = {"minDigits": 4, "maxDigits": 4}
    tried = {"1234.scenario.yaml", "9999.scenario.yaml", *(f"{pin}.scenario.yaml" for pin in PINS)}
    names = {one.name for one in generated(write(tmp_path, fixed, "1234"))}
    assert {name for name in names if name[0] in DIGITS and len(name) == len("1234.scenario.yaml")} == tried


def test_keys_that_take_longer_than_the_overall_timeout_are_not_entered(tmp_path: Path) -> None:
    names = {one.name for one in generated(write(tmp_path, {"maxDigits": 25, "overallTimeout": 5000}))}
    assert not [name for name in names if "9999" in name]


@pytest.mark.parametrize("settings", [{"overallTimerStarts": "promptStart"}, {"overallTimeoutJudges": True}])
def test_nobody_is_slow_where_the_overall_timeout_is_another(tmp_path: Path, settings: dict[str, Any]) -> None:
    file = write(tmp_path, CODE)
    file.write_text(json.dumps({**json.loads(file.read_text()), "account": {"assumptions": settings}}))
    assert not [one.name for one in generated(file) if "2900" in one.name]


def hides(body: dict[str, Any]) -> object:
    """Lets nobody in but with one PIN."""
    _, digits, _ = told(body)
    return reply(say("Sales." if digits == "7391" else "Unknown."), HANGUP)


def test_a_secret_is_not_pressed_slowly_since_names_of_files_would_hold_it(tmp_path: Path) -> None:
    names = [one.name for one in generated(write(tmp_path, {**OPEN, "minDigits": 4, "maxDigits": 4}, backend="hides"))]
    assert [name for name in names if "secret1" in name] == ["secret1.scenario.yaml"]
    assert [name for name in names if "2900" in name]
    assert not [name for name in names if "7391" in re.sub(r"2900|\D", "", name)]


@pytest.mark.parametrize("overall", [4000, 12000])
def test_a_row_that_takes_all_there_is(tmp_path: Path, overall: int) -> None:
    generated(write(tmp_path, {**OPEN, "overallTimeout": overall, "maxDigits": 12}, "/[0-9*#A-D]+/"))
    write(tmp_path, {**OPEN, "overallTimeout": overall + 500, "maxDigits": 12}, "/[0-9*#A-D]+/")
    assert not passes(tmp_path)
