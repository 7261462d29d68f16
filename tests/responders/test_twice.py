"""A webhook that is delivered twice: the first answer counts, and a backend that answers otherwise then is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import simulator
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.scenario.verdict import Verdict

BACKENDS = """
import collections
seen = collections.Counter()

def say(text, **more):
    params = {"text": text, "voiceProfile": "en-GB-Emma"}
    return {"callflow": [{"action": "say", "params": params}, {"action": "hangup"}], **more}

def again(body):
    seen[body["payload"]["eventId"]] += 1
    return seen[body["payload"]["eventId"]] > 1

def counts(body): return say("This was call number 2." if again(body) else "This was call number 1.")
def empties(body): return {} if again(body) else say("Hello.")
def fills(body): return say("Hello.") if again(body) else {}
def breaks(body): return (409, {}) if again(body) else say("Hello.")
def raises(body): return say("Hello.") if not again(body) else 1 / 0
def stages(body): return say("Hello.", clientActionId="b" if again(body) else "a")

def steady(body): return say("Hello.")
def by_event(body): return say(body["payload"]["eventId"])
def spells(body): return say("Hello.") if again(body) else dict(reversed(say("Hello.").items()))
def nothing(body): return {}

def once(body):
    return 1 / 0
"""
OTHERWISE = ["counts", "empties", "fills", "breaks", "raises", "stages"]
ALIKE = ["steady", "by_event", "spells", "nothing"]


def flow(folder: Path, name: str, account: str = "") -> Path:
    (folder / "twice_backends.py").write_text(BACKENDS)
    file = folder / f"{name}.flow.yaml"
    inbound = '{source: "+6591234567", destination: "+6562345678"}'
    file.write_text(f"flow: {name}\n{account}inbound: {inbound}\nbackend: python:twice_backends:{name}\n")
    return file


def verdict(folder: Path, name: str, faults: str = "[{webhook: twice}]", expect: str = "session: COMPLETED") -> Verdict:
    flow(folder, name)
    text = f"scenario: {name}\nflow: {name}.flow.yaml\nfaults: {faults}\nexpect: {{{expect}}}\n"
    (scenario,), findings = read_scenarios(text.encode(), folder, (folder / "a.scenario.yaml").as_posix())
    assert not findings
    return run_scenario(scenario)


@pytest.mark.parametrize("name", OTHERWISE)
def test_another_answer_to_the_same_event_fails_the_scenario(name: str, tmp_path: Path) -> None:
    found = verdict(tmp_path, name)
    assert found.outcome == "fail"
    assert found.failures[0].what == "backend"
    assert found.failures[0].found.startswith("delivered twice, the webhook was answered otherwise the second time: `")


@pytest.mark.parametrize("name", ALIKE)
def test_the_same_answer_passes_however_it_is_spelled(name: str, tmp_path: Path) -> None:
    assert verdict(tmp_path, name).outcome == "pass"


def test_what_is_different_is_shown_of_long_answers(tmp_path: Path) -> None:
    found = verdict(tmp_path, "counts").failures[0].found
    assert "number 1." in found
    assert "number 2." in found


def test_the_first_answer_counts(tmp_path: Path) -> None:
    run = simulator.run(flow(tmp_path, "counts", SET))
    assert [item.text for item in run.heard] == ["This was call number 1."]


def test_an_answer_that_cannot_be_used_is_told_as_any_other(tmp_path: Path) -> None:
    found = verdict(tmp_path, "once", expect="session: COMPLETED")
    assert "ZeroDivisionError" in found.failures[0].found


def test_a_webhook_that_was_never_delivered_twice_is_left_over(tmp_path: Path) -> None:
    found = verdict(tmp_path, "steady", "[{webhook: twice}, {webhook: twice}]")
    assert [(one.what, one.expected) for one in found.failures] == [
        ("faults", "an opportunity for the fault webhook"),
    ]


def test_a_reply_that_is_injected_leaves_it_for_the_next_question(tmp_path: Path) -> None:
    found = verdict(tmp_path, "steady", "[{reply: {status: 500}}, {webhook: twice}]", "session: ERROR")
    assert [one.expected for one in found.failures] == ["an opportunity for the fault webhook"]


def test_another_word_than_twice_is_refused(tmp_path: Path) -> None:
    text = b"scenario: a\nflow: a.flow.yaml\nfaults: [{webhook: thrice}]\nexpect: {session: COMPLETED}\n"
    _, findings = read_scenarios(text, tmp_path, "a.scenario.yaml")
    assert "twice" in f"{findings[0].message} {findings[0].hint}"


SET = "account: {assumptions: {duplicateWebhooks: true}}\n"


@pytest.mark.parametrize("name", OTHERWISE)
def test_with_the_setting_a_run_tells_it(name: str, tmp_path: Path) -> None:
    run = simulator.run(flow(tmp_path, name, SET))
    assert not run.ok
    (fault,) = run.backend_faults
    assert fault.twice
    assert "`" in fault.what
    assert '"again": "delivered twice' in run.render("json")


@pytest.mark.parametrize("name", ALIKE)
def test_with_the_setting_a_steady_backend_is_fine(name: str, tmp_path: Path) -> None:
    run = simulator.run(flow(tmp_path, name, SET))
    assert run.ok
    assert '"again"' not in run.render("json")


def test_exploration_finds_it(tmp_path: Path) -> None:
    found = simulator.explore(flow(tmp_path, "counts", SET))
    assert [one.code for one in found.findings] == ["X023"]
    assert "the backend takes it for two" in found.render("text")
    assert [one.code for one in simulator.explore(flow(tmp_path, "steady", SET)).findings] == []


def test_without_the_setting_each_is_delivered_once(tmp_path: Path) -> None:
    run = simulator.run(flow(tmp_path, "counts"))
    assert run.ok
    assert simulator.explore(flow(tmp_path, "counts")).render("text").count("X023") == 0
