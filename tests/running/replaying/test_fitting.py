"""The caller of a log is found by what was captured and when: late, early, rejected, silent, or hanging up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.running.replay import replay
from tests.exploring._brute import TOKENS
from tests.exploring._flows import HANGUP, menu, say
from tests.exploring.mutations import MUTATIONS
from tests.exploring.random_flows import random_flows, read
from tests.running.replaying.logs import BANK, BODIES, bank, call, lines, logged, pin, session

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.running.dry_run import DryRun

FLOW = read(BANK)
KINDS = ((), BODIES, ("VCA", "VSS"), ("VCA", "VCS"), ("VCA",))
LEGS = ((), ("answered", "busy"), ("answered:2s", "answered:3s,talks:5s"), ("answered", "noAnswer:9s"), ("busy",),
        ("answered", "failed:404"), ("answered:700ms", "canceled"))  # fmt: skip
SCRIPTS = st.lists(
    st.sampled_from([*TOKENS, "1111", "2w3", "2[4000]3", "^1", "[3000]1", "hangup", "hangup[700]", "hangup@13s"]),
    max_size=5,
).map(" ".join)


@pytest.mark.parametrize("kinds", KINDS, ids=lambda kinds: "-".join(kinds) or "all")
@pytest.mark.parametrize(
    ("keys", "legs"),
    [("[7500]1 ^1234 1", ()), ("^[10]1 [2000]1234 1", ()), ("# 1 # 1234 1", ()), ("silence 1 silence 1234 1", ()),
     ("1 12 1234 1", ()), ("1 1[3000]2 [100]1234 1", ()), ("1 [2500]1 1[2000]2[1800]34 1", ()),
     ("1 # #", ()), ("# #", ()), ("1 11 1", ()),
     ("hangup", ()), ("hangup@3s", ()), ("1 hangup[2000]", ()), ("1 1234 2 hangup[30]", ()),
     ("0 hangup@30s", ()), ("0 hangup@12s", ()), ("0", ("answered:1500ms", "answered:9s,talks:41s")),
     ("0", ("answered", "failed:404")), ("2", ("answered", "canceled:9s")), ("", ("noAnswer:12s",))],
)  # fmt: skip
def test_whatever_a_caller_does_the_flow_takes_the_path_of_its_own_log(
    keys: str, legs: tuple[str, ...], kinds: tuple[str, ...], tmp_path: Path
) -> None:
    bodies = lines(call(FLOW, keys, legs), kinds)
    if not any(body.get("eventType", "SESSION_SUMMARY") in ("CALL_ACTION", "SESSION_SUMMARY") for body in bodies):
        return
    report = replay(session(tmp_path, *bodies), FLOW).report
    assert report.same
    assert kinds or not report.not_told


def test_a_silent_try_is_plainer_than_slow_keys(tmp_path: Path) -> None:
    """Four keys two seconds apart would have taken as long, and would not be in time for the other timers."""
    changed = bank()
    changed["replies"][0]["reply"]["callflow"] = [pin(digitTimeout=1500)]
    for keys in ("1 silence 1234 1", "1 [1400]1 1234 1"):
        found = replay(logged(tmp_path, BANK, keys), read(changed))
        assert "questions" not in {one.what for one in found.report.differences}


@pytest.mark.parametrize("last", ["running", "HANGUP"])
def test_a_caller_who_hangs_up_while_something_is_said_is_found(last: str, tmp_path: Path) -> None:
    written = bank() | {"account": {"assumptions": {"lastActionOnRemoteHangup": last}}}
    for keys in ("1 1234 1 hangup@23s", "1 1234 1", "hangup@500ms"):
        for kinds in (BODIES, ("VCA", "VSS")):
            assert replay(logged(tmp_path, written, keys, kinds=kinds), read(written)).same


def test_a_log_without_any_time_is_followed_without_times(tmp_path: Path) -> None:
    for keys in ("[7500]1 1234 hangup[2000]", "1 1234 2 1", "0 hangup@30s"):
        bodies = lines(call(FLOW, keys), ("VCA", "VSS"))
        for body in bodies:
            payload = body["payload"]
            for one in (payload, *payload.get("details", {}).values()):
                for name in [name for name in one if "ime" in name]:
                    del one[name]
        report = replay(session(tmp_path, *bodies), FLOW).report
        assert report.same
        assert any(one.what == "duration" for one in report.not_told)


def test_keys_that_nobody_was_told_of_are_guessed_so_that_the_time_is_right(tmp_path: Path) -> None:
    written = {
        "flow": "Two",
        "request": {"callflow": [*BANK["request"]["callflow"], menu("And your age?", maxDigits=2)]},
    }
    flow = read(written)
    for keys in ("1 42", "# 1 42", "silence 2 4#", "silence silence 4#"):
        report = replay(logged(tmp_path, written, keys, kinds=("VCA", "VSS")), flow).report
        assert report.same, keys
        assert report.unknown


@pytest.mark.parametrize(("tolerance", "same"), [(0.0, False), (2.0, False), (3.5, True)])
def test_lengths_of_time_may_differ_by_the_tolerance(tolerance: float, same: bool, tmp_path: Path) -> None:
    short, longer = (
        {"flow": "Say", "request": {"callflow": [BANK["request"]["callflow"][0], say(text), HANGUP]}}
        for text in ("Good morning to you.", "Good morning to you, and to all whom you have brought with you today.")
    )
    log = logged(tmp_path, short, "", kinds=("VSS",))
    report = replay(log, read(longer), tolerance=tolerance).report
    assert report.same == same
    if not same:
        (difference,) = report.differences
        assert (difference.what, difference.logged) == ("duration", "the end 8.000 s after the beginning")


def test_what_the_simulator_estimates_wrongly_is_no_difference(tmp_path: Path) -> None:
    """A real text takes longer to speak than ours: that is told of the log's own lists, not of the flow."""
    written = lines(call(FLOW, "1 1234 1"))
    for line in written[-2:]:
        payload = line["body"]["payload"]
        for name in ("timestamp", "endTime"):
            if name in payload:
                payload[name] = payload[name].replace(":2", ":5", 1)
    log = session(tmp_path, *written)
    report = replay(log, FLOW).report
    assert report.same
    assert ["where the log's own lists take" in one.why for one in report.not_told] == [True]
    changed = bank()
    changed["replies"][5]["reply"]["callflow"].insert(0, say("One moment. " * 9))
    assert {one.what for one in replay(log, read(changed)).report.differences} == {"heard", "duration"}


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(random_flows(), SCRIPTS, st.sampled_from(LEGS), st.sampled_from(KINDS))
def test_a_random_call_takes_the_path_of_its_own_log(
    tmp_path_factory: pytest.TempPathFactory, written: dict[str, object], keys: str, legs: tuple[str, ...],
    kinds: tuple[str, ...],
) -> None:  # fmt: skip
    flow = read(written)
    run = call(flow, keys, legs)
    bodies = lines(run, kinds)
    if run.session is None or not any(body.get("eventType") != "CALL_STATUS" for body in bodies):
        return  # the simulator stopped it at a bound of its own, or nothing is told but status updates
    report = replay(session(tmp_path_factory.getbasetemp(), *bodies), flow).report
    assert report.same, report.differences
    assert kinds or not report.not_told


