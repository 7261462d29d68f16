"""`heard`, `dials` and `duration`: exactly this and nothing else, and what a failure says first."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.call.wanted import Words
from simulator.scenario.expectations.base.lists import as_found, first_difference
from simulator.scenario.run import run_scenario
from tests.scenario.calls import CALL, HANGUP, ask, read, say, verdict

if TYPE_CHECKING:
    from collections.abc import Callable

BOOK, SORRY, DAY, THANKS = "Press 1 to book a table.", "Sorry?", "Today or tomorrow?", "Thank you."
OVER = {"when": {"callStatus": "ACTION_COMPLETED"}, "reply": {"callflow": [HANGUP]}}
BOOKED = "...\ncaller: ['1', '2']\n"


def failed(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """What is told of each failure, with the line and column behind what differs."""
    found = verdict(folder, text).failures
    return [(f"{one.what} {one.place.partition('.yaml:')[2]}", one.expected, one.found) for one in found]


@pytest.mark.parametrize(
    "heard",
    [
        [BOOK, DAY, THANKS],
        ["press 1 TO book  a table.", "/today/", "/^thank you\\.$/"],
        ["/Press/", "/./", "/you/"],
    ],
)
def test_the_whole_of_what_is_heard_passes_in_any_case_or_as_expressions(tmp_path: Path, heard: list[str]) -> None:
    assert failed(tmp_path, f"{BOOKED}expect: {{heard: {json.dumps(heard)}}}\n") == []


@pytest.mark.parametrize(
    ("heard", "place", "expected", "found"),
    [
        ([BOOK, THANKS], "7:7", THANKS, f'"{DAY}", an extra prompt before it'),
        ([THANKS], "6:7", THANKS, f'"{BOOK}", the first of 2 extra prompts before it'),
        ([BOOK, SORRY, DAY, THANKS], "7:7", SORRY, f'"{DAY}", which is item 3: this one is missing'),
        ([SORRY, SORRY, BOOK, DAY, THANKS], "6:7", SORRY, f'"{BOOK}", which is item 3: those between are missing'),
        ([BOOK, THANKS, DAY], "7:7", THANKS, f'"{DAY}", in another order: each of the two is heard'),
        ([BOOK, "today", THANKS], "7:7", "today", f'"{DAY}", of which it is only a part'),
        ([BOOK, DAY, "Thank"], "8:7", "Thank", f'"{THANKS}", of which it is only a part'),
        ([BOOK, "/monday/", THANKS], "7:7", "/monday/", f'"{DAY}"'),
        ([BOOK, DAY], "6:5", "nothing more", f'"{THANKS}"'),
        ([BOOK, DAY, THANKS, "Bye."], "9:7", "Bye.", "nothing more was heard"),
        ([], "5:10", "nothing more", f'"{BOOK}"'),
    ],
)
def test_the_first_place_that_differs_is_told(
    tmp_path: Path, heard: list[str], place: str, expected: str, found: str
) -> None:
    listed = "".join(f"\n    - {json.dumps(one)}" for one in heard) or " []"
    text = f"{BOOKED}expect:\n  heard:{listed}\n"
    assert failed(tmp_path, text) == [(f"heard {place}", expected, found)]


def flow(folder: Path, *actions: dict[str, Any]) -> Callable[[str], list[tuple[str, str, str]]]:
    """A flow with these actions; what fails of a scenario of it."""
    given = {"flow": "Own", "request": {"callflow": [CALL, *actions]}, "replies": [OVER]}
    (folder / "own.flow.yaml").write_text(json.dumps(given), encoding="utf-8")

    def run(text: str) -> list[tuple[str, str, str]]:
        file = folder / "b.scenario.yaml"
        file.write_text(f"scenario: b\nflow: own.flow.yaml\n{text}", encoding="utf-8")
        (scenario,) = read(file)
        return [(one.what, one.expected, one.found) for one in run_scenario(scenario).failures]

    return run


def dial(number: str) -> dict[str, Any]:
    return {"action": "makeCall", "params": {"source": "+442079460123", "destination": number}}


def test_files_repetitions_and_interrupted_prompts_are_one_thing_each(tmp_path: Path) -> None:
    music = {"action": "playFile", "params": {"fileUrl": "https://x.example/a.wav"}}
    long = ask("Press 1 now, whatever you want.", maxDigits=1, repetition=2)
    run = flow(tmp_path, music, long, HANGUP)
    heard = '["https://x.example/a.wav", "Press 1 now, whatever you want."]'
    assert run(f"caller: ['^1']\nexpect: {{heard: {heard}}}\n") == []


def test_numbers_after_leg_a_are_told_in_order(tmp_path: Path) -> None:
    run = flow(tmp_path, dial("+447700900456"), say("Bye."), HANGUP)
    assert run("expect: {dials: ['+447700900456']}\n") == []
    assert run("expect: {dials: [447700900456]}\n") == []
    assert run("expect: {dials: []}\n") == [("dials", "nobody more as dial 1", "+447700900456")]
    assert run("expect: {dials: ['+447700900457']}\n") == [("dials", "+447700900457 as dial 1", "+447700900456")]
    more = "expect: {dials: ['+447700900456', '+447700900457']}\n"
    assert run(more) == [("dials", "+447700900457 as dial 2", "nobody more is dialled")]
    assert run("legs: [busy]\nexpect: {dials: ['+447700900456']}\n") == [
        ("dials", "+447700900456 as dial 1", "nobody is dialled")
    ]


def test_a_number_that_is_busy_was_dialled_and_one_that_is_out_of_reach_too(tmp_path: Path) -> None:
    run = flow(tmp_path, dial("+6591234567"), HANGUP)
    assert run("legs: [answered, busy]\nexpect: {dials: ['+6591234567']}\n") == []
    far = "account: {coverage: [GB]}\nexpect: {dials: ['+6591234567'], error: -2004}\n"
    assert run(far) == []


def test_of_a_call_that_comes_in_the_caller_is_leg_a(tmp_path: Path) -> None:
    given = {
        "flow": "In",
        "inbound": {"source": "+442079460123", "destination": "+447700900123"},
        "replies": [{"when": {"callStatus": "CALL_RECEIVED"}, "reply": {"callflow": [dial("+447700900456")]}}, OVER],
    }
    (tmp_path / "in.flow.yaml").write_text(json.dumps(given), encoding="utf-8")
    file = tmp_path / "in.scenario.yaml"
    file.write_text("scenario: in\nflow: in.flow.yaml\nexpect: {dials: ['+447700900456'], heard: []}\n")
    assert run_scenario(read(file)[0]).failures == ()


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("{above: 12s, below: 13s}", None),
        ("{above: 12.6s}", None),
        ("{above: 12683ms}", "above 12.683s"),
        ("{above: 12682ms, below: 12684ms}", None),
        ("{below: 12683ms}", "below 12.683s"),
        ("{above: 60s}", "above 60s"),
    ],
)
def test_a_window_of_time_leaves_out_its_ends(tmp_path: Path, duration: str, expected: str | None) -> None:
    found = failed(tmp_path, f"{BOOKED}expect: {{duration: {duration}}}\n")
    assert [one[1:] for one in found][:1] == ([(expected, "12.683s")] if expected else [])


WORDS = st.sampled_from(["one", "two", "two three", "/t/", "four"])


def _holds(words: Words, said: str) -> bool:
    return words.is_all_of(said)


@given(st.lists(WORDS, max_size=6), st.lists(st.sampled_from(["one", "two", "two three", "four"]), max_size=6))
def test_two_lists_differ_first_where_no_pair_before_does(value: list[str], said: list[str]) -> None:
    words = [Words(one) for one in value]
    at = first_difference(words, said, _holds)
    if at is None:
        assert len(words) == len(said)
        assert all(map(_holds, words, said))
    else:
        assert all(_holds(one, got) for one, got in zip(words[:at], said[:at], strict=True))
        assert at == min(len(words), len(said)) or not _holds(words[at], said[at])
    change = as_found(words, said, _holds, Words)
    kept = [change.items.get(number, one) for number, one in enumerate(words)]
    mended = [one for one in [*kept, *change.added] if isinstance(one, Words)]
    assert first_difference(mended, said, _holds) is None


@settings(max_examples=40, deadline=None)
@given(st.permutations([BOOK, SORRY, BOOK, DAY, THANKS]), st.sampled_from([None, "Bye.", THANKS]))
def test_only_the_very_order_of_what_is_heard_passes(order: list[str], more: str | None) -> None:
    heard = order if more is None else [*order, more]
    with TemporaryDirectory() as folder:
        text = f"...\ncaller: ['#', '1', '2']\nexpect: {{heard: {json.dumps(heard)}}}\n"
        assert (failed(Path(folder), text) == []) is (heard == [BOOK, SORRY, BOOK, DAY, THANKS])
