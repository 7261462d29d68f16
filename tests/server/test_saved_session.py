"""A live call as a scenario file: played again, it is the very same call."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.answer import RawReply
from simulator.errors import OutOfTurnError
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.model.call.event import Asked, Lost
from simulator.model.call.outcome import LegOutcome
from simulator.model.call.words import clock
from simulator.running.flow import load_flow
from simulator.scenario.flows import Flows
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario
from simulator.scenario.writing.from_session import LiveTrace, account_given, as_played, saved_call
from simulator.server.sessions.wire import Missed
from tests.bodies import SCENARIOS
from tests.exploring._flows import HANGUP, dial, menu, say
from tests.exploring.random_flows import random_flows
from tests.server._client import Client, asked, client
from tests.server._house import MENU, Post, raw, running, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.scenario.verdict import Verdict
    from simulator.server.sessions.live_session import LiveSession

Inputs = list[tuple[int, str]]
ACTIONS = st.sampled_from(["1", "2", "3", "*", "#", "hang", "release", "answer", "busy", "decline"])
INPUTS = st.lists(st.tuples(st.integers(0, 9000), ACTIONS), max_size=14)


async def move(there: Client, ms: int) -> None:
    there.emulation.move(ms)
    await settle()


def act(session: LiveSession, what: str) -> None:
    doing: dict[str, Callable[[], None]] = {
        "hang": session.hang_up,
        "release": session.release,
        "answer": lambda: session.pick_up(LegOutcome()),
        "busy": lambda: session.pick_up(LegOutcome("busy")),
        "decline": lambda: session.pick_up(LegOutcome("failed", sip=603)),
    }
    doing.get(what, lambda: session.press(what))()


async def lived(there: Client, session: LiveSession, inputs: Inputs) -> None:
    """What a person does, each so many ms after the last; then the call goes to its end."""
    for after, what in inputs:
        await move(there, after)
        try:
            act(session, what)
        except OutOfTurnError:
            continue
    while not session.over:
        await move(there, 60_000)


async def saved(there: Client, session: LiveSession, folder: Path) -> tuple[str, Verdict]:
    came = await there.get(f"/_sim/sessions/{session.id}/scenario")
    assert (came.status, came.headers["content-type"]) == (200, "application/yaml"), came.raw
    file = folder / came.headers["content-disposition"].partition('"')[2].rstrip('"')
    file.write_bytes(came.raw)
    (scenario,), findings = read_scenarios(file.read_bytes(), folder, file.as_posix())
    assert findings == ()
    return came.raw.decode(), run_scenario(scenario, Flows())


@settings(max_examples=40)
@given(random_flows(), INPUTS, st.booleans(), st.booleans())
def test_a_live_call_is_played_again_by_its_scenario(
    written: dict[str, Any], inputs: Inputs, manual: bool, own: bool
) -> None:
    async def live(folder: Path) -> None:
        file = folder / "random.flow.yaml"
        file.write_text(json.dumps(written), encoding="utf-8")
        there = client(flow=load_flow(file.as_posix()), speed=1.0)
        there.emulation.turn(paused=True)
        body = written["request"] if own else {**written["request"], "clientRequestId": "mine"}
        rules = {"numbers": "*", "who": "manual" if manual else "answered"}
        assert (await there.send("/_sim/lines", rules)).status == 200
        created = await there.send("callflows", body)
        assert created.status == 200, created.raw
        session = there.emulation.house.sessions[created.data["sessionId"]]
        await lived(there, session, inputs)
        text, verdict = await saved(there, session, folder)
        assert verdict.outcome != "fail", (text, verdict.failures)
        assert ("flow:" in text, "Not the very" in text) == (own, False), text
        assert verdict.run is not None
        assert list(as_played(verdict.run.trace)) == list(as_played(session.call.trace))
        assert verdict.run.session == session.result.session
        await there.emulation.close()

    with TemporaryDirectory() as name:
        running(live(Path(name)))


def said(text: str, *actions: Any) -> RawReply:
    return raw({"clientActionId": text, "callflow": [say(text), *actions]})


async def played(there: Client, session: LiveSession) -> str:
    """The scenario of a session that is over, which is the same when it is played again."""
    while not session.over:
        await move(there, 60_000)
    with TemporaryDirectory() as name:
        text, verdict = await saved(there, session, Path(name))
    assert (verdict.outcome, verdict.failures) == ("pass", ()), text
    assert verdict.run is not None
    assert verdict.run.session == session.result.session, text
    assert ("Not the very" in text) == (list(as_played(verdict.run.trace)) != list(as_played(session.call.trace)))
    await there.emulation.close()
    return text


def test_what_webhooks_answered_over_http_is_in_the_file() -> None:
    answers: list[RawReply | Missed] = [
        said("One.", menu("Again?")),
        said("Two.", dial("+6580000001")),
        RawReply(500, b"oh"),
        Missed("refused"),
    ]

    async def live() -> None:
        there = client(Post(VCA=lambda _: answers.pop(0)), speed=1.0)
        there.emulation.turn(paused=True)
        await there.register()
        await there.send("/_sim/lines", {"numbers": "+65*", "who": "answered:2s keys=1,2#"})
        created = await there.send("callflows", MENU)
        session = there.emulation.house.sessions[created.data["sessionId"]]
        await move(there, 4700)
        session.press("4")  # answers no entry: the caller's own keys come at the entries
        text = await played(there, session)
        assert "4@" in text
        assert "Not the very" not in text

    running(live())


def test_keys_that_are_pressed_ahead_are_pressed_once() -> None:
    async def live() -> None:
        account = Account(assumptions=evolve(Assumptions(), type_ahead=True))
        there = client(accounts=(account,), speed=1.0)
        there.emulation.turn(paused=True)
        created = await there.send("callflows", {"callflow": [dial(), say("Hello."), menu("Press 1.")]})
        session = there.emulation.house.sessions[created.data["sessionId"]]
        await move(there, 6100)
        session.press("12")
        assert '- "1@101ms"' in await played(there, session)

    running(live())


def test_an_answer_that_came_too_late_or_never_is_one_in_the_file() -> None:
    for came, told in ((Missed("no answer", late=True), '"delay": "5001ms"'), (Missed("refused"), '"drop": true')):

        async def live(came: Missed = came, told: str = told) -> None:
            there = client(Post(VCA=lambda _: came))
            await there.register("VCA")
            created = await there.send("callflows", MENU)
            assert told in await played(there, there.emulation.house.sessions[created.data["sessionId"]])

        running(live())


def test_a_call_that_came_in_begins_with_its_numbers() -> None:
    async def live() -> None:
        there = client(Post(VCA=lambda _: said("Hello.", HANGUP)))
        await there.register("VCA", "VSS")
        begun = await there.send("/_sim/calls", {"from": "+6591234567", "to": "+6562345678", "keys": "1"})
        text = await played(there, there.emulation.house.sessions[begun.data["sessionId"]])
        assert 'inbound: {"source": "+6591234567", "destination": "+6562345678"}' in text
        assert '"VCS": false' in text
        assert "seed: " in text

    running(live())


def test_a_session_error_that_struck_is_a_fault_of_the_file() -> None:
    for fault, told in (
        ({"session": -2010}, "session: -2010"),
        ({"session": {"code": -2001, "at": "9s"}}, "session: {code: -2001, at: 9000ms}"),
        ({"say": "failed"}, "- say: failed"),
    ):

        async def live(fault: Any = fault, told: str = told) -> None:
            there = client()
            await there.send("/_sim/faults", {"faults": [fault]})
            created = await there.send("callflows", MENU)
            assert told in await played(there, there.emulation.house.sessions[created.data["sessionId"]])

        running(live())


def test_a_call_that_lives_is_saved_as_far_as_it_went() -> None:
    async def live() -> None:
        there = client(speed=1.0)
        there.emulation.turn(paused=True)
        created = await there.send("callflows", MENU)
        session = there.emulation.house.sessions[created.data["sessionId"]]
        await move(there, 3000)
        assert (await there.get(f"/_sim/sessions/{session.id}/scenario")).status == 200  # it rings
        await move(there, 5000)
        session.press("1")
        with TemporaryDirectory() as name:
            text, verdict = await saved(there, session, Path(name))
        assert verdict.outcome == "pass"
        assert "Not the very" in text
        await there.emulation.close()

    running(live())


def test_what_is_not_the_very_same_says_why_and_how_each_ended() -> None:
    async def live() -> None:
        there = client(Post(VCA=lambda _: said("Done.", HANGUP)))
        await there.register("VCA")
        session = there.emulation.house.sessions[(await there.send("callflows", MENU)).data["sessionId"]]
        await there.over(session.id)
        trace = list(session.call.trace)
        went = LiveTrace(session.setting, session.body, trace, [500])
        ends = "it ended COMPLETED, here it ends ERROR (-2003)"
        asked = next(place for place, event in enumerate(trace) if isinstance(event, Asked))
        at = trace[asked].at
        assert f"# Not the very same: from {clock(at)} on it goes otherwise: {ends}." in saved_call(went).text
        beside = [*trace[: asked + 1], Lost(at, "asking", "1", "nobody listens"), *trace[asked + 1 :]]
        text = saved_call(evolve(went, trace=beside, statuses=[200])).text
        assert "# Not the very same: something came in while a webhook was out." in text
        await there.emulation.close()

    running(live())


def test_nobody_s_session_is_no_scenario() -> None:
    async def ask(there: Client) -> None:
        assert (await there.get("/_sim/sessions/nobody/scenario")).status == 404

    asked(ask)


def test_what_an_account_says_is_laid_over() -> None:
    settings = evolve(Assumptions(), barge_in=False, ring_time=1000, speech_rate={"en": 10.0})
    account = Account(
        "acme", caller_ids=("+6562345678",), capacity=3, api_keys=("k",), scenarios={"a": None}, assumptions=settings
    )
    overlay = account_given(account, Account())
    assert overlay == {
        "subAccountId": "acme",
        "callerIds": ["+6562345678"],
        "scenarios": ["a"],
        "capacity": 3,
        "assumptions": {"bargeIn": False, "ringTime": 1000, "speechRate": {"en": 10.0}},
    }
    assert account_given(Account(), account) == {"subAccountId": "sandbox", "assumptions": {
        "bargeIn": True, "ringTime": 6000, "speechRate": {}}}  # fmt: skip


@pytest.mark.parametrize(
    ("who", "acts", "leg"),
    [
        ("busy:3s", "", "{busy: 3000ms}"),
        ("failed:404", "", "{failed: 404}"),
        ("noAnswer:9s", "", "{noAnswer: 9000ms}"),
        ("canceled:2s", "", "{canceled: 2000ms}"),
        ("hangsUp:2s", "", "canceled"),
        ("machine", "", "machine"),
        ("answered,talks:9s", "", "hangup@9000ms"),
        ("manual", "decline", "{failed: 603}"),
        ("answered keys=1[9999]2", "", '"1[9999]2"'),
        ("answered,talks:2s keys=[9999]2", "", "hangup@2000ms"),
    ],
)
def test_each_leg_is_in_the_file_as_it_went(who: str, acts: str, leg: str) -> None:
    async def live() -> None:
        there = client(Post(VCA=lambda _: said("Done.", HANGUP)), speed=1.0)
        there.emulation.turn(paused=True)
        await there.register("VCA")
        await there.send("/_sim/lines", {"numbers": "*", "who": who})
        created = await there.send("callflows", MENU)
        session = there.emulation.house.sessions[created.data["sessionId"]]
        await move(there, 2500)
        if acts:
            act(session, acts)
        assert leg in await played(there, session)

    running(live())


@pytest.mark.parametrize("talks", ["", ",talks:9s", ",talks:70s", "hang", "ringing", "struck"])
def test_each_bridge_is_in_the_file_as_it_went(talks: str) -> None:
    async def live() -> None:
        there = client(Post(VCA=lambda _: said("Done.", HANGUP)), speed=1.0)
        there.emulation.turn(paused=True)
        await there.register("VCA")
        if talks == "struck":
            fault = {"session": {"code": -2001, "at": "9s"}}
            assert (await there.send("/_sim/faults", {"faults": [fault]})).status == 200
        long = ",talks:70s" if talks in ("hang", "") and talks else talks if talks.startswith(",") else ""
        await there.send("/_sim/lines", {"numbers": "+658*", "who": f"answered:4s{long}"})
        created = await there.send("callflows", {"callflow": [dial(), dial("+6580000001")]})
        session = there.emulation.house.sessions[created.data["sessionId"]]
        await move(there, 8000 if talks == "ringing" else 40_000)
        if talks in ("ringing", "hang"):
            session.hang_up()
        text = await played(there, session)
        assert "Not the very" not in text, text

    running(live())


def test_an_answer_that_no_table_gives_is_in_the_file() -> None:
    async def live(folder: Path) -> None:
        rows = [{"when": {"digits": None}, "reply": {"callflow": [HANGUP]}}]
        file = folder / "mine.flow.yaml"
        file.write_text(json.dumps({"flow": "Mine", "request": MENU, "replies": rows}), encoding="utf-8")
        there = client(flow=load_flow(file.as_posix()))
        await there.send("/_sim/faults", {"faults": [{"reply": {"status": 503}}]})
        started = await there.send("/_sim/start")
        text = await played(there, there.emulation.house.sessions[started.data["sessionId"]])
        assert ("flow:" in text, '"status": 503' in text) == (False, True)

    with TemporaryDirectory() as name:
        running(live(Path(name)))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("call", 'filename="call.scenario.yaml"'),
        ("注文", "filename=\"__.scenario.yaml\"; filename*=UTF-8''%E6%B3%A8%E6%96%87.scenario.yaml"),
        ("звонок", "filename=\"______.scenario.yaml\"; filename*=UTF-8''" + "%D0%B7%D0%B2%D0%BE%D0%BD%D0%BE%D0%BA"),
        ('a"b', "filename=\"a_b.scenario.yaml\"; filename*=UTF-8''a%22b.scenario.yaml"),
        (
            "a\r\nAge: 1",
            "filename=\"a__Age: 1.scenario.yaml\"; filename*=UTF-8''a%0D%0AAge%3A%201",
        ),
        ("half\udcff", "filename=\"half_.scenario.yaml\"; filename*=UTF-8''half%3F.scenario.yaml"),
    ],
)
def test_a_flow_of_any_name_gives_a_file_its_name(name: str, said: str, tmp_path: Path) -> None:
    copytree(SCENARIOS / "hotline", tmp_path / "there")
    file = (tmp_path / "there" / "hotline.flow.yaml").rename(tmp_path / "there" / f"{name}.flow.yaml")
    flow = load_flow(file)

    async def work(there: Client) -> None:
        session = (await there.send("/_sim/start")).data["sessionId"]
        await there.over(session)
        came = await there.get(f"/_sim/sessions/{session}/scenario")
        assert came.status == 200
        assert came.headers["content-disposition"].startswith(f"attachment; {said}")
        file.unlink()
        came = await there.get(f"/_sim/sessions/{session}/scenario")
        assert (came.status, "there is no file" in came.data["statusMessage"]) == (422, True)

    asked(work, flow=flow)
