"""Many callers at once: rows that tell the truth, the same table each time, and clear errors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simulator
from simulator.api.called import outcome
from simulator.api.population import run_many
from simulator.model.call.event import Ended, Stopped
from simulator.model.caller_model import CallerModel
from tests.bodies import BOOKING, MENU, SCENARIOS, TWO_ERRORS, request

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
DESK = SCENARIOS / "clinic-desk" / "clinic-desk.flow.yaml"
BANK = SCENARIOS / "bank-balance" / "bank-balance.flow.yaml"
FLASK = SCENARIOS / "samples" / "flask.flow.yaml"


def test_each_script_is_a_caller_and_each_row_says_where_the_call_went() -> None:
    found = run_many(HOTLINE, ["1", "2 1", "3", "silence silence", "9"])
    assert [row.caller for row in found] == [0, 1, 2, 3, 4]
    assert [row.path for row in found] == [
        ("start", "I put you through to sales."),
        ("start", "technician", "bridged"),
        ("start", "hours", "Goodbye."),
        ("start", "Goodbye."),
        ("start", "That is no choice. Goodbye."),
    ]
    assert [row.keys for row in found] == ["1", "2 1", "3", "silence silence", "9"]
    assert found[2].heard_last == "Goodbye."
    assert {row.outcome for row in found} == {"COMPLETED"}


@pytest.mark.parametrize("flow", [HOTLINE, BANK, BOOKING, FLASK], ids=lambda path: path.stem)
def test_a_row_is_what_a_single_run_with_its_script_comes_to(flow: Path) -> None:
    """There is one engine: what a crowd does can be run again, caller by caller."""
    for row in run_many(flow, CallerModel(wrong=0.2, silence=0.2, hangup=0.1, patience=(60, 30)), count=30, seed=5):
        alone = simulator.run(flow, row.script)
        assert row.seconds == alone.trace[-1].at / 1000
        assert row.outcome == outcome(alone.trace[-1])
        assert row.heard_last == (alone.heard[-1].words if alone.heard else "")


@given(st.integers(0, 10**6))
@settings(max_examples=20)
def test_the_same_seed_gives_the_same_table(seed: int) -> None:
    first, second = (run_many(HOTLINE, CallerModel(patience=(50, 20)).many(8), seed=seed) for _ in range(2))
    assert first.rows == second.rows


def test_a_caller_is_the_same_in_a_larger_crowd() -> None:
    few, many = (run_many(HOTLINE, CallerModel().many(count), seed=1) for count in (5, 25))
    assert few.rows == many[:5]
    assert many.rows != run_many(HOTLINE, CallerModel().many(25), seed=2).rows


def test_callers_press_what_the_prompts_announce() -> None:
    sure = CallerModel(wrong=0, silence=0, hangup=0)
    found = run_many(HOTLINE, sure.many(60))
    assert {row.keys for row in found} == {"1", "2 1", "2 2", "3"}


def test_patience_ends_a_call_whatever_is_going_on() -> None:
    found = run_many(HOTLINE, CallerModel(wrong=0, silence=1, hangup=0, patience=20), count=3)
    assert [(row.keys, row.seconds) for row in found] == [("hangup", 26.0)] * 3


def test_a_hang_up_at_an_entry_is_said_once() -> None:
    found = run_many(HOTLINE, ["2 hangup"])
    assert found[0].keys == "2 hangup"
    assert found[0].path == ("start", "technician")


def test_a_hash_that_ended_an_entry_is_shown() -> None:
    assert run_many(BANK, ["123#"])[0].keys.startswith("123# ")


def test_the_legs_are_the_same_for_everybody() -> None:
    found = run_many(HOTLINE, ["1", "1"], legs=["answered", "busy"])
    assert [row.outcome for row in found] == ["BUSY", "BUSY"]


def test_an_error_of_the_session_is_part_of_the_outcome() -> None:
    assert run_many(BANK, ["1234# 1234 9"])[0].outcome == "ERROR -2003"


def test_a_place_that_comes_again_at_once_is_counted() -> None:
    row = run_many(BANK, ["1234# 1234 1 1 0"])[0]
    assert row.path == ("start", "pin", "menu ×3", "makeCall", "Goodbye.")


def test_calls_that_go_round_for_ever_are_one_path() -> None:
    found = run_many(DESK, ["silence", "9"])
    assert {row.path for row in found} == {("desk", "Please hold for the desk. ×10+")}
    assert {row.outcome for row in found} == {"stopped maxSessionLength"}


def test_the_outcome_is_read_from_the_last_event() -> None:
    assert outcome(Stopped(1, "maxReplies", "x")) == "stopped maxReplies"
    assert outcome(Ended(1, "ERROR", None, -2001)) == "ERROR -2001"
    assert outcome(Ended(1, "BUSY", None)) == "BUSY"


def test_a_list_that_says_nothing_and_has_no_name_goes_by_its_actions(tmp_path: Path) -> None:
    """Also where another list follows before anything is heard."""
    file = tmp_path / "silent.flow.yaml"
    dial = '{action: makeCall, params: {source: "+6562345678", destination: "+6591234567"}}'
    file.write_text(
        f"flow: silent\nrequest: {{callflow: [{dial}]}}\nreplies:\n"
        f"  - when: {{}}\n    reply: {{clientActionId: a, callflow: [{dial}]}}\n"
        f"  - when: {{clientActionId: a}}\n    reply: {{callflow: [{dial}]}}\n"
    )
    row = run_many(file, [""], legs=["answered"] * 2 + ["busy"])[0]
    assert row.path == ("start", "a", "makeCall")
    assert (row.heard_last, row.outcome) == ("", "BUSY")
    file.write_text(
        file.read_text().replace("clientActionId: a, ", "").replace("{clientActionId: a}", "{digits: other}")
    )
    assert run_many(file, [""], legs=["answered"] * 3 + ["busy"])[0].path == ("start", "makeCall ×3")


def test_a_request_that_is_refused_is_refused_for_everybody() -> None:
    found = run_many(TWO_ERRORS, ["1", "2"])
    assert [(row.outcome, row.path, row.seconds) for row in found] == [("refused -1007", (), 0.0)] * 2


def test_a_backend_takes_the_place_of_the_table() -> None:
    body = request({"action": "say", "params": {"text": "Hello.", "voiceProfile": "en-GB-Emma"}})
    assert run_many(body, [""], backend="python:tests.api.test_population:nothing_more")[0].outcome == "COMPLETED"


def nothing_more(_body: dict[str, Any]) -> dict[str, Any]:
    return {}


def test_the_summary_counts_outcomes_and_paths_most_first() -> None:
    found = run_many(HOTLINE, ["1", "3", "3"], legs=["answered", "busy"])
    assert list(found.summary()["outcome"].items()) == [("COMPLETED", 2), ("BUSY", 1)]
    assert list(found.summary()["path"].items()) == [
        ("start > hours > Goodbye.", 2),
        ("start > I put you through to sales.", 1),
    ]


def test_the_table_becomes_a_dataframe() -> None:
    frame = run_many(HOTLINE, ["1", "3"]).to_dataframe()
    assert list(frame["path"]) == ["start > I put you through to sales.", "start > hours > Goodbye."]
    assert list(run_many(HOTLINE, []).to_dataframe().columns) == list(frame.columns)


def test_without_pandas_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = run_many(MENU, ["1"])
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(simulator.MissingExtraError, match=r"callflow-simulator\[notebook\]"):
        found.to_dataframe()


def test_it_shows_itself_by_path() -> None:
    found = run_many(HOTLINE, ["3", "3", "1"])
    assert len(found) == 3
    assert str(found).splitlines()[0] == "3 calls: Hotline call-back"
    words = "2 COMPLETED 25.6 25.6 25.6 s start > hours > Goodbye."
    assert " ".join(str(found).splitlines()[1].split()) == words
    shown = found._repr_html_()
    assert '<th scope="col" style="text-align:left">path (3 calls)</th>' in shown
    assert "start &gt; hours &gt; Goodbye." in shown


@pytest.mark.parametrize(
    ("callers", "more", "said"),
    [
        ("1 2", {}, '"1 2" is one key script, expected a list of them: ["1 2"]'),
        ([1], {}, "1 is no key script"),
        (["1 silense"], {}, 'did you mean "silence"?'),
        (["1"], {"count": 3}, "count goes with a CallerModel"),
        (CallerModel(), {"count": -3}, "-3 is no number of callers"),
        (["1"], {"legs": ["bussy"]}, "bussy"),
        (["1"], {"backend": "htp://x"}, "is not the place of a backend"),
    ],
)
def test_what_cannot_be_used_is_a_usage_error(callers: Any, more: dict[str, Any], said: str) -> None:
    with pytest.raises(simulator.UsageError) as caught:
        run_many(MENU, callers, **more)
    assert said in str(caught.value)


def test_a_reply_begins_no_call() -> None:
    with pytest.raises(simulator.UsageError, match="a run begins with a request body"):
        run_many(simulator.load({"callflow": []}, kind="reply"), ["1"])
