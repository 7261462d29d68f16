"""What is proved holds for the calls of the flow; what is not comes with keys that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from simulator.api.exploration import explore
from simulator.callers.scripted import Scripted
from simulator.exploring.search.explorer import Bounds
from simulator.model.call.event import Asked
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say
from tests.exploring.random_flows import random_flows, read

if TYPE_CHECKING:
    from simulator.model.behaviour.explored import Proof
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

BYE = row(reply(say("Bye."), HANGUP), stage="*")


def proofs(of: FlowFile, **more: Any) -> dict[str, Proof]:
    return {proof.name: proof for proof in explore(of, **more).proofs}


def call(of: FlowFile, proof: Proof) -> DryRun:
    assert proof.way is not None
    network = ScriptedNetwork(tuple(map(parse_leg, proof.way.legs)))
    return run_flow(of, caller=Scripted.of(proof.way.dtmf), network=network)


def test_of_a_flow_that_ends_everything_is_proved() -> None:
    ends = flow(menu("For sales press 1."), rows=[row(reply(dial("+6567654321")), digits="1"), BYE])
    found = proofs(ends)
    assert {name for name, proof in found.items() if not proof.holds} == set()
    assert found["mostKeys"].value == 1
    assert found["person"].words.startswith("a person is at most 1 key away, the farthest from")


def test_the_longest_call_lasts_as_long_as_it_does() -> None:
    """Its keys are run: simulated time from dialling to the end is what the proof says."""
    ends = flow(menu("For sales press 1.", noOfTries=2), rows=[row(reply(say("Sales."), HANGUP), digits="1"), BYE])
    longest = proofs(ends)["longestCall"]
    assert longest.value == call(ends, longest).trace[-1].at


def test_the_longest_call_is_that_of_a_caller_who_is_slow_and_goes_on() -> None:
    """What is accepted at a later try leads on as from the first: nobody who stays silent for good takes as long."""
    more = [row(reply(menu("More?"), stage="more"), digits="1"), BYE]
    ends = flow(menu("For sales press 1.", noOfTries=2), rows=more)
    longest = proofs(ends)["longestCall"]
    assert longest.way is not None
    assert longest.way.dtmf == "silence 1 silence"
    assert longest.value == call(ends, longest).trace[-1].at
    assert proofs(ends)["mostKeys"].value == len("#19")


@pytest.mark.parametrize("tries", [1, 2, 3])
def test_the_most_keys_are_those_of_all_tries(tries: int) -> None:
    ends = flow(menu("Your code.", minDigits=2, maxDigits=2, noOfTries=tries), rows=[BYE])
    most = proofs(ends)["mostKeys"]
    assert most.value == len("1#") * tries
    assert len(call(ends, most).captures) == tries


def test_a_loop_of_keys_is_shown_with_the_keys_to_it_and_round_it() -> None:
    back = flow(
        menu("For more press 1."),
        rows=[
            row(reply(menu("To go on press 1."), stage="on"), digits="1"),
            row(reply(menu("To go back press 9."), stage="back"), stage="on", digits="1"),
            row(reply(menu("To go on press 1."), stage="on"), stage="back", digits="9"),
            BYE,
        ],
    )
    found = proofs(back)
    assert not found["everyCallEnds"].holds
    assert found["everyCallEnds"].way is not None
    assert found["everyCallEnds"].way.dtmf == "1 1 9"
    assert len(found["everyCallEnds"].loop) == 2
    assert found["endInReach"].holds
    assert found["silenceEnds"].holds
    assert "no bound for the keys of a call" in found["mostKeys"].words
    assert "no bound for the length of a call" in found["longestCall"].words


def test_a_loop_without_keys_bounds_the_keys_and_not_the_time() -> None:
    """Who stays silent hears the menu again and again; who presses a key is done."""
    again = flow(
        menu("Choose."),
        rows=[row(reply(menu("Choose."), stage="again"), stage=stage, digits=None) for stage in (None, "again")]
        + [BYE],
    )
    found = proofs(again, legs=["answered"])
    assert not found["silenceEnds"].holds
    assert not found["longestCall"].holds
    assert found["endInReach"].holds


def test_where_only_the_caller_ends_the_call_the_way_there_is_shown() -> None:
    ever = reply(menu("For ever."), stage="trap")
    trap = flow(menu("For more press 1."), rows=[row(ever, digits="1"), row(ever, stage="trap"), BYE])
    lost = proofs(trap)["endInReach"]
    assert (lost.holds, lost.value) == (False, 1)
    assert lost.way is not None
    assert lost.way.dtmf == "1"


def test_places_without_a_way_to_a_person_are_counted() -> None:
    hours = reply(menu("For holidays press 1."), stage="hours")
    rows = [row(reply(dial("+6567654321")), digits="1"), row(hours, digits="2"), BYE]
    some = flow(menu("For sales press 1, for hours press 2."), rows=rows)
    person = proofs(some)["person"]
    assert not person.holds
    assert person.words.startswith('no way to a person from 1 place: "For holidays press 1."')
    assert proofs(flow(menu("Choose."), rows=[BYE]))["person"].words == (
        "no caller reaches a person: no list dials a second leg"
    )


def test_every_outcome_has_its_shortest_way_and_the_call_comes_to_it() -> None:
    ends = flow(menu("For sales press 1."), rows=[row(reply(dial("+6567654321")), digits="1"), BYE])
    found = [proof for name, proof in proofs(ends).items() if name.startswith("end ")]
    for proof in found:
        session = call(ends, proof).session
        assert session is not None
        assert session["sessionStatus"] == proof.name.split()[1]
    assert {"end BUSY", "end COMPLETED", "end COMPLETED caller"} <= {proof.name for proof in found}


def test_of_what_is_not_complete_nothing_is_proved() -> None:
    (nothing,) = explore(flow(menu("Choose."), rows=[BYE]), bounds=Bounds(places=2)).proofs
    assert not nothing.holds
    assert "more places than --max-places allows" in nothing.words


def test_of_a_backend_that_is_not_deterministic_nothing_is_proved() -> None:
    from simulator.running.flow import with_backend

    unsteady = with_backend(flow(menu("Choose.")), "python:tests.exploring.findings.backends:at_random")
    (nothing,) = explore(unsteady).proofs
    assert "the backend is not deterministic" in nothing.words


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(random_flows())
def test_the_proofs_of_random_flows_are_true_of_their_calls(written: dict[str, Any]) -> None:
    """A silent caller's call ends if that is proved; the longest call is run to its very millisecond."""
    of = read(written)
    found = proofs(of)
    silent = run_flow(of, caller=Scripted.of(""), network=ScriptedNetwork(()))
    ended = silent.session is not None
    assert not found["silenceEnds"].holds or ended
    assert found["endInReach"].holds or not found["everyCallEnds"].holds
    if found["longestCall"].holds:
        longest = call(of, found["longestCall"])
        assert longest.trace[-1].at == found["longestCall"].value
        assert silent.trace[-1].at <= found["longestCall"].value
    if not found["everyCallEnds"].holds:
        assert sum(isinstance(event, Asked) for event in call(of, found["everyCallEnds"]).trace) >= 1


