"""A replay says which parts of a session the log could tell; what a log lacks is never called the same."""

from __future__ import annotations

import copy
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from simulator.model.reports.session_replay import ASPECTS
from simulator.running import replay as _replay
from simulator.running.replay import replay
from simulator.running.replaying.neutral import own_ids
from tests.exploring._flows import HANGUP, menu, reply, row, say
from tests.exploring.random_flows import read
from tests.running.replaying.logs import BANK, BODIES, LOANS, bank, call, lines, logged, session, transfer

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.reports.session_replay import SessionReplay

FLOW = read(BANK)
SUMMARY = {"session", "error", "lastAction", "callCount"}
INBOUND = {"flow": "In", "inbound": {"source": "+6591234567", "destination": "+6562345678"},
           "replies": [row(reply(say("Hello."), HANGUP), stage="*")]}  # fmt: skip


def untold(report: SessionReplay) -> dict[str, str]:
    return {one.what: one.why for one in report.not_told}


@pytest.mark.parametrize(
    ("kinds", "lacks"),
    [((), set()), (BODIES, {"heard"}), (("VCA", "VSS"), {"heard"}), (("VCA", "VCS"), {"heard"} | SUMMARY),
     (("VCA",), {"heard", "dialled", "legs", "duration"} | SUMMARY)],
)  # fmt: skip
def test_what_a_kind_of_webhook_tells_is_missing_without_it(
    kinds: tuple[str, ...], lacks: set[str], tmp_path: Path
) -> None:
    report = replay(logged(tmp_path, BANK, "1 1234 1", kinds=kinds), FLOW).report
    assert report.same
    assert set(untold(report)) == lacks
    assert set(report.compared) | lacks == set(ASPECTS)


def test_a_log_of_summaries_does_not_tell_the_path_through_a_menu(tmp_path: Path) -> None:
    """Neither as the flow was nor as it is now: the log is the same, and so is the verdict."""
    changed = bank()
    changed["replies"][2]["reply"]["callflow"] = [transfer("+6580000009")]
    for keys in ("0", "2", "1 1234 1"):
        log = logged(tmp_path, BANK, keys, kinds=("VSS",))
        for flow in (FLOW, read(changed)):
            report = replay(log, flow).report
            assert (report.same, report.followed, report.differences) == (None, False, ())
            assert set(report.compared) == {"direction", "dialled", "legs"}
            assert set(untold(report)) == set(ASPECTS) - {"direction"}


def test_a_log_of_summaries_tells_another_number_of_leg_a(tmp_path: Path) -> None:
    changed = bank()
    changed["request"]["callflow"][0]["params"]["destination"] = "+6591234568"
    found = replay(logged(tmp_path, BANK, "0", kinds=("VSS",)), read(changed)).report
    assert found.same is False
    assert [one.what for one in found.differences] == ["dialled"]


def test_a_session_that_can_have_asked_nothing_is_taken_so(tmp_path: Path) -> None:
    report = replay(logged(tmp_path, BANK, "hangup@9s", kinds=("VSS",)), FLOW).report
    assert report.same
    assert untold(report)["questions"] == "the log has no VCA"


def test_status_updates_with_digits_are_enough_to_follow_a_caller(tmp_path: Path) -> None:
    changed = bank()
    changed["replies"][2]["reply"]["callflow"] = [transfer("+6580000009")]
    log = logged(tmp_path, BANK, "0", kinds=("VCS", "VSS"))
    assert replay(log, FLOW).same
    found = replay(log, read(changed)).report
    assert [one.what for one in found.differences] == ["dialled"]
    assert "how long the caller took" in untold(found)["duration"]


def test_digits_that_the_flow_cannot_take_one_after_another_are_a_difference(tmp_path: Path) -> None:
    bodies = lines(call(FLOW, "1 1234 1"), ("VCS", "VSS"))
    bodies = [body for body in bodies if body["payload"].get("dtmf") != "1234"]
    found = replay(session(tmp_path, *bodies), FLOW).report
    assert [(one.what, one.logged, one.found) for one in found.differences] == [("digits", '"1", "1"', '"1"')]


