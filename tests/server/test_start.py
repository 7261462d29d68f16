"""The flow of the server is started by a person or a test; a slow backend in this process stops its own call alone."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.callers.scripted import Scripted
from simulator.model.call.event import Asked, Refused
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow
from simulator.server.emulation import ServerLimits
from tests.exploring._flows import HANGUP, dial, menu, reply, row, say
from tests.server._client import Client, asked
from tests.server._house import kinds, settle

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile
    from simulator.server.sessions.live_session import LiveSession

REQUEST = {"callflow": [dial(), menu("Press 1."), say("Good.")]}
TABLE = [row(reply(say("Bye."), HANGUP), digits="1"), row(reply(HANGUP), digits=None)]
GATE, RESETS = threading.Event(), list[int]()
"""What the backend below waits for, and how often it was reset."""
BACKEND = """
from tests.server.test_start import GATE, RESETS
def reset(): RESETS.append(1)
def answer(body):
    GATE.wait(20)
    return {"callflow": [{"action": "say", "params": {"text": "Bye.", "voiceProfile": "en-GB-Emma"}}]
            if body["payload"].get("dtmf") == "1" else []}
def broken(body): raise KeyError("digits")
"""


@pytest.fixture
def written(tmp_path: Path) -> Any:
    """Writes a flow file."""
    GATE.clear()
    RESETS.clear()

    def write(**more: Any) -> FlowFile:
        module = f"start_backend_{tmp_path.name.replace('-', '_')}"
        (tmp_path / f"{module}.py").write_text(BACKEND, encoding="utf-8")
        data = json.dumps({"flow": "Mine", "request": REQUEST, **more}).replace("MODULE", module)
        file = tmp_path / "mine.flow.yaml"
        file.write_text(data, encoding="utf-8")
        return load_flow(file.as_posix())

    return write


async def started(there: Client, body: Any = None) -> LiveSession:
    came = await there.send("/_sim/start", body)
    assert came.status == 200, came.raw
    return there.emulation.house.sessions[came.data["sessionId"]]


def test_a_line_of_its_own_answers_whatever_the_lines_say(written: Any) -> None:
    flow = written(replies=TABLE)

    async def start(there: Client) -> None:
        await there.send("/_sim/lines", {"numbers": "*", "who": "busy"})
        session = await started(there, {"who": "answered:2s keys=1"})
        await there.over(session.id)
        dry = run_flow(flow, caller=Scripted.of("1"), network=ScriptedNetwork(), seed=session.setting.seed)
        assert [type(one) for one in session.call.trace] == [type(one) for one in dry.trace]
        assert kinds(session, Asked)[0].digits == "1"
        assert (await started(there)).id != session.id

    asked(start, flow=flow)


def test_a_phone_rings_until_a_person_picks_up(written: Any) -> None:
    async def start(there: Client) -> None:
        there.emulation.turn(paused=True)
        session = await started(there, {"manual": True})
        assert session.held
        there.emulation.move(20_000)
        assert (await there.send(f"/_sim/sessions/{session.id}/answer")).data["status"] == "LIVE"

    asked(start, flow=written(replies=TABLE), speed=1.0)


def test_a_flow_of_calls_that_come_in_is_started_too(written: Any) -> None:
    flow = written(replies=[row(reply(say("Hello."), HANGUP))])
    inbound = {"source": "+6591234567", "destination": "+6562345678"}
    data = {"flow": "In", "inbound": inbound, "replies": [row(reply(say("Hello."), HANGUP))]}
    Path(flow.file).write_text(json.dumps(data), encoding="utf-8")

    async def start(there: Client) -> None:
        session = await started(there)
        await there.over(session.id)
        assert session.call.trace[0].inbound  # type: ignore[union-attr]
        text = (await there.get(f"/_sim/sessions/{session.id}/scenario")).raw.decode()
        assert 'flow: "mine.flow.yaml"' in text

    asked(start, flow=load_flow(flow.file))


def test_what_cannot_be_started_is_refused(written: Any) -> None:
    async def nothing(there: Client) -> None:
        came = await there.send("/_sim/start")
        assert (came.status, came.data["statusCode"]) == (409, 409)

    async def wrong(there: Client) -> None:
        for body, said in (
            ({"manual": True, "who": "busy"}, "`manual` and `who`"),
            ({"who": "bussy"}, "bussy"),
            ({"keys": "1"}, "`keys` is not known here"),
        ):
            came = await there.send("/_sim/start", body)
            assert (came.status, said in came.data["statusMessage"]) == (422, True), came.data

    async def refused(there: Client) -> None:
        came = await there.send("/_sim/start")
        assert (came.status, came.data["statusCode"]) == (422, -1013)
        assert [one.kind for one in there.emulation.events.since(0)] == ["refused", "request"]

    async def injected(there: Client) -> None:
        await there.send("/_sim/faults", {"faults": [{"answer": -9999}]})
        came = await there.send("/_sim/start")
        assert (came.status, came.data["statusCode"]) == (500, -9999)
        told = next(one for one in there.emulation.events.since(0) if one.kind == "refused")
        assert told.data["answer"]["statusCode"] == -9999
        assert (await there.send("/_sim/start")).status == 200

    async def full(there: Client) -> None:
        there.emulation.turn(paused=True)
        await started(there)
        assert (await there.send("/_sim/start")).status == 503

    asked(nothing)
    asked(wrong, flow=written(replies=TABLE))
    asked(injected, flow=written(replies=TABLE))
    asked(full, flow=written(replies=TABLE), limits=ServerLimits(live=1), speed=1.0)
    asked(refused, flow=written(request={"callflow": [say("Hello.")]}, replies=TABLE))


async def until(condition: Any) -> None:
    async with asyncio.timeout(15):
        while not condition():
            await asyncio.sleep(0.01)


def test_a_slow_backend_of_this_process_holds_up_nothing_but_its_call(written: Any) -> None:
    flow = written(backend="python:MODULE:answer", reset="MODULE:reset")

    async def start(there: Client) -> None:
        first, second = [await started(there, {"who": f"answered keys={key}"}) for key in "12"]
        await until(lambda: first.live.question is not None and second.live.question is not None)
        assert (await there.get("/_sim/ready")).status == 200
        assert first.call.trace[-1] == kinds(first, Asked)[0]
        GATE.set()
        await until(lambda: first.over and second.over)
        assert [one.prompt.text for one in first.call.trace if hasattr(one, "prompt")][-1] == "Bye."
        assert RESETS == [1, 1]

    asked(start, flow=flow)


def test_a_question_that_nobody_waits_for_any_more_is_answered_to_nobody(written: Any) -> None:
    flow = written(backend="python:MODULE:answer")

    async def start(there: Client) -> None:
        sessions = [await started(there, {"who": "answered keys=1"}) for _ in range(3)]
        await until(lambda: all(one.live.question is not None for one in sessions))
        sessions[0].hang_up()
        sessions[2].hang_up()
        await settle()
        assert not sessions[0].over  # its summary waits
        GATE.set()
        await until(lambda: all(one.over for one in sessions))
        assert [one.type for one in sessions[0].deliveries if one.type == "VCA" and one.done] == ["VCA"]

    asked(start, flow=flow)


def test_a_backend_that_fails_or_is_not_there_ends_the_call(written: Any) -> None:
    async def start(there: Client) -> None:
        session = await started(there, {"who": "answered keys=1"})
        await until(lambda: session.over)
        assert kinds(session, Refused)[0].unusable.code == -2003
        text = (await there.get(f"/_sim/sessions/{session.id}/scenario")).raw.decode()
        assert "drop" in text

    asked(start, flow=written(backend="python:MODULE:broken"))
    asked(start, flow=written(backend="python:MODULE:missing"))


def test_a_backend_that_never_answers_takes_the_time_that_it_may(written: Any) -> None:
    flow = written(backend="python:MODULE:answer", account={"assumptions": {"replyTimeout": 200}})

    async def start(there: Client) -> None:
        session = await started(there, {"who": "answered keys=1"})
        await until(lambda: session.over)
        question, refused = kinds(session, Asked)[0], kinds(session, Refused)[0]
        assert refused.at - question.at == 200

    before = threading.active_count()
    asked(start, flow=flow, accounts=(flow.account,))
    GATE.set()
    assert threading.active_count() <= before + 3


def test_a_question_that_is_dropped_before_its_turn_is_not_asked(written: Any) -> None:
    async def start(there: Client) -> None:
        sessions = [await started(there, {"who": "answered keys=1"}) for _ in range(2)]
        await until(lambda: all(one.live.question is not None for one in sessions))
        await settle()
        await there.emulation.reset()  # one is asked, one waits
        GATE.set()
        session = await started(there, {"who": "answered keys=1"})
        await until(lambda: session.over)

    asked(start, flow=written(backend="python:MODULE:answer"))


def test_who_hangs_up_while_a_question_is_stored_is_not_asked_for(written: Any) -> None:
    async def start(there: Client) -> None:
        session = await started(there, {"who": "answered keys=1"})
        while session.live.question is None:
            await asyncio.sleep(0)
        session.hang_up()
        await until(lambda: session.over)
        assert [one.answer for one in session.deliveries if one.type == "VCA"] == [None]

    asked(start, flow=written(backend="python:MODULE:answer"))