@pytest.mark.parametrize(
    ("params", "rows", "said"),
    [
        ({"minDigits": 2, "maxDigits": 6}, {}, "3 keys in what was tried; longer entries take at most 6"),
        (
            {"minDigits": 2, "maxDigits": 6, "noOfTries": 2},
            {},
            "5 keys in what was tried; longer entries take at most 11",
        ),
        ({"minDigits": 2, "maxDigits": 2}, {}, "2 keys"),
        ({"maxDigits": 5}, {"digits": "/4[0-9]*/"}, "2 keys in what was tried; longer entries take at most 5"),
        ({}, {"digits": "1"}, "1 key"),
    ],
)
def test_entries_may_be_longer_than_those_that_were_tried(
    params: dict[str, Any], rows: dict[str, Any], said: str
) -> None:
    bye = reply(say("Bye."), HANGUP)
    found = proofs(
        flow(menu("Your number?", **params), rows=[*([row(bye, **rows)] if rows else []), row(bye, stage="*")])
    )
    assert found["mostKeys"].words == f"the most keys of a call: {said}"


def test_an_entry_of_too_many_keys_may_have_any_number() -> None:
    account = {"assumptions": {"maxDigitsCompletes": False}}
    found = proofs(flow(menu("Choose."), rows=[row(reply(HANGUP), stage="*")], account=account))
    assert found["mostKeys"].words.endswith("in what was tried; longer entries take more")
