"""Texts as designers write them, samples and explained examples raise no alarm about a caller who obeys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.api.exploration import explore
from simulator.api.findings import check
from simulator.loading.yaml.text import load_yaml
from simulator.rules.base.check import check_body
from simulator.rules.base.docs import all_docs
from simulator.rules.base.rule import Context
from simulator.running.flow_check import flow_reports
from tests.bodies import SCENARIOS

ROOT = SCENARIOS.parent
TEXTS: dict[str, Any] = load_yaml(Path(__file__).with_name("real_prompts.yaml").read_bytes()).data
ALARMS = {"L010", "L017", "L024", "L025", "L026", "L027", "L028", "L029", "L030", "L031", "L032"}
FOUND = {"X018", "X019", "X020", "X021"}
CALL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}
SAMPLES = sorted((*SCENARIOS.rglob("*.flow.yaml"), *(ROOT / "simulator" / "starter").glob("*.flow.yaml")))


def alarms(*actions: dict[str, Any]) -> dict[str, str]:
    body = json.dumps({"callflow": [CALL, *actions]}).encode()
    return {
        str(one.code): one.message for one in check_body(body, "request", Context()).diagnostics if one.code in ALARMS
    }


def asking(params: dict[str, Any]) -> dict[str, Any]:
    return {"action": "sayAndCapture", "params": {"voiceProfile": "en-GB-Emma", "noOfTries": 1, **params}}


@pytest.mark.parametrize("text", TEXTS["menus"])
def test_menus_of_one_key_raise_no_alarm(text: str) -> None:
    assert alarms(asking({"promptMessage": text, "maxDigits": 1})) == {}


@pytest.mark.parametrize("params", TEXTS["entries"], ids=lambda params: params["promptMessage"])
def test_entries_of_several_keys_raise_no_alarm(params: dict[str, Any]) -> None:
    assert alarms(asking(params)) == {}


@pytest.mark.parametrize("text", TEXTS["says"])
def test_what_is_only_said_raises_no_alarm(text: str) -> None:
    say = {"action": "say", "params": {"text": text, "voiceProfile": "en-GB-Emma"}}
    assert alarms(say, {"action": "hangup"}) == {}


@pytest.mark.parametrize("docs", [docs for docs in all_docs().values() if docs.right], ids=lambda docs: str(docs.code))
def test_no_right_example_has_what_another_lint_speaks_of(docs: Any) -> None:
    found = check_body(docs.right.body.encode(), docs.right.kind, Context()).diagnostics
    assert not ALARMS & {one.code for one in found}


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_no_sample_flow_has_a_caller_who_obeys_in_vain(file: Path) -> None:
    assert not ALARMS & {one.code for report in flow_reports(str(file)) for one in report.diagnostics}
    if "http" not in file.read_text("utf-8"):
        assert not FOUND & {one.code for one in explore(file).findings}


@pytest.mark.parametrize("file", sorted(SCENARIOS.glob("*/*.json")), ids=lambda file: f"{file.parent.name}-{file.name}")
def test_no_sample_body_has_one(file: Path) -> None:
    assert not ALARMS & {one.code for one in check(file).diagnostics}