def test_a_call_that_goes_on_after_the_log_is_not_followed(tmp_path: Path) -> None:
    """By status updates alone: nobody knows what the caller would have done where the log is over."""
    broken = bank()
    del broken["replies"][0]
    log = logged(tmp_path, broken, "1", kinds=("VCS", "VSS"))
    assert replay(log, read(broken)).same
    report = replay(log, FLOW).report
    assert (report.same, report.followed) == (None, False)
    assert "session" in untold(report)


def test_status_updates_alone_tell_of_the_legs_and_of_the_digits(tmp_path: Path) -> None:
    changed = bank()
    changed["replies"][2]["reply"]["callflow"] = [transfer("+6580000009")]
    log = logged(tmp_path, BANK, "0", kinds=("VCS",))
    report = replay(log, FLOW).report
    assert report.same
    assert set(untold(report)) == {"questions", "heard", "duration"} | SUMMARY
    assert [one.what for one in replay(log, read(changed)).report.differences] == ["dialled"]


def test_what_came_of_a_leg_that_no_webhook_ends_is_not_told(tmp_path: Path) -> None:
    first, *_ = lines(call(FLOW, "1 1234 1"), ("VCS",))
    report = replay(session(tmp_path, first, *lines(call(FLOW, "1 1234 1"), ("VCA",))), FLOW).report
    assert report.same
    assert "the log does not tell what came of each leg" in untold(report)["legs"]


def test_the_words_before_the_first_reply_are_not_told_without_the_request(tmp_path: Path) -> None:
    written = lines(call(FLOW, "1 1234 1"))
    del written[0]["request"]
    report = replay(session(tmp_path, *written), FLOW).report
    assert report.same
    assert untold(report) == {"heard": "before question 1: the log has no request"}
    changed = bank()
    changed["request"]["callflow"][1]["params"]["text"] = "Hello, dear friend."
    assert replay(session(tmp_path, *written), read(changed)).same


def test_a_reply_that_is_missing_is_named(tmp_path: Path) -> None:
    written = lines(call(FLOW, "1 1234 1"))
    asked = [line for line in written if line["type"] == "VCA"]
    asked[0]["reply"] = asked[2]["reply"] = None
    assert untold(replay(session(tmp_path, *written), FLOW).report) == {
        "heard": "after questions 1, 3: the log has no reply to it"
    }


def test_a_reply_that_our_rules_refuse_tells_nothing(tmp_path: Path) -> None:
    written = lines(call(FLOW, "1 1234 1"))
    asked = [line for line in written if line["type"] == "VCA"]
    asked[0]["reply"]["callflow"][0]["params"]["maxDigits"] = 99
    report = replay(session(tmp_path, *written), FLOW).report
    assert report.same
    assert "would not be taken here" in untold(report)["heard"]


def test_a_request_that_our_rules_refuse_tells_nothing(tmp_path: Path) -> None:
    written = lines(call(FLOW, "1 1234 1"))
    written[0]["request"]["callflow"].pop(0)
    assert untold(replay(session(tmp_path, *written), FLOW).report) == {
        "heard": "before question 1: the request of the log would be refused here"
    }


@pytest.mark.parametrize("text", ["{", '{"callflow": [{"action": "say"}]}'])
def test_a_reply_that_ended_the_session_is_replayed(text: str, tmp_path: Path) -> None:
    changed = bank()
    changed["replies"] = [row({"callflow": [{"action": "say"}]}, stage="*")]
    flow = read(changed)
    written = lines(call(flow, "1"))
    for line in written:
        line["reply"] = text if line["type"] == "VCA" else None
    log = session(tmp_path, *written)
    report = replay(log, flow).report
    assert (report.same, report.not_told) == (True, ())
    assert replay(log, FLOW).departure is not None
    without = session(tmp_path, *(line for line in written if line["type"] != "VSS"))
    assert "heard" not in untold(replay(without, flow).report)


