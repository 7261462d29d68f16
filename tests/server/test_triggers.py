"""Scenarios with `trigger`: the customer's own program is poked, and its call flow is judged."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from simulator.errors import UsageError
from simulator.model.account import Account
from simulator.running.source import moment
from simulator.scenario.flows import Flows
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario
from simulator.server.testing.triggering import TriggerEmulator
from tests.server._program import Program, call_flow, notify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.model.scenario.verdict import Verdict

    Start = Callable[..., Program]
    Poked = Callable[[Program, dict[str, Any]], int]

NONE = ("trigger", "a call flow within 10s", "none came")
NUMBER = "+6591234567"
GOOD = """
caller:
  - {hears: to confirm, press: "1"}
expect: {session: COMPLETED, captured: ["1"], hears: ["You pressed 1."], webhooks: {VCA: 1, VSS: 1}}
"""


@pytest.fixture(scope="module")
def emulator() -> Iterator[TriggerEmulator]:
    with TriggerEmulator() as found:
        yield found


@pytest.fixture
def programs(emulator: TriggerEmulator) -> Iterator[Start]:
    """Starts programs that do this when they are poked."""
    begun: list[Program] = []

    def start(poked: Poked | None = None, register: bool = True) -> Program:
        emulator.reset()
        found = Program(poked)
        begun.append(found)
        found.platform = emulator.base_url
        if register:
            found.register()
        return found

    yield start
    for one in begun:
        one.end()


def judged(
    emulator: TriggerEmulator, program: Program, rest: str = GOOD, more: str = "", backend: str | None = None
) -> Verdict:
    text = f"scenario: a\ntrigger: {{post: {program.url}/notify{more}}}\n{rest}"
    return run_scenario(scenario(text), Flows(backend=backend, triggers=emulator))


def scenario(text: str) -> Any:
    from pathlib import Path

    (found,), faults = read_scenarios(text.encode(), Path(), "a.scenario.yaml")
    assert faults == ()
    return found


def failures(verdict: Verdict) -> list[tuple[str, str, str]]:
    return [(one.what, one.expected, one.found) for one in verdict.failures]


def test_the_whole_program_is_driven(emulator: TriggerEmulator, programs: Start) -> None:
    program = programs()
    for _ in range(2):  # what it registered as it started stays
        found = judged(emulator, program, more=f", json: {{number: '{NUMBER}', name: Jürgen}}")
        assert (found.outcome, failures(found)) == ("pass", [])
    assert sorted(one["path"] for one in program.told) == ["/VCA", "/VCA", "/VSS", "/VSS", "/notify", "/notify"]
    assert next(one for one in program.told if one["path"] == "/notify")["name"] == "Jürgen"


def test_what_does_not_hold_is_told_as_of_any_scenario(emulator: TriggerEmulator, programs: Start) -> None:
    faults = "faults: [say: failed, {reply: {status: 500}}, {webhook: twice}]"
    rest = f'caller: ["2"]\nlegs: [{{answered: 2s}}, busy]\n{faults}\nexpect: {{captured: ["1"]}}\n'
    found = judged(emulator, programs(), rest)
    assert {one[0] for one in failures(found)} >= {"captured", "legs"}
    assert all(one.reproduce == "callflow test a.scenario.yaml:1" for one in found.failures if one.reproduce)
    kept = judged(
        emulator,
        programs(),
        "faults: [{playFile: failed}, {reply: {delay: 20s}}, {session: {code: -2001, at: 999s}}]\n",
    )
    left = [one[1].removeprefix("an opportunity for the fault ") for one in failures(kept) if one[0] == "faults"]
    assert left == ["playFile -2006", "session -2001"]


def test_faults_of_a_scenario_strike(emulator: TriggerEmulator, programs: Start) -> None:
    found = judged(emulator, programs(), "faults: [{session: -2010}]\nexpect: {session: ERROR, error: -2010}\n")
    assert failures(found) == []
    refused = judged(emulator, programs(), "faults: [{answer: -9999}]\nexpect: {answer: -9999}\n")
    assert failures(refused) == []


def test_a_second_call_flow_is_a_finding(emulator: TriggerEmulator, programs: Start) -> None:
    def twice(program: Program, asked: dict[str, Any]) -> int:
        program.send("/callflows", {"callflow": []})
        program.send("/callflows", call_flow("+6598765432"))
        return notify(program, asked)

    found = judged(emulator, programs(twice), more=f', destination: "{NUMBER}"')
    assert [one[0] for one in failures(found)] == ["trigger", "trigger"]
    assert failures(found)[1] == (
        "trigger",
        f"one call flow to {NUMBER}",
        "another one came, one to +6598765432: 1 Created",
    )


def test_a_call_flow_that_comes_late_is_a_finding_and_no_other_scenario_s(
    emulator: TriggerEmulator, programs: Start
) -> None:
    program = programs()
    assert failures(judged(emulator, program)) == []
    notify(program, {})
    assert failures(judged(emulator, program)) == [
        (
            "trigger",
            "no call flow before the program is poked",
            f"a late one of the scenario before, one to {NUMBER}: 1 Created",
        )
    ]
    assert failures(judged(emulator, program)) == []


def test_one_to_another_number_does_not_count(emulator: TriggerEmulator, programs: Start) -> None:
    found = judged(emulator, programs(), more=', within: 100ms, destination: "+6598765432"')
    assert failures(found) == [("trigger", "a call flow to +6598765432 within 0.1s", f"one to {NUMBER}: 1 Created")]


@pytest.mark.parametrize(
    ("status", "more", "found"),
    [
        (200, ", within: 50ms", [("trigger", "a call flow within 0.05s", "none came")]),
        (500, "", [("trigger", "the program answers with 2xx", "500"), NONE]),
    ],
)  # fmt: skip
def test_no_call_flow_comes(emulator: TriggerEmulator, programs: Start, status: int, more: str, found: Any) -> None:
    assert failures(judged(emulator, programs(lambda *_: status), more=more)) == found


def test_a_program_that_drops_the_connection_says_so(emulator: TriggerEmulator, programs: Start) -> None:
    def dies(program: Program, asked: dict[str, Any]) -> int:
        notify(program, asked)
        return 0

    found = failures(judged(emulator, programs(dies)))
    assert [one[:2] for one in found] == [("trigger", "an answer of the program")]


def test_a_refused_call_flow_is_judged_by_its_answer(emulator: TriggerEmulator, programs: Start) -> None:
    def wrong(program: Program, _: dict[str, Any]) -> int:
        program.send("/callflows", call_flow("5"))
        return 200

    found = failures(judged(emulator, programs(wrong), "expect: {answer: 1}\n"))
    assert [one[0] for one in found] == ["answer"]
    assert found[0][2].startswith("-10")
    assert failures(judged(emulator, programs(wrong), f"expect: {{answer: {found[0][2].split()[0]}}}\n")) == []


def test_the_time_the_seed_and_the_account_are_the_scenarios(emulator: TriggerEmulator, programs: Start) -> None:
    rest = (
        f"{GOOD}at: 2026-01-13T08:26:58Z\nseed: 7\naccount: {{subAccountId: acme, assumptions: {{bargeIn: false}}}}\n"
    )
    found = judged(emulator, programs(), rest).run
    assert found is not None
    setting = found.call.setting
    assert judged(emulator, programs(), rest).run.call.setting.seed == setting.seed  # type: ignore[union-attr]
    assert setting.now == pytest.approx(moment("2026-01-13T08:26:58Z"), abs=60_000)
    assert (setting.account.sub_account_id, setting.assumptions.barge_in) == ("acme", False)


def test_a_backend_answers_where_none_is_registered(emulator: TriggerEmulator, programs: Start) -> None:
    program = programs(register=False)
    rest = 'caller: ["1"]\nexpect: {session: COMPLETED, hears: ["You pressed 1."]}\n'
    assert failures(judged(emulator, program, rest, backend=f"{program.url}/VCA")) == []
    silent = judged(emulator, program, 'caller: ["1"]\nexpect: {webhooks: {VCA: 0}, session: COMPLETED}\n')
    assert failures(silent) == []


def test_nobody_is_there(emulator: TriggerEmulator) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        where = f"http://127.0.0.1:{free.getsockname()[1]}"
    found = run_scenario(scenario(f"scenario: a\ntrigger: {{post: {where}}}\n"), Flows(triggers=emulator))
    assert found.unreached.startswith("the program of `trigger` cannot be reached: ")
    away = run_scenario(scenario("scenario: a\ntrigger: {post: http://example.com/x}\n"), Flows(triggers=emulator))
    assert [one.found for one in away.failures] == [
        "`trigger` pokes programs on this machine alone, and http://example.com/x is none"
    ]


def test_without_an_emulator_it_says_what_has_one() -> None:
    one = scenario("scenario: a\ntrigger: {post: http://127.0.0.1:9/x}\n")
    found = run_scenario(one)
    assert [failure.found for failure in found.failures] == [
        "`trigger` needs the emulator: `callflow test` and pytest have one"
    ]
    with pytest.raises(UsageError, match="has no flow of its own"):
        Flows(Account()).of(one)
