"""The table: the first row that matches answers, and nobody's silence is a fault with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.api.run import run
from simulator.responders import table
from simulator.running.answering import responder_for
from simulator.running.flow import load_flow
from tests.responders._calls import MENU

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.api.run import Run

SAY = "{action: say, params: {text: %s, voiceProfile: en-GB-Emma}}"


def reply(words: str) -> str:
    return f"{{callflow: [{SAY % words}, {{action: hangup}}]}}"


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    file = tmp_path / "x.flow.yaml"
    rows = [
        f'{{when: {{digits: "1"}}, reply: {reply("one")}}}',
        f'{{when: {{digits: ["2", "3"]}}, reply: {reply("two or three")}}}',
        f"{{when: {{digits: '/[4-6]/'}}, reply: {reply('four to six')}}}",
        '{when: {digits: "7"}, reply: {callflow: [{action: say, params: {voiceProfile: en-GB-Emma}}]}}',
        '{when: {digits: "8"}, reply: {validUntil: 2031-01-01T00:00:00Z, callflow: [{action: hangup}]}}',
        "{when: {digits: null}, reply: {}}",
    ]
    file.write_text(f"request: {MENU}\nreplies:\n" + "".join(f"  - {row}\n" for row in rows))
    return file


@pytest.mark.parametrize(
    ("keys", "words"), [("1", "one"), ("2", "two or three"), ("3", "two or three"), ("5", "four to six")]
)
def test_the_first_row_that_matches_answers(flow: Path, keys: str, words: str) -> None:
    assert run(flow, keys).heard[-1].text == words


def test_an_empty_reply_hangs_up(flow: Path) -> None:
    found = run(flow, "silence silence silence")
    assert found.ok
    assert found.session is not None
    assert found.session["sessionStatus"] == "COMPLETED"


def test_where_no_row_matches_the_platform_sees_a_failing_backend(flow: Path) -> None:
    found = run(flow, "9")
    assert not found.ok
    assert found.session is not None
    assert found.session["errorDetails"]["errorCode"] == -2003
    (fault,) = found.backend_faults
    assert (fault.stage, fault.digits, fault.keys) == (None, "9", "9")
    assert (fault.file, fault.line) == (flow.as_posix(), 3)
    assert fault.what == (
        'no row of the table answers ACTION_COMPLETED at the first stage with digits "9"; '
        'rows there take "1", "2" or "3", pattern, "7", "8", null'
    )
    assert fault.what in str(found)


def test_a_stage_that_no_row_names_is_said(flow: Path) -> None:
    ask = {"clientActionId": "day", "callflow": MENU["callflow"][1:]}
    flow.write_text(f"request: {MENU}\nreplies:\n  - {{when: {{}}, reply: {ask}}}\n")
    (fault,) = run(flow, "1 silence silence silence").backend_faults
    assert fault.what.endswith('at clientActionId "day" with no digits; no row names this stage')
    assert fault.keys == "1 silence silence silence"


def test_an_inline_reply_that_breaks_a_rule_is_told_where_it_stands(flow: Path) -> None:
    for _ in range(2):
        (fault,) = run(flow, "7").backend_faults
        assert "[-1009]" in fault.what
        assert (fault.path, fault.file, fault.line) == ("$.callflow[0].params.text", flow.as_posix(), 6)


def test_a_reply_in_a_file_that_breaks_a_rule_is_told_there(flow: Path) -> None:
    (flow.parent / "bad.json").write_text('{"callflow": [\n  {"action": "sya"}]}')
    flow.write_text(f"request: {MENU}\nreplies:\n  - {{when: {{}}, reply: bad.json}}\n")
    (fault,) = run(flow, "7").backend_faults
    assert (fault.file, fault.line) == ((flow.parent / "bad.json").as_posix(), 2)


def test_a_dated_reply_is_judged_by_the_clock_each_time(flow: Path) -> None:
    assert ends(run(flow, "8")) == ends(run(flow, "8", at="2026-06-01T00:00:00Z"))


def ends(found: Run) -> object:
    assert found.session is not None
    return found.session["sessionStatus"]


def test_questions_beyond_a_bound_are_answered_and_not_remembered(flow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "REMEMBERED", -1000)
    assert run(flow, "5").heard[-1].text == "four to six"


def test_calls_of_one_flow_share_its_table(flow: Path) -> None:
    loaded = load_flow(flow)
    assert responder_for(loaded) is responder_for(loaded)
