"""`callflow run`: one dry run, as a timeline or as data, with an exit status for scripts."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.files import REFUSED, SOUND, WARNED, Stdin, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow


def test_a_run_is_a_timeline_of_who_does_what_when(callflow: Callflow) -> None:
    done = callflow("run booking.json --account account.yaml --dtmf", "1 4#")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "request accepted: HTTP 200, 1 Created"
    assert "00:06.000  caller    answers" in lines
    assert "00:13.367  caller    presses 1" in lines
    assert lines[-1] == "session COMPLETED after 01:09.400"


@pytest.mark.parametrize("body", [b"", b'{"callflow": [}', b"\xff", b"[" * 5000])
def test_a_request_that_is_no_json_is_recorded_in_no_flow_file(
    body: bytes, callflow: Callflow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(body))
    done = callflow("run - --record-replies out.flow.yaml")
    assert done.status == 2
    assert done.err == ("callflow: a flow file cannot hold a request that is no JSON: write it to a file of its own\n")
    assert not (folder / "out.flow.yaml").exists()


def test_the_json_has_the_documented_keys_in_their_order(callflow: Callflow) -> None:
    run = json.loads(callflow("run booking.json --format json --dtmf", "1 4#").out)
    assert list(run) == ["answer", "session", "captures", "heard", "webhooks", "trace"]
    assert run["session"]["sessionStatus"] == "COMPLETED"
    assert [list(item) for item in run["captures"]] == [["state", "digits", "outcome", "reason"]] * 2
    assert list(run["heard"][0]) == ["at", "text", "repetition", "interrupted"]
    assert {tuple(hook) for hook in run["webhooks"]} == {("at", "type", "body", "reply")}
    assert {tuple(event)[:2] for event in run["trace"]} == {("at", "event")}
    assert [event["at"] for event in run["trace"]] == sorted(event["at"] for event in run["trace"])


def test_a_refused_request_tells_the_answer_and_all_findings(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    done = callflow("run bad.json")
    assert done.status == 1
    assert done.out.startswith("request refused: HTTP 400, -1007 ")
    assert "error[-1007]" in done.err
    as_json = callflow("run bad.json --format json")
    assert as_json.status == 1
    assert json.loads(as_json.out)["session"] is None


def test_lints_do_not_stop_a_run(callflow: Callflow, folder: Path) -> None:
    write(folder, "body.json", WARNED)
    assert callflow("run body.json --dtmf 1").status == 0


@pytest.mark.parametrize(
    ("leg", "ends"),
    [("busy", "BUSY"), ("noAnswer", "NO_ANSWER"), ("canceled", "CANCELED"), ("failed:404", "FAILED")],
)
def test_a_call_that_is_not_answered_is_no_failure(leg: str, ends: str, callflow: Callflow) -> None:
    done = callflow(f"run booking.json --leg {leg}")
    assert done.status == 0
    assert f"session {ends} after" in done.out


def test_legs_are_used_in_the_order_of_the_dials(callflow: Callflow) -> None:
    done = callflow("run booking.json --leg answered:4s --leg busy --dtmf", "1 4#")
    assert "00:04.000  caller    answers" in done.out
    assert done.out.endswith("session BUSY after 00:17.400\n")


@pytest.mark.parametrize("setting", ["coverage: [SG]", "capacity: 0", "assumptions: {maxSessionLength: 1000}"])
def test_an_error_that_nobody_injected_and_a_run_that_was_stopped_exit_with_1(
    setting: str, callflow: Callflow, folder: Path
) -> None:
    (folder / "narrow.yaml").write_text(setting, encoding="utf-8")
    assert callflow("run booking.json --account narrow.yaml").status == 1


def test_the_seed_drives_the_ids_and_nothing_else(callflow: Callflow) -> None:
    def session(more: str) -> str:
        return str(json.loads(callflow(f"run booking.json --format json {more}").out)["session"]["sessionId"])

    assert session("--seed 1") == session("--seed 1 --dtmf 2") != session("--seed 2")
    assert len({session(more) for more in ("", "--seed 0", "--dtmf 2", "--leg busy")}) == 4
    assert session("") == session("")
    assert callflow("run booking.json").out == callflow("run booking.json --seed 5").out


def test_it_runs_at_a_fixed_instant_unless_told_otherwise(callflow: Callflow) -> None:
    def start(at: str) -> str:
        return str(json.loads(callflow(f"run booking.json --format json {at}").out)["session"]["startTime"])

    assert start("") == start("--at 2026-01-05T09:00:00Z") == "2026-01-05T09:00:00Z"
    assert start("--at 2027-02-03T04:05:06Z") == "2027-02-03T04:05:06Z"


def test_keys_left_over_are_a_warning_in_every_format(callflow: Callflow) -> None:
    text = callflow("run booking.json --dtmf", "1 4# 9")
    assert text.status == 0
    assert 'warning: the key token "9" was never used' in text.out
    data = callflow("run booking.json --format json --dtmf", "1 4# 9")
    assert data.err == 'callflow: warning: the key token "9" was never used\n'
    assert data.status == 0


def test_legs_left_over_are_a_warning_in_every_format(callflow: Callflow) -> None:
    legs = "run booking.json --dtmf hangup --leg answered:2s --leg busy"
    assert 'warning: the leg "busy" was never used: no dial came to it' in callflow(legs).out
    data = callflow(f"{legs} --format json")
    assert data.err == 'callflow: warning: the leg "busy" was never used\n'
    assert data.status == 0


def test_a_sequence_diagram_can_be_drawn(callflow: Callflow) -> None:
    assert callflow("run booking.json --format mermaid").out.startswith("sequenceDiagram")


def test_standard_input_is_read_for_a_dash(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(json.dumps(SOUND).encode()))
    assert callflow("run -").status == 0


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        ("--dtmf silense", 'the key token "silense" is not known: did you mean "silence"?'),
        ("--leg bussy", 'the leg "bussy" is not known: did you mean "busy"?'),
        ("--at noon", '"noon" is no instant: expected ISO 8601 in UTC'),
        ("--account acount.yaml", 'there is no file "acount.yaml": did you mean "account.yaml"?'),
        ("--seed x", '--seed does not take "x": expected a whole number'),
    ],
)
def test_an_option_that_cannot_be_used_is_misuse(option: str, complaint: str, callflow: Callflow) -> None:
    done = callflow(f"run booking.json {option}")
    assert (done.status, done.out) == (2, "")
    assert complaint in done.err


def test_quiet_shows_what_is_heard_and_pressed_only(callflow: Callflow) -> None:
    loud, quiet = callflow("run booking.json --dtmf '2 4#'"), callflow("run booking.json --quiet --dtmf '2 4#'")
    assert (quiet.status, quiet.err) == (loud.status, loud.err)
    kept = [line for line in loud.out.splitlines() if any(word in line for word in (' asks "', " says ", " presses "))]
    assert quiet.out.splitlines() == kept
    assert len(kept) > 3


def test_quiet_tells_what_is_left_over_on_standard_error_and_leaves_other_forms_alone(callflow: Callflow) -> None:
    assert "warning: " in callflow("run booking.json --quiet --dtmf '2 4# 1 1 1 1'").err
    plain = callflow("run booking.json --format json --dtmf 2").out
    assert callflow("run booking.json --format json --quiet --dtmf 2").out == plain


def test_a_request_that_is_refused_is_told_with_quiet_too(callflow: Callflow, folder: Path) -> None:
    (folder / "no.json").write_text("{}")
    done = callflow("run no.json --quiet")
    assert (done.status, done.out) == (1, "")
    assert "-1009" in done.err
