"""`callflow replay`: what a real account sent, run against a flow, in each generation of payloads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.api.run import Run, run
from simulator.cli.base.main import run_command_line
from simulator.model.reports.session_replay import ASPECTS
from simulator.running.starter import write_starter

GENERATIONS = ("both", "object", "string", "flat")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_starter(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def logged(found: Run, kinds: tuple[str, ...] = ("VCA", "VSS")) -> list[dict[str, Any]]:
    return [hook.body for hook in found.webhooks if hook.type in kinds]


def lines(bodies: list[Any], name: str = "log.jsonl") -> str:
    Path(name).write_text("".join(f"{json.dumps(body)}\n" for body in bodies))
    return name


def a_call(keys: str, digits: str = "both", **more: Any) -> Run:
    account = {"callerIds": ["+6562345678"], "assumptions": {"digitsField": digits}}
    return run("booking.flow.yaml", keys, account=account, **more)


def replay(
    log: str, capsys: pytest.CaptureFixture[str], *options: str, flow: str = "booking.flow.yaml"
) -> tuple[int, Any]:
    status = run_command_line(["replay", log, "--flow", flow, "--format", "json", *options])
    shown = capsys.readouterr()
    return status, json.loads(shown.out) if shown.out else shown.err


@pytest.mark.parametrize("digits", GENERATIONS)
@pytest.mark.parametrize(
    ("keys", "legs"),
    [("1 2", ()), ("9", ()), ("silence silence", ()), ("2", ("answered", "busy")), ("2", ("answered", "talks:7s")),
     ("hangup", ()), ("1 hangup", ()), ("", ("noAnswer",))],
)  # fmt: skip
def test_a_call_of_the_flow_itself_takes_the_same_path(
    digits: str, keys: str, legs: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    log = lines(logged(a_call(keys, digits, legs=legs)))
    status, (found,) = replay(log, capsys)
    assert (status, found["same"]) == (0, True), found


def test_a_folder_holds_a_body_in_each_file_in_any_order(capsys: pytest.CaptureFixture[str]) -> None:
    Path("log").mkdir()
    bodies = logged(a_call("1 2"), ("VCA", "VCS", "VSS"))
    for number, body in enumerate(reversed(bodies)):
        Path(f"log/{number}.json").write_text(json.dumps({"at": 1, "body": body}))
    Path("log/again.json").write_text(json.dumps([bodies[3], "no body", {"a": 1}]))
    assert replay("log", capsys)[1][0]["questions"] == 2


def test_a_bare_payload_is_taken_too(capsys: pytest.CaptureFixture[str]) -> None:
    payloads = [body["payload"] for body in logged(a_call("1 2"))]
    assert replay(lines(payloads), capsys)[0] == 0


def test_where_a_session_leaves_the_path_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    log = lines(logged(a_call("1 2")))
    flow = Path("booking.flow.yaml").read_text()
    Path("new.flow.yaml").write_text(flow.replace("clientActionId: day", "clientActionId: date"))
    status, (found,) = replay(log, capsys, flow="new.flow.yaml")
    assert status == 1
    assert found["leaves"] == {
        "number": 2,
        "logged": 'ACTION_COMPLETED, clientActionId day, digits "2"',
        "found": 'ACTION_COMPLETED, clientActionId date, digits "2"',
        "state": "asking",
        "what": "questions",
    }
    assert run_command_line(["replay", log, "--flow", "new.flow.yaml"]) == 1
    shown = capsys.readouterr().out
    assert "leaves" in shown
    assert "0 of 1 sessions take the same path" in shown


def test_a_flow_that_ends_before_the_log_or_after_it_leaves_the_path(capsys: pytest.CaptureFixture[str]) -> None:
    bodies = logged(a_call("1 2"))
    flow = Path("booking.flow.yaml").read_text()
    Path("short.flow.yaml").write_text(
        flow.split("replies:")[0] + "replies:\n  - {when: {digits: '1'}, reply: goodbye.json}\n"
    )
    assert replay(lines(bodies), capsys, flow="short.flow.yaml")[1][0]["leaves"]["found"] == "the call is over"
    (over,) = logged(a_call("9"), ("VSS",))
    over["payload"]["sessionId"] = bodies[0]["payload"]["sessionId"]
    log = lines([bodies[0], over])
    Path("all.flow.yaml").write_text(
        flow.split("replies:")[0]
        + "replies:\n  - {when: {clientActionId: '*'}, reply: {callflow: ["
        + '{"action": "playFile", "params": {"fileUrl": "https://example.com/a.wav"}}]}}\n'
    )
    assert replay(log, capsys, flow="all.flow.yaml")[1][0]["leaves"]["logged"] == "the session is over"
    left = json.loads(json.dumps(bodies[-1]))
    left["payload"]["lastAction"] = "PLAY_FILE"
    assert replay(lines([bodies[0], left]), capsys, flow="all.flow.yaml")[0] == 0


def test_a_log_without_a_summary_and_a_key_that_no_body_has(capsys: pytest.CaptureFixture[str]) -> None:
    asks = logged(a_call("1 2"), ("VCA",))
    assert replay(lines([{"body": {"payload": {"body": {}}}}, *asks]), capsys)[0] == 0


def test_another_ending_leaves_the_path(capsys: pytest.CaptureFixture[str]) -> None:
    bodies = logged(a_call("9"))
    bodies[-1]["payload"] |= {"sessionStatus": "ERROR", "errorDetails": {"errorCode": -2001}}
    assert replay(lines(bodies), capsys)[1][0]["leaves"]["logged"] == "session ERROR, error -2001"


def test_a_refused_request_is_the_first_departure(capsys: pytest.CaptureFixture[str]) -> None:
    log = lines(logged(a_call("9")))
    Path("booking.json").write_text('{"callflow": []}')
    assert replay(log, capsys)[1][0]["leaves"]["logged"] == "an accepted request"


def test_captures_that_no_webhook_tells_of_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    request = json.loads(Path("booking.json").read_text())
    ask = {"promptMessage": "Press.", "voiceProfile": "en-GB-Emma", "maxDigits": 3, "completeOnHash": False}
    request["callflow"].append({"action": "sayAndCapture", "params": ask})
    Path("booking.json").write_text(json.dumps(request))
    log = lines(logged(a_call("silence silence 9#1")))
    status, (found,) = replay(log, capsys)
    assert (status, found["unknownEntries"]) == (0, 2)
    run_command_line(["replay", log, "--flow", "booking.flow.yaml"])
    assert "2 entries of captures that no webhook told of" in capsys.readouterr().out


def test_an_inbound_call_is_replayed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("in.flow.yaml").write_text(
        "inbound: {source: '+6591234567', destination: '+6562345678'}\nreplies:\n  - {when: {}, reply: goodbye.json}\n"
    )
    log = lines(logged(run("in.flow.yaml")))
    assert replay(log, capsys, flow="in.flow.yaml")[0] == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"a": 1}\n{"b"\n', "log.jsonl:2:5: this is no JSON"),
        (b"{}", "holds no VCA, VSS or VCS body"),
        (b"", "holds no VCA, VSS or VCS body"),
        (b"NaN", "holds no VCA, VSS or VCS body"),
        (b"<html>", "log.jsonl:1:1: this is no JSON"),
        (b"\x1f\x8b\x08", "it is not UTF-8 text"),
        (b'{"body":' * 100_000, "it is nested too deeply"),
    ],
)
def test_a_log_that_cannot_be_used_is_said(content: bytes, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("log.jsonl").write_bytes(content)
    status, shown = replay("log.jsonl", capsys)
    assert (status, says in shown) == (2, True), shown


def test_a_missing_log_and_a_broken_flow_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert replay("no.jsonl", capsys)[0] == 2
    Path("bad.flow.yaml").write_text("flow: x\n")
    assert replay(lines(logged(a_call("9"))), capsys, flow="bad.flow.yaml")[0] == 1
    assert replay(lines(logged(a_call("9"))), capsys, "--account", "account.yaml")[0] == 0


def webhook_log(keys: str, name: str = "log.jsonl", *options: str) -> str:
    """A log as `callflow run` writes it."""
    done = run_command_line(
        ["run", "booking.flow.yaml", "--dtmf", keys, "--format", "webhooks", "--output", name, "--force", *options]
    )
    assert done == 0
    return name


@pytest.mark.parametrize("keys", ["1 2", "9", "silence silence", "hangup", "1 hangup@9s", "#", "2"])
def test_a_log_that_run_writes_is_the_same_in_everything(keys: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, (found,) = replay(webhook_log(keys), capsys)
    assert (status, found["same"], found["notTold"], found["notCompared"]) == (0, True, [], [])
    assert found["compared"] == list(ASPECTS)


def test_the_json_of_a_run_is_a_log_too(capsys: pytest.CaptureFixture[str]) -> None:
    run_command_line(["run", "booking.flow.yaml", "--dtmf", "1 2", "--format", "json", "--output", "run.json"])
    status, (found,) = replay("run.json", capsys)
    assert (status, found["same"]) == (0, True)
    assert [one["what"] for one in found["notTold"]] == ["heard"]


def test_the_text_says_what_was_compared_and_what_was_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    run_command_line(["replay", lines(logged(a_call("1 2"), ("VSS",))), "--flow", "booking.flow.yaml"])
    verdict, compared, *_ = capsys.readouterr().out.splitlines()
    assert verdict.startswith("unknown  session ")
    assert verdict.endswith(", 0 questions")
    assert compared == "    compared:  direction, dialled numbers, legs"
    run_command_line(["replay", webhook_log("1 2"), "--flow", "booking.flow.yaml", "--tolerance", "1.5"])
    shown = capsys.readouterr().out
    assert "durations (within 1.5 s)" in shown
    assert "not told" not in shown
    assert shown.endswith("\n1 of 1 sessions take the same path, as far as the log tells\n")


def test_sessions_are_kept_as_scenarios_that_pass(capsys: pytest.CaptureFixture[str]) -> None:
    Path("log").mkdir()
    for number, keys in enumerate(("1 2", "9", "1 2")):
        webhook_log(keys, f"log/{number}.jsonl", "--seed", str(number))
    assert replay("log", capsys, "--save", "kept")[0] == 0
    assert sorted(file.name for file in Path("kept").iterdir()) == ["1-2.scenario.yaml", "9.scenario.yaml"]
    assert run_command_line(["test", "kept"]) == 0
    capsys.readouterr()
    Path("kept/9.scenario.yaml").write_text("mine")
    status, shown = replay("log", capsys, "--save", "kept")
    assert (status, "9.scenario.yaml (--force overwrites them)" in shown) == (2, True)
    assert replay("log", capsys, "--save", "kept", "--force")[0] == 0
    assert Path("kept/9.scenario.yaml").read_text() != "mine"


def test_a_session_that_cannot_be_kept_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    log = lines(logged(a_call("1 2"), ("VSS",)))
    assert run_command_line(["replay", log, "--flow", "booking.flow.yaml", "--save", "kept"]) == 0
    assert "not saved: session ea526800-" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--tolerance", "-1"), "--tolerance -1: expected 0 or more seconds"),
        (("--tolerance", "nan"), "--tolerance nan: expected 0 or more seconds"),
        (("--save", "kept", "--account", "account.yaml"), "--save cannot keep --account"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(
    options: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, shown = replay(lines(logged(a_call("9"))), capsys, *options)
    assert (status, says in shown) == (2, True), shown


def test_a_scenario_needs_a_flow_file_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    status, shown = replay(lines(logged(a_call("9"))), capsys, "--save", "kept", flow="booking.json")
    assert (status, "is no flow file: expected NAME.flow.yaml" in shown) == (2, True)


def test_a_refused_request_writes_no_log(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.json").write_text('{"callflow": []}')
    assert run_command_line(["run", "bad.json", "--format", "webhooks"]) == 1
    assert capsys.readouterr().out == ""


def test_a_session_that_is_unknown_is_a_fault_where_that_is_required(capsys: pytest.CaptureFixture[str]) -> None:
    summary = lines(logged(a_call("1 2"), ("VSS",)), "summary.jsonl")
    assert replay(summary, capsys)[0] == 0
    assert run_command_line(["replay", summary, "--flow", "booking.flow.yaml", "--require", "told"]) == 1
    shown = capsys.readouterr()
    assert shown.err == "callflow: --require told: of 1 of 1 sessions the log does not tell the path\n"
    assert shown.out.startswith("unknown ")
    whole = lines(logged(a_call("1 2")), "whole.jsonl")
    assert run_command_line(["replay", whole, "--flow", "booking.flow.yaml", "--require", "told"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("tolerance", ["60", "3600"])
def test_a_tolerance_that_takes_any_length_for_the_same_compares_none(
    tolerance: str, capsys: pytest.CaptureFixture[str]
) -> None:
    log = lines(logged(a_call("1 2"), ("VCA", "VCS", "VSS")))
    assert "duration" in replay(log, capsys)[1][0]["compared"]
    _, (found,) = replay(log, capsys, "--tolerance", tolerance)
    assert "duration" not in found["compared"]
    whys = [one["why"] for one in found["notTold"] if one["what"] == "duration"]
    assert whys == [f"of what takes no longer than the tolerance of {tolerance} s"]
