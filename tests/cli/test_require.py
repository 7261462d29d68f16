"""`--require`: a claim whose ground is weaker exits with 1, and one line says which and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.files import write
from tests.exploring._flows import HANGUP, dial, menu, reply, row, say

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow

PROMPT = "Enter your PIN."
REQUEST = {"callflow": [dial(), menu(PROMPT, minDigits=4, maxDigits=4)]}
TABLE = [row(reply(say("Welcome."), HANGUP), digits="4711"), row(reply(HANGUP))]
PYTHON = "python:tests.exploring.remembering:strikes"
DIFF = "diff old.flow.yaml old.flow.yaml"
TRIED = "tried [0-9]+ of 10,000 entries here: 1234"


@pytest.fixture
def flows(folder: Path) -> Path:
    write(folder, "table.flow.yaml", {"flow": "Table", "request": REQUEST, "replies": TABLE})
    write(folder, "old.flow.yaml", {"flow": "Bank", "request": REQUEST, "backend": PYTHON})
    stated = [{"never": {"session": "CANCELED"}}, {"never": {"session": "ERROR"}}]
    write(folder, "stated.flow.yaml", {"flow": "T", "request": REQUEST, "replies": TABLE, "invariants": stated})
    (folder / "in").mkdir()
    for name in ("table", "old"):
        keys = [{"press": "4711"}]
        write(folder, f"in/{name}.scenario.yaml", {"scenario": name, "flow": f"../{name}.flow.yaml", "caller": keys})
    return folder


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("explore old.flow.yaml", f'callers can meet is tried, not proved: a backend answers; "{PROMPT}": {TRIED}'),
        (DIFF, "that nothing else differs is tried, not proved: a backend answers; [0-9]+ inputs tried in both"),
        ("generate old.flow.yaml --output made", "that these are all edges is tried, not proved: a backend answers;"),
        ("test in/old.scenario.yaml", "is to cover is tried, not proved: old.flow.yaml: tried [0-9]+ of 10,000"),
        ("faults old.flow.yaml --max-places 20", "there are no other places is tried, not proved: a backend answers"),
        ("faults table.flow.yaml --max-places 1", "that there are no other places is not known: more places than"),
        ("explore table.flow.yaml --max-depth 1", "what callers can meet is not known: calls of more steps than"),
        ("explore table.flow.yaml --leg answered", "not proved: a table answers; no leg was busy, noAnswer, failed$"),
        ("diff table.flow.yaml table.flow.yaml --leg busy --leg failed:404", "; no leg was answered, noAnswer$"),
        ("generate old.flow.yaml --output made --leg answered", "a backend answers; no leg was busy, noAnswer, fai"),
        ("explore stated.flow.yaml", "never: .* is tried, not proved: no call was tried in which the leg is canceled$"),
        ("diff table.flow.yaml table.flow.yaml --max-places 1", "that nothing else differs is not known: more places"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("flows")
def test_a_weaker_ground_is_one_line_and_status_1(line: str, says: str, callflow: Callflow) -> None:
    done = callflow(f"{line} --require proved")
    (told,) = done.err.splitlines()
    assert told.startswith("callflow: --require proved: ")
    assert re.search(says, told)
    assert done.status == 1


@pytest.mark.parametrize(
    "line",
    [
        "explore table.flow.yaml --require proved",
        "diff table.flow.yaml table.flow.yaml --require proved",
        "generate table.flow.yaml --output made --require proved",
        "faults table.flow.yaml --require proved",
        "test in/table.scenario.yaml --require proved",
        "explore old.flow.yaml --require tried",
        f"{DIFF} --require assumed",
        "explore old.flow.yaml",
        DIFF,
    ],
)
@pytest.mark.usefixtures("flows")
def test_a_ground_that_is_firm_enough_says_nothing(line: str, callflow: Callflow) -> None:
    done = callflow(line)
    assert (done.status, done.err) == (0, "")


@pytest.mark.usefixtures("flows")
def test_a_fingerprint_is_less_than_tried(callflow: Callflow) -> None:
    line = "explore old.flow.yaml --fingerprint tests.exploring.remembering:struck --require"
    assert "is assumed, not proved: a backend answers, and the fingerprint tells" in callflow(f"{line} tried").err
    assert callflow(f"{line} assumed").status == 0


@pytest.mark.usefixtures("flows")
def test_answers_that_differ_are_no_ground(callflow: Callflow) -> None:
    done = callflow("explore old.flow.yaml --backend python:tests.exploring.remembering:never_alike --require tried")
    assert done.status == 1
    assert "is not known: the backend answers the same keys differently" in done.err
    line = "faults old.flow.yaml --backend python:tests.exploring.remembering:never_alike --require tried"
    assert "is not known: the backend answers the same keys differently" in callflow(line).err


@pytest.mark.usefixtures("flows")
def test_coverage_that_was_combined_has_the_weakest_ground(callflow: Callflow) -> None:
    done = callflow("test in --cov --cov-format json:both.json")
    assert "old.flow.yaml" in done.out
    assert "100 % of what was tried" not in done.out.split("total")[0].split("table.flow.yaml")[1]
    assert callflow("coverage combine both.json").status == 0
    combined = callflow("coverage combine both.json --require proved")
    assert combined.status == 1
    assert "what there is to cover is tried, not proved: old.flow.yaml: tried " in combined.err
    assert callflow("coverage combine both.json --require tried").status == 0
