"""A misspelt field is underlined itself; where the field that it was meant for is missing, one finding says both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator import check
from simulator.rules.base.check import check_body
from simulator.rules.base.rule import Context
from simulator.running.flow_check import flow_reports
from tests.bodies import DIAL, HANGUP, SAY

VOICE = "en-GB-Emma"


def say(**params: Any) -> dict[str, Any]:
    return {"action": "say", "params": params}


def ask(**params: Any) -> dict[str, Any]:
    base = {"promptMessage": "Press 1.", "voiceProfile": VOICE, "noOfTries": 1}
    return {"action": "sayAndCapture", "params": base | params}


ONE_FAULT = {
    "a parameter": (say(txt="Hello.", voiceProfile=VOICE), -1009, ".params.text", "txt", "text"),
    "a voice": (say(text="Hello.", voiceProfil=VOICE), -1002, ".params", "voiceProfil", "voiceProfile"),
    "the action": ({"actoin": "say", "params": {}}, -1007, ".action", "actoin", "action"),
    "the parameters": ({"action": "say", "parms": {"text": "a"}}, -1009, ".params", "parms", "params"),
    "a limit": (ask(minDigits=2, maxdigits=3), -1003, ".params.maxDigits", "maxdigits", "maxDigits"),
    "no hash": (ask(completeOnHash=False, maxDigit=3), -1008, ".params.maxDigits", "maxDigit", "maxDigits"),
    "a timer": (ask(digitTimeout=2, overalltimeout=3), -1005, ".params.overallTimeout", "overalltimeout",
                "overallTimeout"),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_FAULT)
def test_a_misspelt_field_that_is_needed_is_one_error_at_the_misspelt_name(name: str) -> None:
    entry, code, path, wrong, right = ONE_FAULT[name]
    text = json.dumps({"callflow": [DIAL, entry]})
    (found,) = [one for one in check_body(text.encode(), "request", Context()).diagnostics if one.code != "L018"]
    assert (found.code, found.path) == (code, f"$.callflow[1]{path}")
    assert found.hint == f"found `{wrong}`: did you mean `{right}`?"
    assert text[found.span.column - 1 : found.span.end_column - 1] == f'"{wrong}"'


def test_the_list_of_a_request_may_be_misspelt_too() -> None:
    (found,) = check({"callFlow": [DIAL]}).diagnostics
    assert (found.code, found.hint) == (-1009, "found `callFlow`: did you mean `callflow`?")


def test_parameters_beside_the_action_are_one_error_at_the_first_of_them() -> None:
    text = json.dumps({"callflow": [DIAL, {"action": "say", "text": "Hello.", "voiceProfile": VOICE}]})
    (found,) = check_body(text.encode(), "request", Context()).diagnostics
    assert (found.code, found.hint) == (-1009, "found `text`: it belongs inside `params`")
    assert text[found.span.column - 1 :].startswith('"text"')


def test_what_does_nothing_is_underlined_by_its_name() -> None:
    text = json.dumps({"callflow": [DIAL, say(text="Hello.", voiceProfile=VOICE, repetitions=2), HANGUP]})
    (found,) = check_body(text.encode(), "request", Context()).diagnostics
    assert found.code == "L013"
    assert text[found.span.column - 1 : found.span.end_column - 1] == '"repetitions"'


@pytest.mark.parametrize(
    "params",
    [
        {"text": None, "txt": "Hello.", "voiceProfile": VOICE},
        {"text": 5, "txt": "Hello.", "voiceProfile": VOICE},
        {"message": "Hello.", "voiceProfile": VOICE},
    ],
)
def test_two_faults_stay_two(params: dict[str, Any]) -> None:
    found = check({"callflow": [DIAL, say(**params)]}).diagnostics
    assert sorted(str(one.code) for one in found) == ["-1009", "L013"]


def test_the_old_dialect_names_its_own_fields() -> None:
    numbers = {"source": "+6562345678", "destinaton": "+6591234567"}
    params = {**numbers, "txt": "Press 1.", "voiceProfile": VOICE, "dtmfCallbackUrl": "https://example.com/keys"}
    old = {"callflow": [{"action": "say&capture", "params": params}]}
    found = check(old, account={"dialect": "v1.1"}).diagnostics
    assert [one.hint for one in found if isinstance(one.code, int)] == [
        "found `destinaton`: did you mean `destination`?", "found `txt`: did you mean `text`?"
    ]  # fmt: skip
    assert not [one for one in found if one.code == "L013"]


def test_an_inline_body_of_a_flow_is_underlined_in_the_flow_file(tmp_path: Path) -> None:
    file = tmp_path / "a.flow.yaml"
    body = {"callflow": [DIAL, {**SAY, "params": {**SAY["params"], "repetitions": 2}}]}
    lines = ["request:", f"  callflow: {json.dumps(body['callflow'])}", "replies: []"]
    file.write_text("\n".join(lines), "utf-8")
    (found,) = [one for one in flow_reports(str(file))[0].diagnostics if one.code == "L013"]
    assert lines[found.span.line - 1][found.span.column - 1 :].startswith('"repetitions"')
