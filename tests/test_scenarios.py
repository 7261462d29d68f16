"""Every call flow in scenarios/ is accepted without a word, compiles, is drawn, and runs as it ran before."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import frozen

import simulator
from simulator.actions.base.known import actions
from simulator.engine.answer import RawReply, judge
from simulator.model.number import standing
from simulator.render.formats import formats

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question
    from simulator.loading.body.body import BodyKind

FOLDER = Path(__file__).parents[1] / "scenarios"
ALL = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())
NAMES = [name for name in ALL if not list((FOLDER / name).rglob("*.flow.yaml"))]
"""The folders of single call flows; those of flow files have scenarios, which pytest collects."""


@frozen
class Case:
    """One call of a scenario: what is pressed, and what each dial comes to."""

    name: str
    dtmf: str = ""
    legs: tuple[str, ...] = ()
    ends: str = "COMPLETED"


CASES = (
    Case("booking", "2 4#"),
    Case("booking", "1 2#", ("answered", "busy"), "BUSY"),
    Case("clinic-lisbon", "silence 1"),
    Case("parcel-jakarta"),
    Case("restaurant-singapore", "^2"),
    Case("bank-hanoi", "12345 123456"),
    Case("hotel-bangkok", "hangup[2000]"),
    Case("taxi-mexico", "", ("answered:4s", "answered:3s,talks:40s")),
    Case("school-lyon", "", ("noAnswer",), "NO_ANSWER"),
)


def account_of(name: str) -> Path | None:
    file = FOLDER / name / "account.yaml"
    return file if file.exists() else None


def bodies(name: str) -> list[tuple[Path, simulator.Flow]]:
    """Every body of a scenario; what is neither a request nor starts with makeCall is a reply."""
    found = []
    for file in sorted((FOLDER / name).glob("*.json")):
        first = json.loads(file.read_text(encoding="utf-8"))["callflow"][0]["action"]
        kind: BodyKind = "request" if first in ("makeCall", "executeScenario") else "reply"
        found.append((file, simulator.load(file, kind=kind, account=account_of(name), at="2026-01-05T09:00:00Z")))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_no_body_of_a_scenario_has_a_finding(name: str) -> None:
    for file, source in bodies(name):
        findings = simulator.check(source)
        assert findings.codes == (), f"{file}: {findings}"
        assert findings.accepted


@pytest.mark.parametrize("name", NAMES)
def test_every_body_of_a_scenario_compiles_and_is_drawn_in_every_format(name: str) -> None:
    for _, source in bodies(name):
        flow = simulator.compile(source)
        assert flow.machine.states.keys() == {state.name for state in flow.table.states}
        for format_name in formats("graph"):
            assert flow.render(format_name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}-{case.ends}")
def test_a_scenario_runs_as_it_ran_before(case: Case, snapshot: SnapshotAssertion) -> None:
    run = simulator.run(
        FOLDER / case.name / "request.json", case.dtmf, legs=case.legs, account=account_of(case.name), seed=7
    )
    assert run.ok
    assert run.session is not None
    assert run.session["sessionStatus"] == case.ends
    assert run.call is not None
    assert not run.call.unused
    assert str(run) == snapshot


def test_every_scenario_is_run_and_described() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert sorted({case.name for case in CASES}) == NAMES
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", readme, re.M)) == ALL


def test_every_action_is_used_somewhere_and_a_bridge_too() -> None:
    lists = [
        [entry["action"] for entry in json.loads(file.read_text(encoding="utf-8"))["callflow"]]
        for file in FOLDER.glob("*/*.json")
        if file.parent.name in NAMES
    ]
    used = {action for actions in lists for action in actions}
    assert used == set(actions())
    assert any(actions.count("makeCall") == 2 for actions in lists)


def test_every_phone_number_is_valid_and_looks_invented() -> None:
    """Fiction: ranges that a regulator set aside (UK, France), else three zeros in a row, or 1234."""
    files = [file for name in NAMES for file in sorted((FOLDER / name).glob("*.json"))]
    numbers = {found for file in files for found in re.findall(r'"(\+\d+)"', file.read_text("utf-8"))}
    assert len(numbers) > 10
    for number in sorted(numbers):
        assert standing(number) == "valid", number
        assert re.match(r"\+442079460|\+44161496|\+33199", number) or re.search("000|1234", number), number


@frozen
class Backend:
    """A backend that answers every webhook with one file; all of these end in a hangup."""

    raw: bytes

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        return judge(RawReply(body=self.raw), question.setting.account, question.setting.now), 0


@pytest.mark.parametrize("name", NAMES)
def test_every_reply_of_a_scenario_can_answer_its_webhook(name: str) -> None:
    for file, source in bodies(name):
        if source.kind == "reply":
            backend = Backend(source.raw)
            request = file.with_name("request.json")
            run = simulator.run(request, "1", account=account_of(name), responder=backend)
            assert run.ok, file
            assert any(webhook.reply for webhook in run.webhooks), file