def test_ids_of_the_session_that_a_backend_gives_back_are_neutral(tmp_path: Path) -> None:
    """A stage or a text with the id of its session is the same in the next one, where that has its own id."""

    def flow(number: str) -> Any:
        changed = bank()
        changed["replies"] = [
            row(reply(say(f"You are {number}."), menu("Go on?"), stage=f"more_{number}")),
            row(reply(HANGUP), stage="*"),
        ]
        return read(changed)

    own = call(FLOW, "hangup", seed=1).session["sessionId"]  # type: ignore[index]
    log = session(tmp_path, *lines(call(flow(own), "1 2", seed=1)))
    again = replay(log, FLOW, seed=0).call
    assert again is not None
    other = own_ids(again.call)[0][0]
    report = replay(log, flow(other), seed=0).report
    assert (report.same, report.not_told) == (True, ())
    assert replay(log, flow(own.replace("a", "b")), seed=0).departure is not None


def test_legs_are_read_however_they_are_spelled(tmp_path: Path) -> None:
    (body,) = lines(call(FLOW, "0"), ("VSS",))
    asked = lines(call(FLOW, "0"), ("VCA",))
    details = body["payload"]["details"]
    body["payload"]["details"] = {"CallA": details["callA"], "CallB": details["callB"]}
    changed = bank()
    changed["replies"][2]["reply"]["callflow"] = [transfer("+6580000009")]
    log = session(tmp_path, *asked, body)
    assert replay(log, FLOW).same
    assert [one.what for one in replay(log, read(changed)).report.differences] == ["dialled"]


def test_of_the_legs_between_a_summary_tells_nothing(tmp_path: Path) -> None:
    written = {"flow": "Two", "account": {"assumptions": {"bridgeFailureEndsSession": False}},
               "request": {"callflow": [BANK["request"]["callflow"][0], transfer("+6580000001")]},
               "replies": [row(reply(transfer(LOANS), stage="more")), row(reply(HANGUP), stage="more")]}  # fmt: skip
    other = copy.deepcopy(written)
    other["request"]["callflow"][1]["params"]["destination"] = "+6580000009"  # type: ignore[index]
    flow, legs = read(written), ("answered", "noAnswer", "answered")
    summed_up = session(tmp_path, *lines(call(flow, "", legs), ("VCA", "VSS")))
    for one in (flow, read(other)):
        report = replay(summed_up, one).report
        assert report.same
        assert {"legs", "dialled", "duration"} <= set(untold(report))
    full = session(tmp_path, *lines(call(flow, "", legs)))
    assert replay(full, flow).report.not_told == ()
    assert replay(full, read(other)).departure is not None


def test_a_summary_that_lacks_a_field_does_not_tell_it(tmp_path: Path) -> None:
    written = lines(call(FLOW, "1 1234 1"))
    for key in ("lastAction", "callCount"):
        del written[-1]["body"]["payload"][key]
    report = replay(session(tmp_path, *written), FLOW).report
    assert untold(report) == {key: f"the summary (VSS) has no {key}" for key in ("lastAction", "callCount")}
    assert report.same


def test_without_details_nobody_tells_of_legs(tmp_path: Path) -> None:
    body = lines(call(FLOW, "hangup"), ("VSS",))[0]
    body["payload"]["details"] = None
    report = replay(session(tmp_path, body), FLOW).report
    assert {"direction", "legs", "dialled"} <= set(untold(report))


def test_a_caller_who_calls_in_may_be_anybody(tmp_path: Path) -> None:
    """Who calls, and which number of ours, is up to the caller, who may withhold it."""
    for source in ("+6599999999", "anonymous", ""):
        bodies = lines(call(read(INBOUND), ""), BODIES)
        for body in bodies:
            body["payload"]["source"] = source
            for leg in body["payload"].get("details", {}).values():
                leg["source"] = source
        found = replay(session(tmp_path, *bodies), read(INBOUND))
        assert found.same
        assert found.call is not None
        assert found.call.webhooks[0].body["payload"]["source"] == source


