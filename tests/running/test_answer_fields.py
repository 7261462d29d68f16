"""What the answer to a request hands back, and the old dialect's own fields."""

from __future__ import annotations

from typing import Any

import pytest

from simulator import check, run
from tests.bodies import GREETING

NUMBERS = {"source": "+442079460123", "destination": "441614960123"}
OLD: dict[str, Any] = {"action": "say", "params": {**NUMBERS, "text": "Hello.", "voiceProfile": "en-GB-Emma"}}
LATER = "2030-01-13T08:26:58.000Z"


def test_valid_until_is_handed_back_as_it_was_written() -> None:
    assert run(GREETING | {"validUntil": LATER}).answer["validUntil"] == LATER
    assert "validUntil" not in run(GREETING).answer
    assert "validUntil" not in run(GREETING | {"validUntil": None}).answer
    refused = run(GREETING | {"validUntil": "2020-01-13T08:26:58.000Z"}).answer
    assert refused["statusCode"] == -1015
    assert "validUntil" not in refused


def test_the_old_dialect_answers_with_its_own_fields() -> None:
    found = run({"callflow": [OLD], "clientRequestId": "r-1", "validUntil": LATER}, account={"dialect": "v1.1"})
    answer = found.answer
    assert answer["uid"] == found.session["sessionId"]
    assert (answer["status"], answer["destination"], answer["clientRequestId"]) == ("CREATED", "+441614960123", "r-1")
    assert not {"sessionId", "callFlowRequestId", "validUntil"} & answer.keys()
    assert "clientRequestId" not in run({"callflow": [OLD]}, account={"dialect": "v1.1"}).answer


def test_the_old_dialect_without_a_number_answers_without_one() -> None:
    stored = {"callflow": [{"action": "executeScenario", "params": {"scenarioName": "office"}}]}
    answer = run(stored, account={"dialect": "v1.1"}).answer
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
