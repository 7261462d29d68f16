"""What callers notice of a change: each kind of difference, each once, with its keys."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.api.diff import Diff, diff
from simulator.errors import RefusedError, UsageError
from simulator.exploring.diff.same_input import UNLIKE
from simulator.exploring.search.explorer import Bounds
from tests.exploring import backends
from tests.exploring._flows import HANGUP, SAMPLES, dial, flow, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.difference import Difference

pytestmark = pytest.mark.slow

ALL_FLOWS = sorted(SAMPLES.parent.rglob("*.flow.yaml"))
BYE = reply(say("Goodbye."), HANGUP)
TWO_TIMERS = {"maxDigits": 9, "minDigits": 2, "digitTimeout": 2000}


@pytest.fixture(autouse=True)
def _fresh_backends(monkeypatch: pytest.MonkeyPatch) -> None:
    """What backends of other tests remember is not ours, nor ours theirs."""
    monkeypatch.setattr("tests.exploring.backends._SESSIONS", {})
    for name in ("_COUNTER", "_TIRING"):
        monkeypatch.setattr(f"tests.exploring.backends.{name}", count())


def kinds(found: Diff) -> list[tuple[str, str]]:
    return [(one.kind, one.way.dtmf) for one in found.differences]


def only(found: Diff) -> Difference:
    assert len(found.differences) == 1, found
    return found.differences[0]


def backend(name: str) -> FlowFile:
    return flow(menu("First."), backend=f"python:tests.exploring.backends:{name}")


@pytest.mark.parametrize("file", ALL_FLOWS, ids=lambda path: path.stem)
def test_no_sample_flow_differs_from_itself(file: Path) -> None:
    found = diff(file, file, bounds=Bounds(places=40))
    assert found.differences == ()
    assert not found.comparison.unstable


def test_a_backend_and_a_table_that_hold_the_same_conversation_do_not_differ() -> None:
    found = diff(SAMPLES / "table.flow.yaml", SAMPLES / "flask.flow.yaml")
    assert found.differences == ()
    assert found.complete


def test_a_key_that_only_the_new_version_offers_is_pressed_in_both() -> None:
    old = flow(menu("Choose."), rows=[row(BYE, digits="other")])
    new = flow(menu("Choose."), rows=[row(reply(menu("More."), stage="more"), digits="7"), row(BYE, digits="other")])
    found = only(diff(old, new))
    assert (found.kind, found.way.dtmf, found.does) == ("outcome", "7", "7")
    assert (found.old.dest.status, found.new.dest.stage) == ("COMPLETED", "more")
    assert [prompt.words for prompt in found.new.heard] == ["More."]


def test_digits_that_neither_version_names_are_tried() -> None:
    old = flow(menu("Choose."), rows=[row(BYE, digits="9"), row(BYE, digits="other")])
    rows = [row(BYE, digits="8"), row(reply(say("No."), HANGUP), digits="9"), row(BYE, digits="8")]
    new = flow(menu("Choose."), rows=[*rows, row(reply(menu("Again."), stage="x"), digits="other")])
    assert kinds(diff(old, new)) == [("outcome", "7"), ("wording", "9")]


def test_each_pair_of_patterns_is_tried() -> None:
    code = menu("Code.", minDigits=2, maxDigits=2)
    sales, other = reply(say("Sales."), HANGUP), reply(say("Other."), HANGUP)
    old = flow(code, rows=[row(sales, digits="/[0-4]./"), row(other, digits="/[5-9]./")])
    new = flow(code, rows=[row(sales, digits="/.[0-4]/"), row(other, digits="/.[5-9]/")])
    routing = [one for one in diff(old, new).differences if one.kind == "routing"]
    assert [(one.way.dtmf, one.old.heard[0].words) for one in routing] == [("05", "Sales."), ("50", "Other.")]


def test_a_menu_reached_by_many_ways_is_shown_once_by_the_shortest() -> None:
    def version(words: str) -> FlowFile:
        rows = [row(reply(menu("Second.")), digits=["1", "2"]), row(reply(menu(words), stage="s"), digits="22")]
        code = menu("First.", maxDigits=3)
        return flow(code, rows=[*rows, row(reply(menu(words), stage="s"), digits="3"), row(BYE, digits="other")])

    found = only(diff(version("Third."), version("3rd.")))
    assert (found.kind, found.way.dtmf, found.way.keys) == ("wording", "3#", 2)
    assert found.more == 2


def test_one_row_that_every_menu_shares_is_one_difference() -> None:
    def version(answer: dict[str, Any]) -> FlowFile:
        second = row(reply(menu("Second."), stage="s"), digits="1")
        return flow(menu("First."), rows=[second, row(answer, stage="*", digits="other")])

    found = only(diff(version(BYE), version(reply(dial("+6580000001")))))
    assert (found.kind, found.way.dtmf, found.more) == ("outcome", "9", 1)


def test_another_number_is_routing() -> None:
    old, new = (
        flow(menu("Hi."), rows=[row(reply(dial(number)), digits="1")]) for number in ("+6580000001", "+6580000002")
    )
    found = only(diff(old, new))
    assert (found.kind, found.old.dest.words, found.new.dest.words) == ("routing", ("+6580000001",), ("+6580000002",))


def test_a_menu_that_is_asked_again_is_another_way_than_one_that_goes_on() -> None:
    rows = [row(reply(menu("Second.")), digits=None), row(BYE, digits="other")]
    found = diff(flow(menu("First.", noOfTries=2), rows=rows), flow(menu("First."), rows=rows))
    assert kinds(found)[0] == ("routing", "silence")


def test_the_same_menu_met_anew_is_no_difference_to_one_that_is_asked_again() -> None:
    rows = [row(reply(menu("First.", noOfTries=2)), digits=None), row(BYE, digits="other")]
    again = [row(reply(menu("First.")), digits=None), row(BYE, digits="other")]
    found = diff(flow(menu("First.", noOfTries=2), rows=rows), flow(menu("First."), rows=again), legs=["answered"])
    assert {one.kind for one in found.differences} <= {"timing"}


def test_a_longer_text_is_wording_and_a_longer_wait_timing() -> None:
    def version(words: str, ms: int) -> FlowFile:
        return flow(menu(words, digitTimeout=ms, overallTimeout=9000), rows=[row(BYE, stage="*")])

    assert kinds(diff(version("Hi.", 3000), version("Hi, and welcome.", 3000))) == [("wording", "")]
    both = diff(version("Hi.", 3000), version("Hi, and welcome.", 4000))
    assert kinds(both) == [("timing", "silence"), ("wording", "")]
    assert both.differences[0].new.ms > both.differences[0].old.ms


def test_prompts_put_in_and_left_out_are_told_alone() -> None:
    old = flow(say("One."), say("Two."), menu("Menu."), rows=[row(BYE, stage="*")])
    new = flow(say("Two."), say("And a half."), say("And more."), menu("Menu."), rows=[row(BYE, stage="*")])
    heard = [([x.words for x in one.old.heard], [x.words for x in one.new.heard]) for one in diff(old, new).differences]
    assert heard == [(["One."], []), ([], ["And a half.", "And more."])]


def test_time_for_all_keys_shows_by_slow_keys() -> None:
    old, new = (flow(menu("Code.", overallTimeout=ms, **TWO_TIMERS), rows=[row(BYE, stage="*")]) for ms in (6000, 7000))
    found = only(diff(old, new))
    assert (found.kind, found.way.dtmf) == ("timing", "1[1999]1[1999]1")
    assert found.new.ms - found.old.ms == 998  # the new time for one key is over 2 ms before that for all


def test_no_slow_keys_are_tried_where_they_would_fill_the_entry() -> None:
    timers = {**TWO_TIMERS, "maxDigits": 2}
    old, new = (flow(menu("Code.", overallTimeout=ms, **timers), rows=[row(BYE, stage="*")]) for ms in (6000, 7000))
    assert diff(old, new).differences == ()


def code(*, settings: dict[str, Any] | None = None, **params: Any) -> FlowFile:
    """A code of two to four keys, of which 12 is the right one."""
    asked = menu("Enter your code.", **{"minDigits": 2, "maxDigits": 4, "overallTimeout": 10_000, **params})
    rows = [row(reply(say("Thank you."), HANGUP), digits="12"), row(BYE, stage="*")]
    return flow(asked, rows=rows, account={"assumptions": settings or {}})


LATE = {"digitTimeout": 3000, "overallTimeout": 3000}


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ({"digitTimeout": 3000}, {"digitTimeout": 3000, "settings": {"digitTimeoutJudges": False}}, "12"),
        ({"digitTimeout": 2000}, {"overallTimeout": 2000}, "12"),
        ({}, {"settings": {"overallTimeoutJudges": True}}, "12"),
        ({"digitTimeout": 2500, "overallTimeout": 4000}, {"digitTimeout": 2500, "overallTimeout": 3000}, "12"),
        (LATE, {**LATE, "settings": {"overallTimeoutJudges": True}}, "12"),
        ({}, {"settings": {"bargeIn": False}}, "^12#"),
        ({"completeOnHash": False}, {"completeOnHash": False, "settings": {"overallTimeoutJudges": True}}, "12"),
    ],
)
def test_an_entry_is_also_ended_by_a_pause_and_made_during_the_prompt(
    old: dict[str, Any], new: dict[str, Any], shown: str
) -> None:
    for found in (diff(code(**old), code(**new)), diff(code(**new), code(**old))):
        assert [dtmf for kind, dtmf in kinds(found) if kind == "routing"] == [shown]
        assert found.comparison.ground == "proved"
    assert diff(code(**new), code(**new)).differences == ()


def test_that_a_prompt_cannot_be_interrupted_is_one_difference_where_only_time_shows_it() -> None:
    accounts = ({"assumptions": {"bargeIn": given}} for given in (True, False))
    asked = menu("Enter your code.", minDigits=2, maxDigits=4)
    found = only(diff(*(flow(asked, rows=[row(BYE, stage="*")], account=one) for one in accounts)))
    assert (found.kind, found.way.said) == ("timing", "press # during the prompt")


@pytest.mark.parametrize("name", ["typeAhead", "messageBargeIn", "keyAtTimerCounts", "digitTimeoutFirst"])
def test_a_setting_that_shows_only_by_keys_at_other_times_is_not_proved_alike(name: str) -> None:
    found = diff(*(code(settings={name: given}) for given in (False, True)))
    assert (found.differences, found.comparison.bounds, found.comparison.ground) == ((), ("keyTimes",), "notReached")


def test_one_timer_alone_shows_by_silence() -> None:
    old, new = (flow(menu("Code.", maxDigits=9, overallTimeout=ms), rows=[row(BYE, stage="*")]) for ms in (6000, 7000))
    assert kinds(diff(old, new)) == [("timing", "silence")]


def test_a_pattern_more_changes_nothing_where_its_answer_is_that_of_the_rest() -> None:
    code = menu("Code.", minDigits=2, maxDigits=2)
    low, rest = row(reply(say("Low."), HANGUP), digits="/[0-4]./"), row(BYE, digits="other")
    assert (
        diff(flow(code, rows=[low, rest]), flow(code, rows=[low, row(BYE, digits="/[5-9]./"), rest])).differences == ()
    )


def test_the_time_until_the_first_dial_is_a_difference_of_any_call() -> None:
    old, new = (flow(menu("Hi."), rows=[], account={"assumptions": {"dialDelay": ms}}) for ms in (100, 300))
    found = only(diff(old, new))
    assert (found.kind, found.way.options, found.old.at) == ("timing", "", None)
    assert found.new.ms - found.old.ms == 200
    live = "python:tests.exploring.backends:null_crash"
    assert kinds(diff(old, new, old_backend=live, new_backend=live, legs=["busy"])) == [("timing", "")]


def test_a_setting_is_one_difference_however_often_it_shows() -> None:
    rows = [row(reply(dial("+6580000001")), digits=["1", "2"]), row(reply(dial("+6580000002")), digits="3")]
    old, new = (flow(menu("Hi."), rows=rows, account={"assumptions": {"ringOut": ms}}) for ms in (30_000, 31_000))
    found = only(diff(old, new, legs=["noAnswer", "answered"]))
    assert (found.kind, found.way.dtmf, found.way.legs) == ("timing", "", ("noAnswer",))
    assert found.more == 2


def test_a_call_that_comes_in_differs_from_one_that_goes_out() -> None:
    inbound = {"inbound": {"source": "+6591234567", "destination": "+6562345678"}}
    incoming = flow(rows=[row(reply(menu("Hi.")), callStatus="CALL_RECEIVED"), row(BYE, stage="*")], **inbound)
    found = diff(incoming, flow(menu("Hi."), rows=[row(BYE, stage="*")]))
    assert [(one.kind, one.old.at, one.new.dest.kind) for one in found.differences] == [("routing", None, "dial")]
    assert diff(incoming, incoming).differences == ()


def test_lists_that_play_without_end_are_compared_in_bounded_time() -> None:
    endless = [
        row(reply(say("On and on.")), stage="*", digits="1"),
        row(reply(say("On and on.")), stage="*", digits=None),
    ]
    found = diff(flow(menu("Hi."), rows=endless), flow(menu("Hi."), rows=[row(BYE, stage="*")]))
    assert kinds(found)[0][0] == "outcome"
    assert diff(flow(menu("Hi."), rows=endless), flow(menu("Hi."), rows=endless)).differences == ()


@pytest.mark.parametrize(
    ("bounds", "name"),
    [(Bounds(stages=3), "maxStages"), (Bounds(places=3), "maxPlaces"), (Bounds(depth=2), "maxDepth")],
)
def test_an_endless_backend_is_compared_until_a_bound(bounds: Bounds, name: str) -> None:
    found = diff(backend("counting"), backend("counting"), bounds=bounds, legs=["answered"])
    assert found.differences == ()
    assert found.comparison.bounds == (name,)
    assert not found.complete


def test_a_call_that_the_simulator_stops_is_said_to_be() -> None:
    endless = flow(
        menu("Hi."), rows=[row(reply(menu("Hi.")), stage="*")], account={"assumptions": {"maxSessionLength": 9000}}
    )
    found = diff(endless, endless)
    assert (found.differences, found.comparison.bounds) == ((), ("maxSessionLength",))


def test_time_runs_out_and_ctrl_c_stops_it() -> None:
    file = SAMPLES / "table.flow.yaml"
    ticks = iter(range(100))
    late = diff(file, file, bounds=Bounds(seconds=3), clock=lambda: next(ticks))
    assert late.comparison.bounds == ("timeLimit",)

    def stop(_known: int, _waiting: int) -> None:
        raise KeyboardInterrupt

    assert diff(file, file, progress=stop).comparison.bounds == ("interrupted",)


@pytest.mark.parametrize("name", ["forgetful", "alternating", "straying"])
def test_a_backend_that_answers_at_random_shows_no_difference_but_that(name: str) -> None:
    found = diff(backend(name), backend(name), legs=["answered"])
    assert found.differences == ()
    assert found.comparison.unstable


def test_a_path_that_leads_elsewhere_the_next_time_is_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    found = diff(backend("tiring"), backend("tiring"), legs=["answered"])
    assert found.differences == ()
    assert [words.partition(":")[0] for words in found.comparison.unstable] == ["after answered 9"]

    monkeypatch.setattr("tests.exploring.backends._TIRING", count())
    rows = [row(reply(menu("More?"), stage="more"), digits="9"), row(reply(HANGUP), stage="*")]
    found = diff(flow(menu("First."), rows=rows), backend("tiring"), legs=["answered"])
    assert found.differences == ()
    assert "after answered 9: a backend answers the same question differently" in found.comparison.unstable


def test_a_backend_that_changes_while_it_is_compared_is_found_out() -> None:
    def change(_known: int, _waiting: int) -> None:
        backends.CHANGED.append(True)

    backends.CHANGED.clear()
    rows = [row(reply(menu("More?"), stage="more"), digits="9"), row(reply(say("Bye."), HANGUP), stage="more")]
    table = flow(menu("First."), rows=[*rows, row(reply(HANGUP))])
    found = diff(table, backend("leaving"), legs=["answered"], progress=change)
    assert found.differences == ()
    assert any(words.endswith(UNLIKE) for words in found.comparison.unstable)

    backends.CHANGED.clear()
    found = diff(backend("changing"), backend("changing"), legs=["answered"], progress=change)
    assert found.comparison.unstable == (
        "after answered silence: a path that was taken before leads elsewhere now: nothing more",
    )


def test_a_backend_that_remembers_its_sessions_does_not_differ_from_itself() -> None:
    found = diff(backend("remembering"), backend("remembering"), legs=["answered"], bounds=Bounds(places=10))
    assert found.differences == ()


def test_a_difference_between_two_backends_is_found() -> None:
    request = json.dumps({"callflow": [dial(), menu("First.")]}).encode()
    found = diff(
        request, request, old_backend="python:tests.exploring.backends:hidden",
        new_backend="python:tests.exploring.backends:null_crash", legs=["answered"],
    )  # fmt: skip
    assert ("wording", "1") in kinds(found)
    assert ("outcome", "silence") in kinds(found)
    assert found.comparison.new == "python:tests.exploring.backends:null_crash"


def test_what_cannot_be_compared_is_refused() -> None:
    good = flow(menu("Hi."), rows=[])
    with pytest.raises(RefusedError):
        diff(good, flow(menu("Hi.", maxDigits=99), rows=[]))
    with pytest.raises(UsageError, match="nowhere"):
        diff(good, good, new_backend="nowhere")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ((6, {}), (7, {}), ("routing", "111111")),
        ((7, {}), (6, {}), ("routing", "111111")),
        ((6, {}), (5, {}), ("routing", "11111")),
        ((25, {}), (4, {}), ("routing", "1111")),
        ((4, {"digitTimeout": 3000}), (5, {"digitTimeout": 3000}), ("timing", "1111")),
        ((4, {"completeOnHash": False}), (9, {"completeOnHash": False}), ("routing", "9999")),
        ((4, {}), (4, {"completeOnHash": False}), ("routing", "99#")),
    ],
)
def test_where_other_numbers_of_keys_are_taken_as_many_as_end_an_entry_are_tried(
    old: tuple[int, dict[str, Any]], new: tuple[int, dict[str, Any]], shown: tuple[str, str]
) -> None:
    rows = [row(reply(say("Thanks."), HANGUP), digits="other"), row(BYE, digits=None)]

    def version(most: int, more: dict[str, Any]) -> FlowFile:
        return flow(menu("Your number?", minDigits=2, maxDigits=most, overallTimeout=20_000, **more), rows=rows)

    found = diff(version(*old), version(*new))
    assert shown in kinds(found), kinds(found)
    assert diff(version(*old), version(*old)).differences == ()


@pytest.mark.parametrize("pattern", ["[A-D]", "5|B", "[0-9]|C"])
def test_a_key_of_few_phones_that_a_row_takes_is_tried(pattern: str) -> None:
    def version(digits: str) -> FlowFile:
        rows = [row(reply(say("Secret."), HANGUP), digits=digits), row(BYE, stage="*")]
        return flow(menu("Choose."), rows=rows)

    found = diff(version(f"/{pattern}/"), version(f"/{pattern.rpartition('|')[0] or '0'}/"))
    assert {kind for kind, _ in kinds(found)} == {"routing"}


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ((say("Open."), HANGUP), (say("Closed."), HANGUP), "wording"),
        ((say("Open."),), (say("Closed."),), "wording"),
        ((menu("Hi."),), (menu("Hello."),), "wording"),
        ((menu("Hi."),), (say("Closed."), HANGUP), "outcome"),
        ((say("Open."), HANGUP), (say("Open."), say("Bye."), HANGUP), "wording"),
    ],
    ids=["words", "no capture", "menu", "menu gone", "more"],
)
def test_what_a_call_that_comes_in_hears_first_is_compared(before: Any, now: Any, kind: str) -> None:
    inbound = {"inbound": {"source": "+6591234567", "destination": "+6562345678"}}
    old, new = (
        flow(rows=[row(reply(*actions), callStatus="CALL_RECEIVED"), row(BYE, stage="*")], **inbound)
        for actions in (before, now)
    )
    assert diff(old, new).differences[0].kind == kind