@pytest.mark.slow
@pytest.mark.parametrize("mutation", sorted(MUTATIONS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_a_caller_meets_differently_is_told(
    tmp_path_factory: pytest.TempPathFactory, mutation: str, data: st.DataObject
) -> None:
    old, new, _ = data.draw(MUTATIONS[mutation])
    # Of a prompt that begins as the caller hangs up, no log tells.
    keys = data.draw(SCRIPTS).replace("hangup ", "hangup[9] ").removesuffix("hangup")
    legs = data.draw(st.sampled_from(LEGS))
    before, now = call(read(old), keys, legs), call(read(new), keys, legs)
    if before.session is None:
        return
    found = replay(session(tmp_path_factory.getbasetemp(), *lines(before)), read(new))
    same = met(before) == met(now) and abs(before.trace[-1].at - now.trace[-1].at) <= 2000
    # Where keys were rejected of which no webhook tells, another caller can have done the same before, and not now.
    assert found.same == same or found.report.unknown


def met(run: DryRun) -> list[object]:
    """What was heard, asked and dialled, and how it ended."""
    heard = [(item.text, item.file_url) for item in run.heard]
    voices = [event.prompt.voice for event in run.trace if hasattr(event, "prompt")]
    asked = [hook.body["payload"] for hook in run.webhooks if hook.type == "VCA"]
    questions = [(one.get("dtmf"), one.get("clientActionId")) for one in asked]
    session = run.session or {}
    numbers = [event.destination for event in run.trace if hasattr(event, "destination")]
    return [heard, voices, questions, numbers, session.get("sessionStatus"), session.get("lastAction")]
