"""Verdicts: what fails, what only warns, and everything that is said beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.registry import names
from simulator.running.dry_run import DryRun
from simulator.scenario.expectations.base.known import expectations
from simulator.scenario.run import run_scenario
from tests.scenario.calls import failure, failures, read, verdict, write

BOOK = "...\ncaller: ['1', '2']\n"


def test_what_holds_passes(tmp_path: Path) -> None:
    found = verdict(
        tmp_path,
        BOOK + "expect:\n  answer: 1\n  session: COMPLETED\n  error: null\n  lastAction: HANGUP\n"
        "  captured: ['1', '2']\n  hears: [book a  TABLE, '/today.*tomorrow/', thank]\n  never: [sorry]\n"
        "  webhooks: {VCA: 2, VSS: 1, VCS: 5, DTMF: 0}\n  duration: {below: 60s, warn: 45s}\n"
        "  bodies: [{type: VCA, at: 2, $.payload.clientActionId: day, $.payload.nothing: null}]\n",
    )
    assert found.failures == ()
    assert found.outcome == "pass"


@pytest.mark.parametrize(
    ("expect", "what", "expected", "found"),
    [
        ("answer: -1013", "answer", "-1013", "1 Created"),
        ("session: BUSY", "session", "BUSY", "COMPLETED"),
        ("error: -2003", "error", "-2003", "null"),
        ("lastAction: SAY", "lastAction", "SAY", "HANGUP"),
        ("captured: ['1']", "captured", '["1"]', '["1", "2"]'),
        ("captured: ['1', null]", "captured", '["1", null]', '["1", "2"]'),
        ("hears: [thank, table]", "hears", "table", "heard, but only earlier than the item before it asks for"),
        ("hears: [pizza]", "hears", "pizza", "never heard"),
        ("never: [table]", "never", "never table", 'heard "Press 1 to book a table."'),
        ("webhooks: {VCA: 3}", "webhooks", "VCA: 3", "VCA: 2"),
        ("webhooks: {VCS: 1}", "webhooks", "VCS: 1", "VCS: 5"),
        ("duration: {below: 5s}", "duration", "below 5s", "12."),
        ("bodies: [{type: VCA, at: 3}]", "bodies", "VCA number 3", "2 of type VCA"),
        ("bodies: [{type: VCA, $.payload.dtmf: 1}]", "bodies", "$.payload.dtmf: 1", '$.payload.dtmf: "1"'),
        ("bodies: [{type: VSS, $.payload.details.callA: 1}]", "bodies", "", "callStatus"),
    ],
)
def test_what_does_not_hold_fails(tmp_path: Path, expect: str, what: str, expected: str, found: str) -> None:
    only = failure(tmp_path, f"{BOOK}expect: {{{expect}}}\n")
    assert only.what == what
    assert expected in only.expected
    assert found in only.found


def test_every_file_of_the_registry_is_a_key() -> None:
    assert len(expectations()) == len(names("simulator.scenario.expectations"))


def test_a_failure_says_everything_that_a_person_needs(tmp_path: Path) -> None:
    only = failure(tmp_path, BOOK + "expect:\n  session: BUSY\n")
    assert [item.words for item in only.heard] == ["Press 1 to book a table.", "Today or tomorrow?", "Thank you."]
    assert only.keys == "1 2"
    assert only.state == "2.hangup.disconnecting"
    assert only.place == f"{tmp_path.as_posix()}/a.scenario.yaml:5:12"
    assert only.flow_place == f"{tmp_path.as_posix()}/t.flow.yaml:1"
    assert only.reproduce == f"callflow test {tmp_path.as_posix()}/a.scenario.yaml:1"


def test_a_failed_step_names_the_row_that_answered_before_it(tmp_path: Path) -> None:
    text = "...\ncaller:\n  - {hears: nothing of the kind, press: 1}\n  - {hears: never said, press: 2}\n"
    first, second = (one.flow_place.rpartition(":")[2] for one in verdict(tmp_path, text).failures)
    assert first != second


def test_a_step_hears_what_was_said_since_the_step_before(tmp_path: Path) -> None:
    text = "...\ncaller:\n  - silence\n  - {hears: sorry? press 1, press: 1}\n  - {hears: table, press: 2}\n"
    only = failure(tmp_path, text)
    assert (only.what, only.expected, only.found) == ("caller step 3 hears", "table", "Today or tomorrow?")
    assert (only.keys, only.state) == ("silence 1", "1.sayAndCapture.collecting")
    assert len(only.heard) == 4


def test_a_step_that_no_entry_is_left_for_fails(tmp_path: Path) -> None:
    assert failures(tmp_path, "...\ncaller: ['1', '2', '3']\n") == [
        ("caller step 3", "an entry for 3", "the call is over after 2 entries")
    ]
    assert failures(tmp_path, "...\ncaller: [hangup, '3']\n") == [
        ("caller step 2", "an entry for 3", "the call is over after 1 entry")
    ]


def test_a_warning_only_warns(tmp_path: Path) -> None:
    found = verdict(tmp_path, BOOK + "expect: {duration: {below: 60s, warn: 10s}}\n")
    assert found.outcome == "warn"
    assert found.failures[0].severity == "warn"


def test_a_refused_request_fails_unless_it_is_expected(tmp_path: Path) -> None:
    head = "scenario: a\nrequest: {callflow: []}\n"
    (only,) = verdict(tmp_path, head).failures
    assert (only.what, only.expected, only.found[:5]) == ("answer", "1 Created", "-1009")
    assert "callflow" in only.details
    assert only.flow_place == ""
    expected = (
        "expect: {answer: -1009, session: null, captured: [], hears: [], webhooks: {VSS: 0}, duration: {below: 1s}}\n"
    )
    assert failures(tmp_path, head + expected) == []


def test_an_error_that_nobody_expects_fails(tmp_path: Path) -> None:
    capacity = "...\naccount: {capacity: 0}\n"
    assert [one[:2] for one in failures(tmp_path, capacity)] == [("error", "null")]
    assert failures(tmp_path, capacity + "expect: {error: -2010}\n") == []


def test_a_fault_of_the_backend_fails_unless_its_error_is_expected(tmp_path: Path) -> None:
    text = "...\ncaller: ['1', '3']\n"
    only = failure(tmp_path, text)
    assert only.what == "backend"
    assert "no row of the table answers" in only.found
    assert "after the keys `1 3`" in only.details
    assert only.flow_place.endswith("t.flow.yaml:1")
    assert failures(tmp_path, text + "expect: {error: -2003}\n") == []
    assert failures(tmp_path, text + "expect: {session: ERROR}\n") == []


def test_a_call_that_never_ends_fails_unless_that_is_expected(tmp_path: Path) -> None:
    text = "...\naccount: {assumptions: {maxSessionLength: 8000}}\n"
    assert failures(tmp_path, text) == [("session", "a session that ends", "stopped: maxSessionLength")]
    assert failures(tmp_path, text + "expect: {session: null}\n") == []


@pytest.mark.parametrize(
    "fault",
    ["reply: {status: 500}", "reply: {delay: 20s}", "reply: {drop: true}", "reply: {body: x}", "reply: {body: ''}",
     "say: failed", "session: -2001", "session: {code: -2002, at: 9s}", "answer: -9999"],
)  # fmt: skip
def test_an_injected_fault_is_no_failure_by_itself(tmp_path: Path, fault: str) -> None:
    assert failures(tmp_path, f"...\nfaults: [{fault}]\nexpect: {{dials: []}}\n") == []


NOTHING = ["{}", "null", "{hears: []}", "{never: []}", "{webhooks: {}}", "{bodies: []}", "{duration: {}}"]


@pytest.mark.parametrize(
    ("path", "near"),
    [("callStatuss", "callStatus"), ("CallStatus", "callStatus"), ("clientActionID", "clientActionId"),
     ("calStatus", "callStatus"), ("sesionId", "sessionId")],
)  # fmt: skip
def test_a_null_at_a_misspelt_path_is_a_warning(tmp_path: Path, path: str, near: str) -> None:
    found = failure(tmp_path, BOOK + f"expect: {{bodies: [{{type: VCA, at: 2, $.payload.{path}: null}}]}}\n")
    assert (found.severity, found.found) == ("warn", f"nothing is there, but `{near}` is")


@pytest.mark.parametrize("path", ["$.payload.errorDetails", "$.payload.nowhere.deep", "$.payload.sessionId.x"])
def test_a_null_where_nothing_near_stands_holds(tmp_path: Path, path: str) -> None:
    assert failures(tmp_path, BOOK + f"expect: {{bodies: [{{type: VCA, at: 2, {path}: null}}]}}\n") == []


@pytest.mark.parametrize("expect", NOTHING)
def test_a_scenario_that_expects_nothing_is_a_warning(tmp_path: Path, expect: str) -> None:
    found = failure(tmp_path, f"...\ncaller: ['1', '2']\nexpect: {expect}\n")
    assert (found.what, found.severity) == ("expect", "warn")
    assert found.place.endswith("a.scenario.yaml:1:1")


@pytest.mark.parametrize(
    "more",
    ["caller: [{hears: book, press: '1'}]", "expect: {captured: []}", "expect: {dials: []}", "expect: {never: [x]}"],
)
def test_one_thing_that_must_hold_is_enough(tmp_path: Path, more: str) -> None:
    assert all(one.what != "expect" for one in verdict(tmp_path, f"...\n{more}\n").failures)


def test_invariants_of_the_flow_are_expected_of_each_scenario(tmp_path: Path) -> None:
    file = write(tmp_path, "...\ncaller: ['1', '2']\n")
    flow = tmp_path / "t.flow.yaml"
    flow.write_text(json.dumps({**json.loads(flow.read_text()), "invariants": [{"never": {"session": "ERROR"}}]}))
    assert run_scenario(read(file)[0]).failures == ()


@pytest.mark.parametrize(
    ("faults", "left"),
    [
        (["playFile: failed"], ["playFile -2006"]),
        (["say: failed", "session: -2001"], ["say -2005"]),
        (["session: {code: -2002, at: 10m}"], ["session -2002"]),
        (["reply: {delay: 1s}"] * 3, ["reply", "reply"]),
        (["answer: -9999", "session: -2001"], ["session -2001"]),
    ],
)
def test_a_fault_that_finds_no_opportunity_fails(tmp_path: Path, faults: list[str], left: list[str]) -> None:
    items = "".join(f"  - {one}\n" for one in faults)
    found = failures(tmp_path, f"...\nfaults:\n{items}")
    assert [one[1] for one in found] == [f"an opportunity for the fault {one}" for one in left]


def test_a_usable_reply_that_is_injected_is_used(tmp_path: Path) -> None:
    text = "...\ncaller: ['1']\nfaults: [{reply: {body: {callflow: [{action: hangup}]}}}]\n"
    assert failures(tmp_path, text + "expect: {session: COMPLETED, captured: ['1'], webhooks: {VCA: 1}}\n") == []


def test_a_flow_at_fault_fails_its_scenarios(tmp_path: Path) -> None:
    file = write(tmp_path, "...\n")
    (tmp_path / "t.flow.yaml").write_text("flow: x\n", encoding="utf-8")
    from simulator.scenario.flows import Flows
    from simulator.scenario.run import run_scenario
    from tests.scenario.calls import read

    flows = Flows()
    (scenario,) = read(file)
    for _ in range(2):
        found = run_scenario(scenario, flows)
        assert found.outcome == "fail"
        assert found.run is None
        assert "`request` (or `inbound`)" in found.failures[0].details


def test_an_account_is_laid_over_that_of_a_request(tmp_path: Path) -> None:
    text = "scenario: a\nrequest: {callflow: []}\naccount: {subAccountId: mine}\nexpect: {answer: -1009}\n"
    found = verdict(tmp_path, text)
    assert isinstance(found.run, DryRun)
    assert found.run.source.account.sub_account_id == "mine"
