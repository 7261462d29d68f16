"""Callers that are fitted to logs are those who made them; what a log cannot tell is said, whatever stands in it."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

import pytest

import simulator
from benchmarks import fitting
from benchmarks.fitting import CALLERS, log_of
from simulator import CallerModel, UsageError, fit
from simulator.cli.base.fitting.log import add_fit, fit_log
from simulator.cli.base.main import run_command_line
from simulator.populations.fitting.shares import lasting
from tests._markdown import execute
from tests.bodies import SCENARIOS
from tests.exploring._flows import HANGUP, flow, menu, reply, row, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
CLINIC = SCENARIOS / "clinic-desk" / "clinic-desk.flow.yaml"
PARCEL = SCENARIOS / "parcel-tracking" / "parcel-tracking.flow.yaml"
TABLE = SCENARIOS / "samples" / "table.flow.yaml"
Fitted = simulator.Fitted
SALES = menu("For sales press 1, for a person press 2, or stay on the line.", overallTimeout=6000)
ROWS = [
    row(reply(say("Thank you."), HANGUP), digits=["1", "2"]),
    row(reply(HANGUP), digits="other"),
    row(reply(HANGUP), digits=None),
]
SALES_FLOW = flow(SALES, rows=ROWS)
NUMBER_FLOW = flow(
    SALES,
    rows=[
        row(reply(menu("Your number, please.", minDigits=4, maxDigits=4), stage="number"), digits=["1", "2"]),
        row(reply(HANGUP), stage="number", digits="other"),
    ],
)


def bodies(made: Any, callers: CallerModel, calls: int = 200) -> str:
    """A log of calls of a flow."""
    lines = []
    for called in simulator.run_many(made, callers, count=calls, seed=3):
        lines += [json.dumps(one.body) for one in simulator.run(made, called.script, seed=called.caller).webhooks]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def logged() -> str:
    """Sixty calls of the hotline."""
    return log_of(HOTLINE, CALLERS, 60, 5)


@pytest.fixture
def log(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        file = tmp_path / "log.jsonl"
        file.write_text(text, "utf-8")
        return file

    return written


def changed(text: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
    """The log with each payload changed."""
    return "".join(_changed(text, change))


def _changed(text: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Iterator[str]:
    for line in text.splitlines():
        body = json.loads(line)
        yield f"{json.dumps({**body, 'payload': change(body['payload'])})}\n"


def parameter(found: Fitted, name: str) -> Any:
    return next(one for one in found.parameters if one.name == name or one.name.startswith(f"{name}."))


def why(found: Fitted, name: str) -> str:
    """Why a parameter is not told."""
    one = next((one for one in found.parameters if one.name == name), None) or parameter(found, name)
    assert one.known == "not told", one
    return str(one.how)


def test_known_callers_are_found_again() -> None:
    """The long ring in small."""
    lines = fitting.report(calls=150, seed=2).splitlines()
    assert len(lines) == 3
    assert all(line.endswith("agrees") for line in lines), lines


def test_without_status_updates_all_but_the_first_reaction_is_told(log: Any) -> None:
    found = fit(log(log_of(HOTLINE, CALLERS, 250, 2, ("VCA", "VSS"))), HOTLINE)
    off = dict(fitting.far_off(found))
    assert {"wrong", "silence", "reaction.median", "hangup.perSecond", "talk.median", "legs.B.busy"} <= off.keys()
    assert all(abs(one) <= 3 for one in off.values()), off


def test_a_log_without_summaries_tells_no_hang_ups(log: Any) -> None:
    found = fit(log(log_of(HOTLINE, CALLERS, 60, 5, ("VCA",))), HOTLINE)
    assert "no session how it ended" in why(found, "hangup.atOnce")
    assert why(found, "talk").startswith("fewer than two bridges")
    assert "single keys" in why(found, "reaction")
    assert "no reaction" in why(found, "interKey")
    assert parameter(found, "weights.start.1").count > 20
    assert "tells of none" in why(found, "legs.A")
    assert "legs:" not in found.text


def test_a_log_of_summaries_alone_tells_legs_and_hang_ups_at_once(log: Any) -> None:
    found = fit(log(log_of(HOTLINE, CALLERS, 60, 5, ("VSS",))), HOTLINE)
    assert parameter(found, "legs.A.answered").count == 60
    assert not [one for one in found.parameters if one.name.startswith("weights")]
    assert "one key answers" in why(found, "silence")
    assert parameter(found, "hangup.atOnce").count == 55


def test_entries_of_several_keys_alone_say_that_only_sums_are_told(log: Any) -> None:
    found = fit(log(log_of(PARCEL, CALLERS, 80, 5)), PARCEL)
    assert "only the sum" in why(found, "interKey")
    assert "interrupt" in why(
        fit(log(log_of(PARCEL, CALLERS, 80, 5)), PARCEL, account={"assumptions": {"bargeIn": False}}), "bargeIn"
    )
    assert parameter(found, "weights.start.2222").value == pytest.approx(0.5, abs=0.2)


def test_nobody_interrupts_is_told_with_the_most_who_may(log: Any) -> None:
    found = fit(log(log_of(HOTLINE, CallerModel.usual(), 80, 5)), HOTLINE)
    barge_in = parameter(found, "bargeIn")
    assert (barge_in.value, barge_in.error) == (0, 1 / barge_in.count)
    assert found.model.barge_in == 0


def test_prompts_that_are_longer_than_estimated_are_found_by_silence(log: Any) -> None:
    """A voice that speaks slowly: silent callers say how much longer, and nobody is taken for slow."""
    slow = {"assumptions": {"stopPause": 900, "commaPause": 500}}
    found = fit(log(bodies(flow(SALES, rows=ROWS, account=slow), CallerModel.usual(silence=0.2))), SALES_FLOW)
    (offset,) = found.offsets
    assert offset.by == "silence"
    assert offset.seconds == pytest.approx(1.1, abs=0.2)
    median = parameter(found, "reaction.median")
    assert abs(median.value - 1.2) < 3 * median.error


def test_where_nobody_is_silent_longer_prompts_are_not_told_from_slow_callers(log: Any) -> None:
    slow = {"assumptions": {"stopPause": 900, "commaPause": 500}}
    found = fit(log(bodies(flow(SALES, rows=ROWS, account=slow), CallerModel.usual(silence=0, wrong=0))), SALES_FLOW)
    assert [one.by for one in found.offsets] == ["keys"]


def test_who_reacts_after_the_timer_is_not_counted_as_silent(log: Any) -> None:
    """A fifth of them would press after 3.5 s."""
    callers = CallerModel.usual(silence=0.1, reaction="lognormal(2.3s, 0.5)")
    found = fit(
        log(bodies(flow({**SALES, "params": {**SALES["params"], "overallTimeout": 3500}}, rows=ROWS), callers)),
        flow({**SALES, "params": {**SALES["params"], "overallTimeout": 3500}}, rows=ROWS),
    )
    silence, median = parameter(found, "silence"), parameter(found, "reaction.median")
    assert silence.value < 0.2
    assert abs(silence.value - 0.1) < 3 * silence.error
    assert abs(median.value - 2.3) < 3 * median.error


def test_half_a_body_at_the_end_is_left_out(log: Any, logged: str) -> None:
    assert fit(log(logged[:-200]), HOTLINE).sessions == 60


def test_sessions_whose_bodies_are_mixed_are_told_apart(log: Any, logged: str) -> None:
    lines = logged.splitlines(keepends=True)
    shuffled = fit(log("".join(lines[::2] + lines[1::2])), HOTLINE)
    assert [(one.name, one.value) for one in shuffled.parameters if one.known == "counted"] == [
        (one.name, one.value) for one in fit(log(logged), HOTLINE).parameters if one.known == "counted"
    ]


def test_a_log_of_another_flow_is_refused(log: Any, logged: str) -> None:
    with pytest.raises(UsageError, match=r"has no call of this flow: the platform calls \(60\)"):
        fit(log(logged), CLINIC)
    inbound = log_of(CLINIC, CALLERS, 3, 1)
    with pytest.raises(UsageError, match=r"the call comes in \(3\)"):
        fit(log(inbound), HOTLINE)


def test_sessions_that_leave_the_flow_are_used_up_to_there(log: Any, logged: str) -> None:
    strange = changed(logged, lambda one: {**one, "clientActionId": "elsewhere"} if one.get("clientActionId") else one)
    found = fit(log(strange), HOTLINE)
    assert 5 < found.troubles["the flow does not come to question 2"] < 25
    assert fit(log(logged), HOTLINE).troubles == {}
    assert not [one for one in found.parameters if one.name.startswith("weights.technician")]
    assert "sessions not followed to their end: the flow does not come to question 2" in str(found)


@pytest.mark.parametrize("ms", [-400_000, 400_000])
def test_clocks_that_jump_tell_no_times(log: Any, logged: str, ms: int) -> None:
    from datetime import datetime, timedelta

    def jump(one: dict[str, Any]) -> dict[str, Any]:
        if one.get("callStatus") != "ACTION_COMPLETED":
            return one
        moved = datetime.fromisoformat(one["timestamp"]) + timedelta(milliseconds=ms)
        return {**one, "timestamp": moved.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"}

    found = fit(log(changed(logged, jump)), HOTLINE)
    assert parameter(found, "weights.start.1").count > 20
    assert parameter(found, "reaction").known == "not told" or parameter(found, "reaction").count < 40


def test_bodies_without_legs_or_times_are_no_fault(log: Any, logged: str) -> None:
    def bare(one: dict[str, Any]) -> dict[str, Any]:
        left = ("timestamp", "startTime", "endTime", "details", "callDirection", "lastAction", "callCount")
        return {name: value for name, value in one.items() if name not in left}

    found = fit(log(changed(logged, bare)), HOTLINE)
    assert parameter(found, "weights.start.1").count > 20
    assert found.offsets == ()
    assert "Prompts against" not in str(found)


def test_the_file_is_checked_and_read_and_never_overwritten(log: Any, logged: str, tmp_path: Path) -> None:
    found = fit(log(logged), HOTLINE)
    file = tmp_path / "fitted.callers.yaml"
    found.save(file)
    assert run_command_line(["check", str(file)]) == 0
    with pytest.raises(UsageError, match="exists and is not overwritten"):
        found.save(file)
    found.save(file, force=True)
    with pytest.raises(UsageError, match=r"expected NAME\.callers\.yaml"):
        found.save(tmp_path / "fitted.yaml")
    assert simulator.run_many(HOTLINE, file, count=3).rows == simulator.run_many(HOTLINE, found.model, count=3).rows
    assert "# not told: Deininger" in found.text
    assert found.text.startswith("# Fitted to 5")


def test_what_is_told_shows_itself(log: Any, logged: str) -> None:
    pytest.importorskip("pandas")
    found = fit(log(logged), HOTLINE)
    assert "wants" in str(found)
    assert found._repr_html_().count("<table") == 2
    assert list(found.parameters.to_dataframe().columns) == ["name", "value", "error", "count", "known", "how"]
    assert found.ground == "proved"
    assert found.sessions == 60


def test_a_log_is_a_path(logged: str) -> None:
    with pytest.raises(UsageError, match="log is 3, expected the path"):
        fit(3, HOTLINE)  # type: ignore[arg-type]


def test_the_command_writes_the_file_and_shows_the_table(
    log: Any, logged: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = argparse.ArgumentParser()
    add_fit(command)
    file = tmp_path / "f.callers.yaml"
    given = command.parse_args(["--fit", str(log(logged))])
    options = argparse.Namespace(fit=given.fit, output=str(file), force=False, at=None)
    assert fit_log(str(HOTLINE), options) == 0
    assert "reaction.median" in capsys.readouterr().out
    assert "callers:" in file.read_text("utf-8")
    with pytest.raises(UsageError, match="choose another --output, or --force"):
        fit_log(str(HOTLINE), options)
    options.output = None
    assert fit_log(str(HOTLINE), options) == 0


def test_pauses_between_keys_are_told_by_numbers_after_a_menu(log: Any) -> None:
    slow = CallerModel.usual(inter_key="lognormal(1s, 0.5)", silence=0, wrong=0)
    found = fit(log(bodies(NUMBER_FLOW, slow, 120)), NUMBER_FLOW)
    median, spread = (
        next(one for one in found.parameters if one.name == f"interKey.{what}") for what in ("median", "logsd")
    )
    assert median.error is not None
    assert spread.error is not None
    assert abs((median.value or 0) - 1) < 3 * median.error
    assert abs((spread.value or 0) - 0.5) < 3 * spread.error


def test_pauses_without_a_width_are_written_as_a_time(log: Any) -> None:
    """And who presses as evenly as a machine tells no more."""
    lines = []
    for number in range(60):
        keys = "[900]1 [1000]4[500]2[500]4[500]2" if number % 2 else "[1100]1 [1020]4[500]2[500]4[500]2"
        lines += [json.dumps(one.body) for one in simulator.run(NUMBER_FLOW, keys, seed=number).webhooks]
    found = fit(log("\n".join(lines)), NUMBER_FLOW)
    assert "vary no more" in why(found, "interKey.logsd")
    assert "interKey: constant(50" in found.text


def test_who_leaves_before_a_person_is_dialled_has_hung_up(log: Any) -> None:
    found = fit(log(log_of(HOTLINE, CallerModel.usual(per_second=0.1, silence=0), 200, 3)), HOTLINE)
    rate = parameter(found, "hangup.perSecond")
    assert abs(rate.value - 0.1) < 3 * rate.error
    assert found.troubles == {}


def test_patience_is_a_rate_that_changes(log: Any) -> None:
    impatient = CallerModel.usual(per_second=0, at_once=0, patience="normal(9s, 1s)", reaction="constant(4s)")
    assert "do not come at one rate" in why(fit(log(bodies(SALES_FLOW, impatient)), SALES_FLOW), "patience")


def test_where_all_hang_up_at_once_nobody_stayed(log: Any) -> None:
    found = fit(log(bodies(SALES_FLOW, CallerModel.usual(at_once=1), 10)), SALES_FLOW)
    assert parameter(found, "hangup.atOnce").value == 1
    assert why(found, "hangup.perSecond") == "the log tells of no second in which a caller stayed"


def test_where_the_log_has_no_question_nobody_was_silent(log: Any, logged: str) -> None:
    """Summaries alone, as of a recorder of its own that keeps what it answered to them."""
    ends = [json.loads(line) for line in logged.splitlines() if "sessionStatus" in line]
    found = fit(log("".join(f"{json.dumps({'body': one, 'reply': {}})}\n" for one in ends)), HOTLINE)
    for name in ("silence", "wrong", "hangup.perSecond", "patience"):
        assert parameter(found, name).known == "not told"
    assert parameter(found, "hangup.atOnce").known == "counted"


def test_no_share_is_sure_where_fewer_are_silent_than_a_timer_explains(log: Any) -> None:
    late = flow(menu("For sales press 1, for a person press 2.", overallTimeout=1500), rows=ROWS)
    lines = []
    for number in range(60):
        run = simulator.run(late, f"[{700 + 13 * number}]1", seed=number)
        lines += [json.dumps(one.body) for one in run.webhooks]
    silence = parameter(fit(log("\n".join(lines)), late), "silence")
    assert silence.value == 0
    assert silence.error > 0.001


def test_a_bridge_of_years_is_a_clock_that_was_wrong() -> None:
    assert [one.count for one in lasting([4_000, 6_000, 7_000_000_000_000])] == [2, 2]


def test_keys_before_their_words_are_of_no_model(log: Any) -> None:
    """They are counted as keys, and in no law of time."""
    lines = []
    for number in range(40):
        lines += [json.dumps(one.body) for one in simulator.run(SALES_FLOW, "^[100]1", seed=number).webhooks]
    found = fit(log("\n".join(lines)), SALES_FLOW)
    assert parameter(found, "weights.start.1").value == 1
    assert "single keys" in why(found, "reaction")


def test_numbers_that_a_hash_or_a_timer_ends(log: Any) -> None:
    """Any number may be entered, so that no key is wrong; what ended an entry is told by what callers are told."""
    asked = menu("How many are you?", minDigits=1, maxDigits=3, digitTimeout=2000, overallTimeout=9000)
    timed = flow(asked, rows=[row(reply(HANGUP), digits="other"), row(reply(HANGUP), digits=None)])
    callers = CallerModel.usual(silence=0.2, wrong=0)
    found = fit(log(bodies(timed, callers)), timed)
    silence = parameter(found, "silence")
    assert silence.value > 0.2
    assert silence.how.endswith("who presses after a timer is among them")
    closed = menu("How many are you? Press hash at the end.", minDigits=1, maxDigits=3, overallTimeout=9000)
    ended = flow(closed, rows=[row(reply(HANGUP), digits="other"), row(reply(HANGUP), digits=None)])
    assert parameter(fit(log(bodies(ended, callers)), ended), "silence").known == "counted"


def test_entries_that_no_question_tells_of_tell_no_times(log: Any) -> None:
    """Two captures in one list: the webhook is told of the second alone."""
    first = menu("Enter your number.", minDigits=2, maxDigits=2, overallTimeout=5000)
    both = flow(first, SALES, rows=ROWS)
    found = fit(log(bodies(both, CallerModel.usual(per_second=0.01))), both)
    assert parameter(found, "weights.start.1").count > 20
    assert "one key answers" in why(found, "silence")
    assert found.troubles == {}


def test_a_session_of_which_nothing_is_told_but_that_it_began(log: Any, logged: str) -> None:
    first = json.loads(logged.splitlines()[0])
    alone = {**first, "payload": {**first["payload"], "sessionId": "alone", "eventId": "alone"}}
    found = fit(log(f"{json.dumps(alone)}\n{logged}"), HOTLINE)
    assert found.troubles == {"nothing tells what leg A came to": 1}


def test_a_circle_without_questions_ends(log: Any, logged: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.populations.fitting.steps.MOST_STEPS", 1)
    assert fit(log(logged), HOTLINE).sessions == 60


def test_the_page_shows_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SCENARIOS.parent)
    execute(SCENARIOS.parent / "docs" / "fitting.md")
