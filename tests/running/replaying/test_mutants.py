"""Fifteen changes of a bank's flow: a log of the flow as it was leaves the way there, where a log can show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.running.replay import replay
from tests.exploring._flows import HANGUP, flow, menu, reply, row
from tests.exploring.random_flows import read
from tests.exploring.test_diff_bank import LEVELS, MAIN, MUTANTS, mutated
from tests.running.replaying.logs import BANK, BODIES, CALLS, call, lines, logged, session, transfer

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.reports.session_replay import SessionReplay

SHOWN = {
    "text": "heard", "order": "heard", "an extra prompt": "heard", "exchanged keys": "heard",
    "a removed option": "heard", "a wrong number": "dialled", "a wrong stage": "questions", "timers": "duration",
    "tries": "heard", "a second PIN": "questions", "a cancel that acts": "heard", "a voice": "heard",
    "no hang-up": "questions", "another file": "heard", "a loop": "questions",
}  # fmt: skip
"""In which aspect the caller who meets the mutant leaves the way first, by a log with replies."""
BY_BODIES = {"tries": "duration"} | {name: what for name, what in SHOWN.items() if what != "heard"}
"""The same by a log of bodies alone, which does not tell what anybody heard."""


def mutant_replay(folder: Path, name: str, kinds: tuple[str, ...]) -> SessionReplay:
    """The caller who meets the mutant, logged as it was and run against the mutant."""
    run = call(flow(menu(MAIN), rows=LEVELS), MUTANTS[name][2])
    return replay(session(folder, *lines(run, kinds)), flow(menu(MAIN), rows=mutated(name))).report


@pytest.mark.parametrize("name", MUTANTS)
def test_a_log_with_replies_shows_each_mutant(name: str, tmp_path: Path) -> None:
    found = mutant_replay(tmp_path, name, ())
    assert found.departure is not None
    assert (found.departure.what, found.not_told) == (SHOWN[name], ())


@pytest.mark.parametrize("kinds", [BODIES, ("VCA", "VSS")], ids="-".join)
@pytest.mark.parametrize("name", MUTANTS)
def test_bodies_alone_show_it_or_say_that_it_is_not_told(name: str, kinds: tuple[str, ...], tmp_path: Path) -> None:
    found = mutant_replay(tmp_path, name, kinds)
    assert (found.departure.what if found.departure is not None else None) == BY_BODIES.get(name)
    assert "heard" in {one.what for one in found.not_told}
    assert "heard" not in found.compared


@pytest.mark.parametrize("name", MUTANTS)
def test_a_summary_alone_does_not_call_a_mutant_the_same(name: str, tmp_path: Path) -> None:
    assert mutant_replay(tmp_path, name, ("VSS",)).same is None


def test_the_flow_itself_is_the_same_in_everything_for_every_caller(tmp_path: Path) -> None:
    for written, callers in (
        (read(BANK), CALLS),
        (flow(menu(MAIN), rows=LEVELS), [(one[2], ()) for one in MUTANTS.values()]),
    ):
        for keys, legs in callers:
            report = replay(session(tmp_path, *lines(call(written, keys, legs))), written).report
            assert (report.same, report.not_told, report.skipped, report.unknown) == (True, (), (), 0), keys


def test_a_summary_alone_shows_a_wrong_number_where_nothing_is_asked(tmp_path: Path) -> None:
    written = {"flow": "Straight", "request": {"callflow": [*BANK["request"]["callflow"][:2], transfer("+6580000001")]}}
    other = {"flow": "Straight", "request": {"callflow": [*BANK["request"]["callflow"][:2], transfer("+6580000009")]}}
    log = logged(tmp_path, written, "", kinds=("VSS",))
    assert replay(log, read(written)).same
    assert [one.what for one in replay(log, read(other)).report.differences] == ["dialled"]


def test_a_bridge_of_two_legs_is_not_a_message_and_a_hang_up(tmp_path: Path) -> None:
    written = {"flow": "Bridge", "request": {"callflow": [*BANK["request"]["callflow"][:2], transfer("+6580000001")]}}
    message = {"flow": "Message", "request": {"callflow": [*BANK["request"]["callflow"][:2], HANGUP]}}
    for kinds in (("VSS",), ("VCS", "VSS"), ("VCA", "VSS"), ()):
        found = replay(logged(tmp_path, written, "", kinds=kinds), read(message)).report
        assert not found.same
        assert {"legs", "dialled"} <= {one.what for one in found.differences}


def test_a_call_that_comes_in_is_not_one_that_is_dialled(tmp_path: Path) -> None:
    inbound = {"flow": "In", "inbound": {"source": "+6591234567", "destination": "+6562345678"},
               "replies": [row(reply(menu("Press 1."), HANGUP), stage="*")]}  # fmt: skip
    log = logged(tmp_path, inbound, "1")
    found = replay(log, read(BANK)).report
    assert [one.what for one in found.differences] == ["direction"]
    assert "session" in found.skipped
    assert replay(log, read(inbound)).report.not_told == ()
