"""What lints say of a live backend's replies is told once each, with the keys that lead there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from simulator.api.run import run
from simulator.cli.base.main import run_command_line
from tests.responders._calls import MENU

if TYPE_CHECKING:
    from pathlib import Path

APP = """
SAY = {"action": "say", "params": {"text": "Hi.", "voiceProfile": "en-GB-Emma", "repetitions": 2}}
ASK = {"action": "sayAndCapture", "params": {"promptMessage": "More?", "voiceProfile": "en-GB-Emma", "maxDigits": 1,
       "noOfTries": 1}}
def f(body):
    digits = body["payload"].get("dtmf")
    if digits == "9":
        return {"callFlow": [SAY]}
    if digits == "8":
        return {"callflow": [dict(SAY, action="dance")]}
    return {"callflow": [SAY, ASK], "stage": digits}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "lints_app.py").write_text(APP)
    (tmp_path / "x.flow.yaml").write_text(f"request: {MENU}\nbackend: python:lints_app:f\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_is_told_once_where_it_came_first() -> None:
    found = run("x.flow.yaml", "1 2 9")
    assert [(one.found.code, one.found.path, one.asked) for one in found.reply_remarks] == [
        ("L013", "$.callflow[0].params.repetitions", 'asked with no clientActionId, digits "1", after the keys `1`'),
        ("L013", "$.stage", 'asked with no clientActionId, digits "1", after the keys `1`'),
        ("L023", "$.callFlow", 'asked with no clientActionId, digits "9", after the keys `1 2 9`'),
    ]
    assert found.ok, "they fail nothing"
    lines = str(found).splitlines()
    assert lines[-2].endswith("the platform hangs up ($.callFlow: did you mean `callflow`?) [L023]")
    assert lines[-1] == '    asked with no clientActionId, digits "9", after the keys `1 2 9`'


def test_a_reply_that_breaks_a_rule_has_its_own_words_for_that() -> None:
    found = run("x.flow.yaml", "8")
    assert found.reply_remarks == ()
    assert found.backend_faults[0].what.endswith(" [-1007]")


def test_the_account_silences_a_lint_here_too() -> None:
    assert run("x.flow.yaml", "9", account={"ignore": ["L023"]}).reply_remarks == ()


def test_a_refused_request_has_no_replies() -> None:
    assert run({"callflow": []}, backend="python:lints_app:f").reply_remarks == ()


def test_the_replies_of_a_table_are_told_by_check_alone(here: Path) -> None:
    rows = json.dumps([{"when": {}, "reply": {"callFlow": []}}])
    (here / "y.flow.yaml").write_text(f"request: {MENU}\nreplies: {rows}\n")
    assert run("y.flow.yaml", "1").reply_remarks == ()


@pytest.mark.parametrize(("options", "stream"), [([], "out"), (["--format", "json"], "err")])
def test_the_command_says_them(options: list[str], stream: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["run", "x.flow.yaml", "--dtmf", "9", *options]) == 0
    shown = getattr(capsys.readouterr(), stream)
    assert shown.count("did you mean `callflow`?") == 1
    assert "reply: 00:08.133  the reply has no `callflow`" in shown


def test_webhooks_that_are_posted_beside_it_change_nothing(here: Path) -> None:
    (here / "z.flow.yaml").write_text(
        f"request: {MENU}\nbackend: python:lints_app:f\npost: {{VSS: 'http://127.0.0.1:9/'}}\n"
    )
    assert [one.found.code for one in run("z.flow.yaml", "9").reply_remarks] == ["L023"]
