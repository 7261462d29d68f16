"""A call that is saved as a scenario passes: every scenario of the project, and random keys on a hard request."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.loading.yaml.text import load_yaml
from simulator.model.call.keys import parse_script
from simulator.model.call.legs import parse_leg
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import CallerStep, InjectedFault, ReplyFault, Scenario
from simulator.scenario.flows import Flows
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import play, run_scenario
from simulator.scenario.suite import load_suite, scenario_files
from simulator.scenario.writing.saved import saved
from tests.scenario.saved_request import REQUEST

ROOT = Path(__file__).parents[2] / "scenarios"
AT = 1_767_603_600_000


def again(scenario: Scenario, folder: Path) -> str:
    """Save a scenario's call, read the file, run it: the verdict in words."""
    run, _ = play(scenario, Flows().of(scenario))
    file = folder / "again.scenario.yaml"
    text = saved(scenario, run, file)
    read, faults = read_scenarios(text.encode(), file.parent, str(file))
    assert faults == (), text
    verdict = run_scenario(read[0])
    assert verdict.outcome == "pass", f"{verdict.failures}\n{text}"
    return text


@pytest.mark.parametrize("file", scenario_files([str(ROOT)]), ids=lambda file: file.name)
def test_every_scenario_of_the_project_can_be_saved_and_passes(file: Path, tmp_path: Path) -> None:
    for scenario in load_suite([file]).scenarios:
        if all(fault.kind != "reply" or fault.reply for fault in scenario.faults):
            again(scenario, tmp_path)


TOKENS = st.one_of(
    st.sampled_from(["silence", "hangup", "hangup[1500]", "hangup@9s", "#", "*7", "^1", "^[200]2#", "2w3", "2[4200]3"]),
    st.text("0123456789*#ABCD", min_size=1, max_size=6),
)
_LEGS = "answered answered:2s answered:1s,talks:3s talks:5s busy busy:300ms noAnswer canceled failed failed:404"
LEGS = st.sampled_from(_LEGS.split())


def scenario_of(keys: list[str], legs: list[str]) -> Scenario:
    script = parse_script(" ".join(keys))
    place = Span()
    steps = tuple(CallerStep(token.text, None, place, place) for token in script.tokens)
    outcomes = tuple(map(parse_leg, legs))
    return Scenario(
        "random", "x", place, request=REQUEST, at=AT, seed=3, legs=outcomes, steps=steps, timed=script.timed
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(TOKENS, max_size=6), st.lists(LEGS, max_size=2))
def test_random_keys_can_be_saved_and_pass(keys: list[str], legs: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        again(scenario_of(keys, legs), Path(folder))


FAULTS = (
    InjectedFault("session", Span(), -2001, 3000),
    InjectedFault("session", Span(), -2010),
    InjectedFault("say", Span(), -2005),
    InjectedFault("answer", Span(), -9999),
    InjectedFault("reply", Span(), reply=ReplyFault(500)),
    InjectedFault("reply", Span(), reply=ReplyFault(body='{"callflow": []}', delay=20)),
    InjectedFault("reply", Span(), reply=ReplyFault(drop=True)),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.kind} {fault.code}")
def test_an_injected_fault_is_saved_with_the_call(fault: InjectedFault, tmp_path: Path) -> None:
    text = again(evolve(scenario_of(["12", "3"], []), faults=(fault,), tags=("smoke",)), tmp_path)
    assert "faults:" in text


def test_a_refused_request_is_saved_as_refused(tmp_path: Path) -> None:
    text = again(evolve(scenario_of([], []), request=b'{"callflow": []}'), tmp_path)
    assert "there was no call" in text


def test_the_comments_say_what_happened(tmp_path: Path) -> None:
    text = again(scenario_of(["12", "silence", "3"], ["answered:2s"]), tmp_path)
    assert "# the simulated now" in text
    assert "rejected: digitTimeout ran out" in text
    assert "accepted: maxDigits reached" in text


@pytest.mark.parametrize("longest", [7000, 16000])
def test_a_call_that_the_simulator_stopped_is_saved_without_an_end(longest: int, tmp_path: Path) -> None:
    overlay = load_yaml(f"assumptions: {{maxSessionLength: {longest}}}".encode()).root
    text = again(evolve(scenario_of(["1"], []), overlay=overlay), tmp_path)
    assert "the simulator stopped the call" in text


def test_a_path_on_another_drive_is_written_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def apart(*_: object) -> str:
        raise ValueError("path is on another mount")

    scenario = scenario_of([], [])
    run, _ = play(scenario, Flows().of(scenario))
    monkeypatch.setattr("os.path.relpath", apart)
    text = saved(scenario, run, tmp_path / "a.scenario.yaml", str(tmp_path / "body.json"))
    assert f'request: "{(tmp_path / "body.json").as_posix()}"' in text


def test_paths_are_written_from_the_folder_of_the_saved_file(tmp_path: Path) -> None:
    (tmp_path / "body.json").write_bytes(REQUEST)
    scenario = scenario_of([], [])
    run, _ = play(scenario, Flows().of(scenario))
    text = saved(scenario, run, tmp_path / "kept" / "a.scenario.yaml", str(tmp_path / "body.json"))
    assert 'request: "../body.json"' in text
