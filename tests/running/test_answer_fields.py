"""What the answer to a request hands back, and the old dialect's own fields."""

from __future__ import annotations

from typing import Any

import pytest

from simulator import Run, check, run
from tests.bodies import GREETING

NUMBERS = {"source": "+442079460123", "destination": "441614960123"}
OLD: dict[str, Any] = {"action": "say", "params": {**NUMBERS, "text": "Hello.", "voiceProfile": "en-GB-Emma"}}
LATER = "2030-01-13T08:26:58.000Z"


def _answer(done: Run) -> dict[str, Any]:
    assert done.answer is not None
    return done.answer


def test_valid_until_is_handed_back_as_it_was_written() -> None:
    assert _answer(run(GREETING | {"validUntil": LATER}))["validUntil"] == LATER
    assert "validUntil" not in _answer(run(GREETING))
    assert "validUntil" not in _answer(run(GREETING | {"validUntil": None}))
    refused = _answer(run(GREETING | {"validUntil": "2020-01-13T08:26:58.000Z"}))
    assert refused["statusCode"] == -1015
    assert "validUntil" not in refused


def test_the_old_dialect_answers_with_its_own_fields() -> None:
    found = run({"callflow": [OLD], "clientRequestId": "r-1", "validUntil": LATER}, account={"dialect": "v1.1"})
    answer = _answer(found)
    assert found.session is not None
    assert answer["uid"] == found.session["sessionId"]
    assert (answer["status"], answer["destination"], answer["clientRequestId"]) == ("CREATED", "+441614960123", "r-1")
    assert not {"sessionId", "callFlowRequestId", "validUntil"} & answer.keys()
    assert "clientRequestId" not in _answer(run({"callflow": [OLD]}, account={"dialect": "v1.1"}))


def test_the_old_dialect_without_a_number_answers_without_one() -> None:
    stored = {"callflow": [{"action": "executeScenario", "params": {"scenarioName": "office"}}]}
    answer = _answer(run(stored, account={"dialect": "v1.1"}))
    assert answer["status"] == "CREATED"
    assert "destination" not in answer


@pytest.mark.parametrize(
    "entry",
    [OLD, {"action": "playFile", "params": {**NUMBERS, "fileUrl": "https://example.com/a.wav"}}],
)
def test_an_action_with_its_own_numbers_names_the_old_dialect(entry: dict[str, Any]) -> None:
    found = check({"callflow": [entry]}).diagnostics
    assert {one.code for one in found} == {-1013, "L013"}
    assert all("dialect: v1.1" in one.hint for one in found)
    assert check({"callflow": [entry]}, account={"dialect": "v1.1"}).diagnostics == ()


def test_other_first_actions_do_not() -> None:
    first = {"action": "say", "params": {"text": "Hello.", "voiceProfile": "en-GB-Emma"}}
    (found,) = [one for one in check({"callflow": [first]}).diagnostics if one.code == -1013]
    assert "dialect" not in found.hint
