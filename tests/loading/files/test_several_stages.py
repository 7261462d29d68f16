"""A row that names several stages answers at each of them, and is one row wherever rows are counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator import explore, run
from simulator.loading.files.flow_file import read_flow
from simulator.loading.yaml.text import load_yaml
from simulator.schema import text as schema
from tests.bodies import ASK, GREETING, HANGUP, SAY, request

HERE = Path(__file__).parent


def ask(words: str, stage: str) -> str:
    entry = {**ASK, "params": {**ASK["params"], "promptMessage": words}}
    return json.dumps({"clientActionId": stage, "callflow": [entry]})


FLOW = f"""
request: {json.dumps(request(ASK))}
replies:
  - when: {{digits: "1"}}
    reply: {ask("Day? Press 1.", "day")}
  - when: {{clientActionId: day}}
    reply: {ask("Hour? Press 1.", "hour")}
  - when: {{clientActionId: [hour, other], digits: ["1", "2"]}}
    reply: {json.dumps({"callflow": [SAY, HANGUP]})}
  - when: {{clientActionId: ["*"], digits: other}}
    reply: {json.dumps({"callflow": [HANGUP]})}
"""


def read(when: str) -> tuple[Any, list[str]]:
    row = f"  - {{when: {when}, reply: {{callflow: []}}}}\n"
    raw = f"request: {json.dumps(GREETING)}\nreplies:\n  - {{when: {{}}, reply: {{clientActionId: day}}}}\n{row}"
    flow, found = read_flow(raw.encode(), HERE, "a.flow.yaml")
    assert flow is not None
    return flow.rows, [f"{one.code} {one.message}" for one in found]


def test_it_answers_at_each_stage(tmp_path: Path) -> None:
    file = tmp_path / "a.flow.yaml"
    file.write_text(
        FLOW.replace("[hour, other]", "[day, hour]").replace("{clientActionId: day}", "{clientActionId: no}")
    )
    assert "Good morning." in [one.text for one in run(str(file), dtmf="1 2").heard]
    file.write_text(FLOW)
    assert "Good morning." in [one.text for one in run(str(file), dtmf="1 1 2").heard]


def test_it_is_one_row_of_the_exploration(tmp_path: Path) -> None:
    file = tmp_path / "a.flow.yaml"
    file.write_text(FLOW)
    assert "X008" not in [one.code for one in explore(str(file)).findings]


def test_rows_have_one_number_each() -> None:
    rows, _ = read("{clientActionId: [day, day, night]}")
    assert [(row.number, row.when.stage) for row in rows] == [(1, None), (2, "day"), (2, "night")]


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("{clientActionId: []}", "F004 the list names no stage"),
        ("{clientActionId: [{}]}", "F003 a text is needed here, not a mapping"),
        ("{clientActionId: {a: b}}", "F003"),
        ("{clientActionId: [day, nigt]}", "F008 this row can never answer at `nigt`: no reply that a call can get"),
        ("{clientActionId: [dya, nigt]}", "F008 this row can never answer: no reply that a call can get"),
    ],
)
def test_what_is_wrong_with_a_list_is_one_finding(when: str, says: str) -> None:
    (found,) = read(when)[1]
    assert found.startswith(says)


@pytest.mark.parametrize(("when", "taken"), [("[a, b]", True), ("a", True), ("[]", False), ("[{}]", False)])
def test_the_schema_says_the_same(when: str, taken: bool) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    written = f"request: a.json\nreplies: [{{when: {{clientActionId: {when}}}, reply: b.json}}]"
    validator = jsonschema.Draft7Validator(json.loads(schema("flow")))
    assert validator.is_valid(load_yaml(written.encode()).data) == taken
