"""`check`, `run` and `graph` on flow files, as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.base.main import run_command_line
from tests.responders import apps
from tests.responders._calls import APPS, MENU

SAMPLES = Path(__file__).parents[2] / "scenarios" / "samples"
TABLE = (SAMPLES / "table.flow.yaml").as_posix()
FLASK = (SAMPLES / "flask.flow.yaml").as_posix()


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    file = tmp_path / "x.flow.yaml"
    file.write_text(
        f"request: {MENU}\nbackend: python:{APPS}:flat\naccount: {{assumptions: {{digitsField: object}}}}\n"
    )
    return file


def test_run_shows_the_whole_conversation(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["run", TABLE, "--dtmf", "2 2 1234"]) == 0
    shown = capsys.readouterr().out
    assert "Your ticket is in good hands." in shown
    assert "answers: sayAndCapture (clientActionId ticket)" in shown


def test_run_asks_another_backend(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["run", TABLE, "--dtmf", "1", "--backend", f"python:{APPS}:goodbye"]) == 0
    assert run_command_line(["run", (SAMPLES / "request.json").as_posix(), "--backend", f"python:{APPS}:goodbye"]) == 0
    assert run_command_line(["run", TABLE, "--backend", "nowhere"]) == 2
    assert '"nowhere" is not the place of a backend' in capsys.readouterr().err


def test_run_shows_a_backends_fault_with_its_frames(flow: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["run", flow.as_posix(), "--dtmf", "1"]) == 1
    shown = capsys.readouterr().out
    assert "backend: 00:08.133  the backend failed: KeyError: 'dtmf'" in shown
    assert "in flat" in shown
    assert run_command_line(["run", flow.as_posix(), "--dtmf", "1 2", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["session"]["sessionStatus"] == "ERROR"
    assert "the backend failed: KeyError: 'dtmf'" in err
    assert 'the key token "2" was never used' in err


def test_run_of_a_flow_with_faults_shows_them_as_check_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.flow.yaml"
    file.write_text("flw: a\nrequest: {}\nreplies: []\n")
    for command in ("run", "graph"):
        assert run_command_line([command, file.as_posix()]) == 1
        assert "error[F002]: the flow file has no key `flw`" in capsys.readouterr().err
    file.write_text("request: {callflow: []}\nreplies: []\n")
    for command in ("run", "graph"):
        assert run_command_line([command, file.as_posix()]) == 1
        assert f"{file.as_posix()}:1:21" in capsys.readouterr().err


def test_run_records_what_a_backend_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "recorded.flow.yaml"
    arguments = ["run", FLASK, "--dtmf", "2 1", "--record-replies", output.as_posix()]
    assert run_command_line(arguments) == 0
    assert run_command_line(arguments) == 2
    assert "exists and is not overwritten" in capsys.readouterr().err
    assert run_command_line([*arguments, "--force"]) == 0
    assert run_command_line(["run", output.as_posix(), "--dtmf", "2 1"]) == 0


def test_check_takes_a_flow_file_and_never_asks_its_backend(flow: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flow.write_text(f"request: {MENU}\nbackend: python:{APPS}.nowhere:f\n")
    apps.calls.clear()
    assert run_command_line(["check", TABLE, FLASK, flow.as_posix(), "--format", "json"]) == 0
    reports = json.loads(capsys.readouterr().out)
    names = [Path(report["file"]).name for report in reports]
    assert sorted(names) == ["flask.flow.yaml", "request.json", "table.flow.yaml", "x.flow.yaml"]
    answers = {Path(report["file"]).name: report["answer"] for report in reports}
    assert answers["table.flow.yaml"] is None
    assert answers["request.json"]["statusCode"] == 1


def test_check_of_a_flow_uses_the_account_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    account = tmp_path / "account.yaml"
    account.write_text("callerIds: ['+6500000000']\n")
    assert run_command_line(["check", TABLE, "--account", account.as_posix()]) == 1
    assert "-1014" in capsys.readouterr().out


def test_graph_draws_what_exploration_finds_in_a_table_or_the_request_of_a_backend(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command_line(["graph", TABLE, "--format", "dot"]) == 0
    drawn = capsys.readouterr().out
    assert run_command_line(["explore", TABLE, "--format", "dot"]) == 0
    assert capsys.readouterr().out == drawn
    assert run_command_line(["graph", FLASK]) == 0
    assert "sayAndCapture" in capsys.readouterr().out


def test_graph_of_an_inbound_call_with_a_backend_is_misuse(flow: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flow.write_text(f"inbound: {{source: +6591234567, destination: +6562345678}}\nbackend: python:{APPS}:f\n")
    assert run_command_line(["graph", flow.as_posix()]) == 2
    assert "has a backend, which `callflow explore` asks" in capsys.readouterr().err
