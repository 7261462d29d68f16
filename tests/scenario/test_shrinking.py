"""A failing call is reduced to the fewest keys, still fails, and becomes a scenario file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import simulator
from simulator.callers.scripted import Scripted
from simulator.errors import UsageError
from simulator.exploring.search.random_walks import find_failure
from simulator.model.call.event import Pressed
from simulator.model.call.keys import KeyToken, parse_token
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.flow import flow_of, load_flow
from simulator.scenario._delta import fewest
from simulator.scenario.shrinking import shrink, shrink_call
from simulator.scenario.suite import load_suite, run_suite
from simulator.scenario.writing.shrunk_file import write_scenario
from tests.cli.files import write
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

CRASHING = "python:tests.scenario.planted:crashing"
NOISE = "9 5 1 5 1 1 2 ^8 1 2w3 4 11 2 silence silence"


def crashes(run: DryRun) -> bool:
    return bool(run.backend_faults)


def boom(run: DryRun) -> bool:
    return any(item.words == "Boom." for item in run.heard)


def planted() -> FlowFile:
    return flow(menu("First menu."), backend=CRASHING)


def table() -> FlowFile:
    """The same fault as a table: 1, then 2, then nothing. Nothing ends the first, and leads back from the second."""
    rows = [
        row(reply(menu("Menu."), stage="one"), digits="1"),
        row(reply(menu("Menu."), stage="two"), stage="one", digits="2"),
        row(reply(say("Boom."), HANGUP), stage="two", digits=None),
        row(reply(menu("Menu.")), stage="one", digits=None),
        row(reply(dial("+6587654321")), digits="3"),
        row(reply(HANGUP), stage="*", digits=None),
        row(reply(menu("Menu.")), stage="*", digits="other"),
    ]
    return flow(menu("Menu."), rows=rows)


def runs(given_flow: FlowFile, keys: Sequence[str], legs: Sequence[str] = ()) -> DryRun:
    network = ScriptedNetwork(tuple(map(parse_leg, legs)))
    return run_flow(given_flow, caller=Scripted.of(" ".join(keys)), network=network)


def smaller(words: Sequence[str]) -> list[list[str]]:
    """The script without each of its tokens, and without each of its keys."""
    found = [[*words[:at], *words[at + 1 :]] for at in range(len(words))]
    for at, word in enumerate(words):
        token = parse_token(word)
        strokes = token.strokes if isinstance(token, KeyToken) else ()
        for left_out in range(len(strokes)):
            kept = [f"{'' if ms is None else f'[{ms}]'}{key}" for ms, key in strokes]
            rest = "".join(kept[:left_out] + kept[left_out + 1 :])
            assert isinstance(token, KeyToken)
            changed = f"{'^' if token.during else ''}{rest}" if rest else "silence"
            found.append([*words[:at], changed, *words[at + 1 :]])
    return found


def test_noise_before_a_crash_is_taken_away() -> None:
    assert crashes(runs(planted(), NOISE.split()))
    assert shrink(planted(), NOISE, crashes) == "1 2"


ROUNDS = st.lists(
    st.sampled_from(
        ["5", "1 5", "1 silence", "1 #", "7[300]7", "1 2 4", "^8", "[1500]6", "12 2w3 ^[9]4", "hangup@900s"]
    ),
    max_size=5,
)
"""What leads from the first menu back to it, by detours."""


@settings(max_examples=40, deadline=None)
@given(ROUNDS, st.sampled_from(["1 2", "^1 2w3", "15 2"]))
def test_the_result_still_fails_and_nothing_can_be_taken_away(noise: list[str], last: str) -> None:
    tested = table()
    keys = [*" ".join(noise).split(), *last.split(), "silence"]
    assert boom(runs(tested, keys))
    found = shrink_call(tested, " ".join(keys), boom)
    words = found.keys.split()
    assert boom(found.run)
    assert boom(runs(tested, words))
    assert not any(boom(runs(tested, some)) for some in smaller(words))
    assert found.complete
    assert found.keys in ("1 2", "1 2 hangup@900s")
    assert shrink_call(tested, " ".join(keys), boom).keys == found.keys


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=12), st.sets(st.integers(0, 9), max_size=3))
def test_of_a_list_what_is_needed_stays(items: list[int], needed: set[int]) -> None:
    assume(needed <= set(items))
    found = fewest(tuple(items), lambda some: needed <= set(some))
    assert sorted(found) == sorted(needed)


def captured(digits: str) -> Callable[[DryRun], bool]:
    return lambda run: any(digits in entry.digits for entry in run.captures)


@pytest.mark.parametrize(
    ("keys", "digits", "left"),
    [("1734#", "7", "7"), ("[1500]1[400]7w3", "73", "73"), ("^17", "7", "7"), ("5 12#", "12", "12")],
)
def test_keys_and_pauses_within_a_token_are_taken_away(keys: str, digits: str, left: str) -> None:
    wide = flow(menu("Number?", maxDigits=6, noOfTries=3), rows=[row(reply(menu("Again?", maxDigits=6)), digits="any")])
    assert shrink(wide, keys, captured(digits)) == left


def test_a_call_that_does_not_fail_cannot_be_shrunk() -> None:
    with pytest.raises(UsageError, match='the keys "1 5" do not fail, so there is nothing to shrink'):
        shrink(table(), "1 5", boom)


def test_what_is_needed_of_a_token_is_kept() -> None:
    wide = flow(menu("Number?", maxDigits=6), rows=[row({}, digits="any"), row({}, digits=None)])

    def early(run: DryRun) -> bool:
        return any(item.interrupted for item in run.heard)

    def slow(run: DryRun) -> bool:
        first = next((event for event in run.trace if isinstance(event, Pressed)), None)
        return first is not None and first.at > run.heard[0].at + 4500

    assert shrink(wide, "^[500]12", early) == "^2"
    assert shrink(wide, "[4000]1[300]2", slow) == "[4000]1"
    assert shrink(wide, "hangup", lambda run: run.trace[-1].at < 7000) == "hangup"


def test_a_token_whose_place_is_needed_becomes_silence() -> None:
    pin = flow(menu("PIN?", minDigits=3, maxDigits=4, noOfTries=3))

    def second(run: DryRun) -> bool:
        return len(run.captures) > 1 and run.captures[1].digits == "2"

    assert shrink(pin, "12 2 3", second) == "silence 2"


def test_legs_are_shrunk_too() -> None:
    def busy(run: DryRun) -> bool:
        return run.session is not None and run.session["sessionStatus"] == "BUSY" and bool(run.heard)

    legs = ("answered:2s,talks:30s", "busy:300ms", "noAnswer", "answered")
    found = shrink_call(table(), "9 34 5", busy, legs=legs)
    assert (found.keys, found.legs) == ("3", ("answered", "busy"))
    assert shrink_call(table(), "3", lambda _run: True, legs=legs).legs == ()


def test_no_more_runs_are_made_than_allowed() -> None:
    found = shrink_call(planted(), NOISE, crashes, most=4)
    assert (found.runs, found.complete) == (4, False)
    assert crashes(found.run)
    assert crashes(runs(planted(), found.keys.split()))


def live(folder: Path) -> FlowFile:
    body = {"callflow": [dial(), menu("First menu.")]}
    write(folder, "desk.flow.yaml", {"flow": "Desk", "request": body, "backend": CRASHING})
    return load_flow(folder / "desk.flow.yaml")


def outcome_of(file: Path) -> list[str]:
    return [verdict.outcome for verdict in run_suite(load_suite([file])).verdicts]


def test_the_file_passes_as_long_as_the_fault_is_there(tmp_path: Path) -> None:
    tested = live(tmp_path)
    file = tmp_path / "crash.scenario.yaml"
    text = write_scenario(tested, shrink_call(tested, NOISE, crashes), file)
    assert file.read_text(encoding="utf-8") == text
    assert 'scenario: "Desk: 1 2"' in text
    assert "error: -2003" in text
    assert outcome_of(file) == ["pass"]


def test_the_file_fails_until_the_fault_is_put_right(tmp_path: Path) -> None:
    tested = live(tmp_path)
    file = tmp_path / "crash.scenario.yaml"
    shrunk = shrink_call(tested, NOISE, crashes)
    write_scenario(
        tested, shrunk, file, name="silence at the third menu", expect={"error": None}, at="2026-01-13T08:26:58Z"
    )
    assert outcome_of(file) == ["fail"]
    [scenario] = load_suite([file]).scenarios
    assert (scenario.name, scenario.at) == ("silence at the third menu", 1768292818000)
    body = {"callflow": [dial(), menu("First menu.")]}
    write(tmp_path, "desk.flow.yaml", {"flow": "Desk", "request": body, "backend": f"{CRASHING[:-8]}mended"})
    assert outcome_of(file) == ["pass"]


def test_a_random_caller_finds_the_fault_and_it_is_shrunk(tmp_path: Path) -> None:
    tested = live(tmp_path)
    found = find_failure(tested, crashes)
    assert found is not None
    assert crashes(found.run)
    shrunk = shrink_call(tested, found.dtmf, crashes, legs=found.legs)
    assert (shrunk.keys, shrunk.legs) == ("1 2", ())
    write_scenario(tested, shrunk, tmp_path / "found.scenario.yaml")
    assert outcome_of(tmp_path / "found.scenario.yaml") == ["pass"]


def test_a_request_without_a_flow_file_is_kept_in_the_scenario(tmp_path: Path) -> None:
    body = {"callflow": [dial(), menu("Yes?"), HANGUP]}
    alone = flow_of(simulator.load(body).source.or_at("2026-01-13T08:26:58Z"))
    file = tmp_path / "alone.scenario.yaml"
    text = write_scenario(alone, shrink_call(alone, "1 2", lambda _run: True), file, name="alone")
    assert "request: {" in text
    assert outcome_of(file) == ["pass"]


def test_a_scenario_that_could_not_be_found_or_run_is_refused(tmp_path: Path) -> None:
    tested = live(tmp_path)
    shrunk = shrink_call(tested, "1 2", crashes)
    with pytest.raises(UsageError, match=r"would not be found by callflow test: expected NAME\.scenario\.yaml"):
        write_scenario(tested, shrunk, tmp_path / "crash.yaml")
    (tmp_path / "none").write_text("no folder")
    with pytest.raises(UsageError, match="cannot be written"):
        write_scenario(tested, shrunk, tmp_path / "none" / "crash.scenario.yaml")
    behind = flow_of(simulator.load({"callflow": [dial(), HANGUP]}).source.or_at("2026-01-13T08:26:58Z"), CRASHING)
    with pytest.raises(UsageError, match="a scenario cannot name the backend python:"):
        write_scenario(behind, shrunk, tmp_path / "crash.scenario.yaml")