def test_a_call_that_comes_in_is_compared_by_whom_it_is_put_through_to(tmp_path: Path) -> None:
    flows = [INBOUND | {"replies": [row(reply(transfer(number), stage="more")), row(reply(HANGUP), stage="more")]}
             for number in (LOANS, "+6580000009")]  # fmt: skip
    for kinds in (BODIES, ("VCA", "VSS"), ()):
        log = logged(tmp_path, flows[0], "", kinds=kinds)
        assert replay(log, read(flows[0])).same
        assert "dialled" in {one.what for one in replay(log, read(flows[1])).report.differences}


def test_digits_that_no_question_tells_of_are_not_told(tmp_path: Path) -> None:
    written = {"flow": "Two", "request": {"callflow": [*BANK["request"]["callflow"], menu("And another?"), HANGUP]}}
    log = logged(tmp_path, written, "1 2", kinds=("VSS",))
    report = replay(log, read(written)).report
    assert report.unknown == 3  # the second menu, and two tries at the first
    assert "no status updates of digits" in untold(report)["digits"]
    full = replay(logged(tmp_path, written, "1 2"), read(written)).report
    assert (full.unknown, full.not_told) == (0, ())


def test_digits_that_status_updates_tell_of_are_pressed_where_no_question_tells_of_them(tmp_path: Path) -> None:
    """Of two captures in one list, the question tells of the second; the other one's digits come before it."""
    both = [*BANK["request"]["callflow"], menu("And another?")]
    written = {"flow": "Two", "request": {"callflow": both}, "replies": [row(reply(HANGUP))]}
    log = logged(tmp_path, written, "1 2")
    found = replay(log, read(written))
    assert (found.same, found.report.unknown, found.report.not_told) == (True, 0, ())
    assert found.call is not None
    assert [capture.digits for capture in found.call.captures] == ["1", "2"]


def test_another_digit_told_by_a_status_update_is_a_difference(tmp_path: Path) -> None:
    written = {"flow": "Two", "request": {"callflow": [*BANK["request"]["callflow"], HANGUP]}}
    changed = copy.deepcopy(written)
    changed["request"]["callflow"][2]["params"] |= {"minDigits": 2, "maxDigits": 2}  # type: ignore[index]
    found = replay(logged(tmp_path, changed, "12"), read(written)).report
    assert [(one.what, one.logged, one.found) for one in found.differences if one.what == "digits"] == [
        ("digits", '"12"', '"1"')
    ]


def test_a_leg_that_an_error_struck_was_never_tried(tmp_path: Path) -> None:
    written = bank() | {"account": {"coverage": ["GB"]}}
    log = logged(tmp_path, written, "")
    assert replay(log, read(written)).same
    found = replay(log, FLOW).report
    assert [one.what for one in found.differences] == ["questions", "legs"]


def test_the_simulators_own_bound_is_a_difference(tmp_path: Path) -> None:
    written = bank() | {"account": {"assumptions": {"maxReplies": 1}}}
    found = replay(logged(tmp_path, BANK, "1 1234 1"), read(written)).report
    assert found.same is False
    assert "stopped by the simulator" in " ".join(one.found for one in found.differences)


@pytest.mark.parametrize(
    ("source", "destination"), [(None, "+6562345678"), ("+6591234567", None), ("x", "+6562345678")]
)
def test_a_call_whose_numbers_the_log_does_not_tell_has_those_of_the_flow(
    source: str | None, destination: str | None
) -> None:
    leg = SimpleNamespace(inbound=True, source=source, destination=destination)
    setting = SimpleNamespace(inbound=object())
    assert _replay._called_by(SimpleNamespace(legs=[leg]), setting) is setting  # type: ignore[arg-type, comparison-overlap]
