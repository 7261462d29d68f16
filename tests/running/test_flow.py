"""Flows through the library: loaded, run, checked, drawn, recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.api.run import run
from simulator.errors import UsageError
from simulator.loading.paths import parent
from simulator.model.call.event import Replied
from simulator.responders.nobody import Nobody
from simulator.running.answering import responder_for
from simulator.running.flow import load_flow, with_backend
from simulator.running.flow_check import flow_reports
from simulator.running.recording import recorded
from tests.responders import apps
from tests.responders._calls import APPS, MENU

SAMPLES = Path(__file__).parents[2] / "scenarios" / "samples"
HANG_UP = "{callflow: [{action: hangup}]}"
INBOUND = "inbound: {source: +6591234567, destination: +6562345678}\n"


def written(folder: Path, text: str) -> Path:
    file = folder / "x.flow.yaml"
    file.write_text(text)
    return file


def test_a_call_that_comes_in_has_no_answer_and_is_asked_what_to_do(tmp_path: Path) -> None:
    ask = json.dumps({"clientActionId": "a", "callflow": MENU["callflow"][1:]})
    rows = f"  - {{when: {{callStatus: CALL_RECEIVED}}, reply: {ask}}}\n"
    rows += f"  - {{when: {{clientActionId: a}}, reply: {HANG_UP}}}\n"
    file = written(tmp_path, f"{INBOUND}replies:\n{rows}")
    found = run(file, "1")
    assert found.ok
    assert found.answer is None
    assert found.session is not None
    assert found.session["details"]["callA"]["callDirection"] == "INBOUND"
    assert "inbound call" in found._repr_html_()
    again = recorded(load_flow(file), found.trace, tmp_path / "y.flow.yaml")
    (tmp_path / "y.flow.yaml").write_text(again)
    assert run(tmp_path / "y.flow.yaml", "1").trace == found.trace


def test_every_error_of_a_flow_file_is_raised_in_one_line_each(tmp_path: Path) -> None:
    file = written(tmp_path, "flw: a\nrequest: {}\n")
    with pytest.raises(UsageError) as raised:
        load_flow(file)
    first, second = str(raised.value).splitlines()
    assert first == f"{file.as_posix()}:1:1: the flow file has no key `flw` (did you mean `flow`?) [F002]"
    assert second.endswith("`replies` (or `backend`), who answers the webhook is missing here (add `replies:`) [F006]")


def test_an_overlay_lies_over_the_account_of_the_flow(tmp_path: Path) -> None:
    file = written(tmp_path, f"account: {{capacity: 2}}\nrequest: {MENU}\nreplies: []\n")
    assert load_flow(file, {"strict": True}).account.capacity == 2
    assert load_flow(file, {"strict": True}).account.strict
    assert load_flow(file, None, {"capacity": 0}).account.capacity == 0


@pytest.mark.parametrize(
    ("backend", "why"),
    [
        ("ftp://a", "is not the place of a backend: write it as http://127.0.0.1:5000/vca"),
        ("python:nowhere.at_all:f", "there is no module nowhere"),
        (f"python:{APPS}:godbye", "has no `godbye`: did you mean `goodbye`?"),
        (f"python:{APPS}:zzzz", "has no `zzzz`"),
        ("python:broken_on_import:f", "cannot be imported: ZeroDivisionError: division by zero"),
        ("python:needs_another:f", "cannot be imported: ModuleNotFoundError"),
    ],
)
def test_a_backend_that_cannot_be_used_is_misuse(tmp_path: Path, backend: str, why: str) -> None:
    (tmp_path / "broken_on_import.py").write_text("x = 1 / 0\n")
    (tmp_path / "needs_another.py").write_text("import not_installed_anywhere\n")
    file = written(tmp_path, f"request: {MENU}\nreplies: []\n")
    with pytest.raises(UsageError) as raised:
        run(file, "1", backend=backend)
    assert why in str(raised.value)


def test_two_folders_may_each_have_an_app_of_the_same_name(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        words = {"text": name, "voiceProfile": "en-GB-Emma"}
        reply = {"callflow": [{"action": "say", "params": words}, {"action": "hangup"}]}
        (tmp_path / name / "twin_app.py").write_text(f"def f(body):\n    return {reply}\n")
        written(tmp_path / name, f"request: {MENU}\nbackend: python:twin_app:f\n")
    for name in ("one", "two", "one"):
        assert run(tmp_path / name / "x.flow.yaml", "1").heard[-1].text == name


def test_reset_is_called_before_each_call_and_its_failure_is_told(tmp_path: Path) -> None:
    file = written(tmp_path, f"request: {MENU}\nbackend: python:{APPS}:goodbye\nreset: {APPS}:reset\n")
    apps.calls.clear()
    run(file, "1")
    run(file, "1")
    assert apps.calls == ["reset", "reset"]
    file = written(tmp_path, f"request: {MENU}\nbackend: python:{APPS}:goodbye\nreset: {APPS}:bad_reset\n")
    with pytest.raises(UsageError, match=r"\(reset\) failed: ValueError: no database"):
        run(file, "1")
    slow = "{assumptions: {replyTimeout: 100}}"
    text = f"account: {slow}\nrequest: {MENU}\nbackend: python:{APPS}:goodbye\nreset: time:sleep\n"
    (tmp_path / "slow_reset.py").write_text("import time\ndef reset():\n    time.sleep(60)\n")
    file = written(tmp_path, text.replace("time:sleep", "slow_reset:reset"))
    with pytest.raises(UsageError, match="does not return within 100 ms"):
        run(file, "1")


def test_a_flow_that_nobody_answers_hangs_up(tmp_path: Path) -> None:
    import attrs

    flow = attrs.evolve(load_flow(SAMPLES / "table.flow.yaml"), rows=None)
    assert isinstance(responder_for(flow), Nobody)
    assert with_backend(flow, None) is flow


def test_check_reports_the_flow_and_all_it_names(tmp_path: Path) -> None:
    (tmp_path / "request.json").write_text(json.dumps(MENU))
    (tmp_path / "bad.json").write_text('{"callflow": [{"action": "sya"}]}')
    (tmp_path / "a.yaml").write_text("capacty: 1\n")
    rows = '  - {when: {digits: "1"}, reply: bad.json}\n  - {when: {digits: "2"}, reply: bad.json}\n'
    rows += "  - when: {}\n    reply:\n      callflow:\n        - {action: say, params: {text: Hi.}}\n"
    file = written(
        tmp_path, f"account: a.yaml\nrequest: request.json\nreplies:\n{rows}backend: python:never:imported\n"
    )
    reports = {Path(report.file).name: report for report in flow_reports(file.as_posix())}
    assert list(reports) == ["x.flow.yaml", "a.yaml", "request.json", "bad.json"]
    assert reports["x.flow.yaml"].answer is None
    found = [(d.code, d.path, d.span.line) for d in reports["x.flow.yaml"].diagnostics if d.severity == "error"]
    assert found == [("F007", "$.backend", 10), (-1002, "$.replies[2].reply.callflow[0].params", 9)]
    assert [d.code for d in reports["a.yaml"].diagnostics] == ["F002"]
    assert reports["request.json"].answer is not None
    assert reports["request.json"].answer["httpStatus"] == 200
    assert [d.code for d in reports["bad.json"].diagnostics if d.severity == "error"] == [-1009, -1007]


def test_what_an_inline_body_lacks_is_told_at_what_lacks_it(tmp_path: Path) -> None:
    say = "{callflow: [{action: say, params: {voiceProfile: en-GB-Emma}}]}"
    file = written(tmp_path, f"{INBOUND}replies:\n  - {{when: {{}}, reply: {say}}}\n")
    (report,) = flow_reports(file.as_posix())
    (error,) = [found for found in report.diagnostics if found.severity == "error"]
    assert (error.code, error.path) == (-1009, "$.replies[0].reply.callflow[0].params.text")
    assert (error.span.line, error.span.column) == (3, 57)


def test_a_flow_file_that_is_no_yaml_has_one_report(tmp_path: Path) -> None:
    (report,) = flow_reports(written(tmp_path, "flow: [\n").as_posix())
    assert [d.code for d in report.diagnostics] == ["F001"]


def test_lints_are_silenced_in_flows_too(tmp_path: Path) -> None:
    body = json.dumps({**MENU, "clientActionId": "a"})
    file = written(tmp_path, f"request: {body}\nreplies: []\n").as_posix()
    assert "L012" in [d.code for d in flow_reports(file)[0].diagnostics]
    assert "L012" not in [d.code for d in flow_reports(file, ignore=("L012",))[0].diagnostics]


def test_what_a_backend_answered_is_a_table_that_answers_the_same(tmp_path: Path) -> None:
    flow = load_flow(SAMPLES / "flask.flow.yaml")
    found = run(SAMPLES / "flask.flow.yaml", "2 2 1234")
    output = tmp_path / "recorded.flow.yaml"
    output.write_text(recorded(flow, found.trace, output))
    again = run(output, "2 2 1234")
    assert again.ok
    assert again.trace == found.trace
    assert not load_flow(output).backend


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u202e", "\u2066", "\u200b", "\ufeff"])
def test_signs_that_end_a_line_or_that_nobody_sees_are_recorded_as_they_were(tmp_path: Path, sign: str) -> None:
    reply = {"clientActionId": f"a{sign}b", "callflow": MENU["callflow"][1:]}
    (tmp_path / "signs.py").write_text(f"def f(body):\n    return {reply!r}\n", "utf-8")
    (tmp_path / "a.flow.yaml").write_text(json.dumps({"request": MENU, "backend": "python:signs:f"}), "utf-8")
    found = run(tmp_path / "a.flow.yaml", "1")
    output = tmp_path / "b.flow.yaml"
    output.write_text(recorded(load_flow(tmp_path / "a.flow.yaml"), found.trace, output), "utf-8")
    assert sign not in output.read_text("utf-8")
    again = run(output, "1")
    answers = [[json.loads(one.body) for one in call.trace if isinstance(one, Replied)] for call in (found, again)]
    assert answers[0] == answers[1] != []
    assert all(one == reply for one in answers[1])


def test_a_backend_that_changes_its_mind_is_recorded_with_a_remark(tmp_path: Path) -> None:
    ask = {"callflow": MENU["callflow"][1:]}
    (tmp_path / "moody.py").write_text(
        f"n = [0]\ndef f(body):\n    n[0] += 1\n    return {ask} if n[0] < 3 else {{}}\n"
    )
    text = f"account: {{capacity: 3}}\nrequest: {MENU}\nbackend: python:moody:f\n"
    file = written(tmp_path, text)
    found = run(file, "1 1 1")
    kept = recorded(load_flow(file), found.trace, tmp_path / "y.flow.yaml")
    assert "# The backend answered this question differently later, which a table cannot:\n  # {}" in kept
    assert 'account: {"capacity": 3}' in kept
    assert kept.count("- when:") == 1


@pytest.mark.parametrize(("path", "above"), [("$.a[0].b", "$.a[0]"), ("$.a[0]", "$.a"), ("$['x y']", "$"), ("$", "$")])
def test_the_parent_of_a_path(path: str, above: str) -> None:
    assert parent(path) == above
