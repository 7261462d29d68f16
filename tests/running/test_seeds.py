"""Each session has ids of its own, the same on any machine, and a backend that remembers never meets one again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import simulator
from simulator.api.population import run_many
from simulator.callers.scripted import Scripted
from simulator.exploring.search.explore import explore
from simulator.exploring.search.random_walks import find_failure
from simulator.model.call.logged import LoggedAsk, LoggedSession
from simulator.networks.scripted import Fault, ScriptedNetwork
from simulator.running import seeds
from simulator.running.dry_run import run_flow
from simulator.running.flow import with_backend
from simulator.running.replay import replay
from simulator.running.seeds import calling, derived, seed_of
from simulator.running.stepping import Stepper
from simulator.scenario.shrinking import shrink_call
from tests.bodies import BOOKING, SCENARIOS
from tests.exploring._flows import HANGUP, flow, menu, reply, row

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
ASKED: list[str] = []
HERE = "python:tests.running.test_seeds:noting"
ROW = row(reply(HANGUP), digits="1")


def noting(body: dict[str, Any]) -> object:
    ASKED.append(body["payload"]["sessionId"])
    return reply(HANGUP)


def forget() -> None:
    ASKED.clear()


def live(prompt: str) -> FlowFile:
    """A flow that no other test has, answered in this process."""
    ASKED.clear()
    return with_backend(flow(menu(prompt)), HERE)


def call(of: FlowFile, keys: str = "1", **more: Any) -> None:
    run_flow(of, caller=Scripted.of(keys), network=ScriptedNetwork(), **more)


def test_a_derived_seed_never_changes() -> None:
    """Files that were written with these ids still hold them."""
    assert derived("a", 1, None, b"\xff", ("b",)) == 9822622702323208643
    assert derived("é \ud800") == derived("é \ud800") != derived("?")
    assert derived("a", "b") != derived("ab") != derived("a b")


def test_a_seed_that_is_given_is_the_seed() -> None:
    for backend in (None, HERE, "http://127.0.0.1:1/vca"):
        assert [seed_of(with_backend(flow(), backend), 0, "x") for _ in range(2)] == [0, 0]


def test_a_flow_is_its_name_and_content_wherever_it_lies() -> None:
    here, there = flow(menu("Choose."), rows=[ROW]), flow(menu("Choose."), rows=[ROW])
    assert seed_of(here, None) == seed_of(there, None) == seed_of(evolve(here, file="/elsewhere/test.flow.yaml"), None)
    inbound = {"source": "+6591234567", "destination": "+6562345678"}
    others = [
        evolve(here, file="other.flow.yaml"),
        flow(menu("Choose!"), rows=[ROW]),
        flow(menu("Choose."), rows=[row(reply(HANGUP), digits="2")]),
        flow(menu("Choose."), rows=[row(reply(menu("More.")), digits="1")]),
        with_backend(here, HERE),
        flow(inbound=inbound, rows=[ROW]),
        flow(inbound={**inbound, "source": "+6591234568"}, rows=[ROW]),
    ]
    assert len({seed_of(one, None) for one in (here, *others)}) == 8


def test_the_name_of_a_request_is_no_part_of_it() -> None:
    found = [simulator.run(one, "2") for one in (BOOKING, BOOKING.read_text(encoding="utf-8"))]
    assert found[0].answer == found[1].answer


def test_keys_legs_and_faults_tell_calls_apart() -> None:
    runs = [
        simulator.run(HOTLINE, "1"),
        simulator.run(HOTLINE, "2"),
        simulator.run(HOTLINE, "1 hangup@12s"),
        simulator.run(HOTLINE, "1", legs=["busy"]),
        simulator.run(HOTLINE, "1", faults=[Fault(-2002)]),
    ]
    assert len({(run.session or {})["sessionId"] for run in runs}) == 5
    assert simulator.run(HOTLINE, "1").webhooks == runs[0].webhooks


def test_a_caller_without_a_script_is_told_apart_by_nothing() -> None:
    class Silent:
        timed = ()

    assert calling(Silent(), ScriptedNetwork()) == ("", "", "")  # type: ignore[arg-type]


def test_a_backend_in_this_process_never_meets_an_id_again() -> None:
    asked = live("Once.")
    for keys in ("1", "2", "1", "1"):
        call(asked, keys)
    assert len(set(ASKED)) == 4
    call(live("Once."))  # the same flow, loaded again
    assert len(ASKED) == 1


def test_the_first_call_has_the_ids_that_another_process_would_give_it() -> None:
    asked = live("The first.")
    first = [seed_of(asked, None, "x") for _ in range(3)]
    assert first[0] == derived(derived("test.flow.yaml", asked.request, None, HERE, []), "x")
    assert first[1:] == [derived(first[0], 2), derived(first[0], 3)]


def test_no_id_comes_again_where_it_is_forgotten_which_were_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeds, "MOST_USED", 3)
    monkeypatch.setattr(seeds, "_used", {})
    monkeypatch.setattr(seeds, "_before", 0)
    asked = live("Many.")
    found = [seed_of(asked, None, what) for _ in range(4) for what in "abcd"]
    assert len(set(found)) == 16
    assert len(seeds._used) <= 3


def test_where_reset_makes_it_forget_the_same_call_keeps_its_ids() -> None:
    asked = evolve(live("Reset."), reset="tests.running.test_seeds:forget")
    seen = []
    for _ in range(2):
        call(asked)
        seen += ASKED
    assert seen[0] == seen[1]


def test_a_running_server_gets_ids_that_nobody_had() -> None:
    served = with_backend(flow(), "https://example.org/vca")
    assert len({seed_of(served, None, "x") for _ in range(100)}) == 100


def test_each_caller_of_each_seed_is_a_session_of_its_own() -> None:
    asked = live("A crowd.")
    for seed in (None, 1, 2, None):
        run_many(_given(asked), ["1", "1", "2"], seed=seed, backend=HERE)
    assert len(set(ASKED)) == 12
    ASKED.clear()
    run_many(_given(asked), ["1"], seed=1, backend=HERE)
    run_many(_given(asked), ["2"], seed=1, backend=HERE)
    assert ASKED[0] == ASKED[1]


def _given(of: FlowFile) -> str:
    assert of.body is not None
    return of.body.text.text if of.body.place is None else of.body.raw.decode()


def test_exploring_again_meets_the_same_places() -> None:
    """Its second menu is there once in a session: with the ids of before, it would be there no more."""
    once = with_backend(flow(menu("A menu.")), "python:tests.running.test_seeds:once")
    first, second = explore(once), explore(once)
    assert [place.words for place in second.places.values()] == [place.words for place in first.places.values()]
    assert any("More." in place.words for place in second.places.values())


SEEN: set[str] = set()


def once(body: dict[str, Any]) -> object:
    session = body["payload"]["sessionId"]
    fresh = session not in SEEN
    SEEN.add(session)
    return reply(menu("More."), stage="more") if fresh else reply(HANGUP)


def test_each_random_call_and_each_one_that_shrinks_is_a_session_of_its_own() -> None:
    asked = live("At random.")
    drawn: list[str] = []

    def fine(run: DryRun) -> bool:
        drawn.append((run.session or {})["sessionId"])
        return False

    for seed in (None, 1, 2, None):
        assert find_failure(asked, fine, walks=3, seed=seed) is None
    assert len(set(drawn)) == 12
    assert set(drawn) < set(ASKED)
    ASKED.clear()
    shrink_call(asked, "1 2 3", lambda _run: True, seed=1)
    assert len(set(ASKED)) == len(ASKED)


def test_each_session_of_a_log_is_one_of_its_own_also_under_one_seed() -> None:
    asked = live("Replayed.")
    log = [LoggedSession(name, (LoggedAsk("ACTION_COMPLETED", "1", None),)) for name in ("a", "b")]
    for session in log:
        replay(session, asked, seed=1)
        replay(session, asked)
    assert len(set(ASKED)) == 4


def test_beginning_anew_by_hand_is_another_session() -> None:
    step = Stepper(live("By hand."))
    first = step.run.answer
    step.press("1")
    assert step.run.answer == first
    step.restart()
    step.press("1")
    assert len(set(ASKED)) == 2
    assert step.run.answer != first


@pytest.mark.parametrize("seed", [None, 3])
def test_what_is_generated_asks_each_call_in_a_session_of_its_own(seed: int | None, tmp_path: Path) -> None:
    file = tmp_path / "own.flow.yaml"
    given = {"flow": "Own", "request": json.loads(_given(flow(menu("Generated.")))), "backend": HERE}
    file.write_text(json.dumps(given), encoding="utf-8")
    ASKED.clear()
    made = simulator.generate(file, legs=["answered"], seed=seed)
    calls = len([one for one in made.files if "caller" in one.text])
    assert len(set(ASKED)) == len(ASKED) > calls > 1
    written = {line for one in made.files for line in one.text.splitlines() if line.startswith("seed:")}
    assert len(written) == (0 if seed is None else len(made.files))
