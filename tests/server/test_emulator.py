"""`simulator.Emulator`: the customer's own program, pointed at it, in a test."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy
import pytest

import simulator
from simulator.cli.base.parser import parser
from simulator.errors import UsageError
from simulator.running.starter import write_starter
from simulator.server import emulator as emulators
from simulator.server.routing import operations
from simulator.server.sim import post_session_again
from tests._markdown import blocks, execute
from tests.exploring._flows import HANGUP, dial, menu, say
from tests.server._house import MENU
from tests.server.test_serve_command import CALLFLOWS, ask

if TYPE_CHECKING:
    from collections.abc import Iterator


ACME, AT = "/api/v1/subaccounts/acme", "2026-03-01T09:00:00Z"
PAGE = Path(__file__).parents[2] / "docs" / "emulator.md"


@pytest.fixture
def backend() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A customer's backend: where it is, and what it was told."""
    told: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.append({**body, "path": self.path, "authorization": self.headers["Authorization"]})
            answer = json.dumps({"callflow": [say("Thank you."), HANGUP]} if self.path == "/VCA" else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", told
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_program_sends_its_call_flow_and_its_backend_is_told(backend: tuple[str, list[dict[str, Any]]]) -> None:
    where, told = backend
    with simulator.Emulator(seed=7, at="2026-01-05T09:00:00Z") as emulator:
        for kind in ("VCA", "VCS", "VSS"):
            given = {"type": kind, "url": f"{where}/{kind}", "httpAuthHeader": f"Bearer {kind}"}
            assert ask(emulator.base_url, "/api/v1/subaccounts/acme/webhooks", given)[0] == 200
        emulator.lines["+65*"] = "answered:2s keys=1,2"
        status, created = ask(emulator.base_url, CALLFLOWS, MENU)
        assert (status, created["statusCode"]) == (200, 1)
        found = emulator.wait()
        assert (found["sessionId"], found["status"]) == (created["sessionId"], "COMPLETED")
        assert [one["path"] for one in told][-2:] == ["/VCS", "/VSS"]
        assert {one["authorization"] for one in told} == {"Bearer VCA", "Bearer VCS", "Bearer VSS"}
        assert [one["sessionId"] for one in emulator.sessions] == [created["sessionId"]]
        dry = simulator.run(simulator.load(MENU), dtmf="1 2", at="2026-01-05T09:00:00Z", legs=["answered:2s"])
        assert [one["digits"] for one in found["captures"]] == [one.digits for one in dry.captures]
        emulator.reset()
        assert emulator.sessions == []


def test_a_call_comes_in_and_its_flow_answers(tmp_path: Path) -> None:
    write_starter(tmp_path)
    with simulator.Emulator(flow=tmp_path / "booking.flow.yaml") as emulator:
        begun = emulator.call("+6591234567", "+6562345678", keys="1", sub_account="acme")
        assert emulator.wait(begun["sessionId"])["status"] in ("COMPLETED", "ERROR")


def test_faults_strike_and_what_is_wrong_is_told() -> None:
    with simulator.Emulator() as emulator:
        emulator.faults.append({"session": -2010})
        ask(emulator.base_url, CALLFLOWS, MENU)
        assert emulator.wait()["session"]["errorDetails"]["errorCode"] == -2010
        with pytest.raises(simulator.UsageError, match="a fault has no key `dance`"):
            emulator.faults.append({"dance": 1})
        with pytest.raises(simulator.UsageError, match="no number and no pattern"):
            emulator.lines["x"] = "busy"
        with pytest.raises(simulator.UsageError, match="no session has begun within 0 s"):
            emulator.wait(timeout=0)
        with pytest.raises(simulator.UsageError, match="Session not found by Id : nobody"):
            emulator.wait("nobody")


def test_it_waits_for_a_session_that_is_still_to_begin() -> None:
    with simulator.Emulator() as emulator:
        asking = Thread(target=ask, args=(emulator.base_url, CALLFLOWS, MENU))
        asking.start()
        assert emulator.wait()["status"] == "COMPLETED"
        asking.join()


def test_the_clock_is_moved_by_a_test() -> None:
    """By numbers as a data frame has them, too."""
    slow: Any = numpy.float32(0.001)
    hour: Any = numpy.int64(3_600_000)
    with simulator.Emulator(speed=slow, accounts=[{"subAccountId": "acme"}]) as emulator:
        ask(emulator.base_url, CALLFLOWS, MENU)
        with pytest.raises(simulator.UsageError, match="is not over after 0 s"):
            emulator.wait(timeout=0)
        emulator.advance(hour)
        assert emulator.wait()["status"] == "COMPLETED"


def test_a_person_s_part_is_played_by_a_test(tmp_path: Path) -> None:
    file = tmp_path / "mine.flow.yaml"
    rows = [{"when": {"digits": "1"}, "reply": {"callflow": [say("Good."), HANGUP]}}]
    request = {"callflow": [dial(), menu("Press 1.")]}
    file.write_text(json.dumps({"flow": "Mine", "request": request, "replies": rows}), encoding="utf-8")
    with simulator.Emulator(flow=file, seed=7, at="2026-01-05T09:00:00Z") as emulator:
        session = emulator.start("manual")["sessionId"]
        emulator.answer(session)
        emulator.advance(3000)
        emulator.press(session, "1")
        emulator.advance(60_000)
        assert emulator.wait(session)["status"] == "COMPLETED"
        assert 'flow: "mine.flow.yaml"' in emulator.scenario(session)
        assert 'captured: ["1"]' in emulator.scenario(session)
        for late in (emulator.hang_up, emulator.answer, lambda one: emulator.press(one, "1")):
            with pytest.raises(UsageError):
                late(session)
        other = emulator.start()["sessionId"]
        assert [one["id"] for one in emulator.export()["starts"]] == [session, other]


def test_the_example_of_the_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PAGE.parents[1])
    assert blocks(PAGE, "python")
    execute(PAGE)


def test_the_page_names_every_operation_and_option() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for one in operations():
        assert f"`{one.METHOD} {one.PATH.removeprefix('/api/v1/subaccounts/{subAccountId}')}`" in text
    serve = next(one for one in parser()._commands() if one.prog.endswith("serve"))
    for option in serve._option_string_actions:
        assert option in ("-h", "--help", "--debug") or f"`{option}" in text, option


@pytest.mark.parametrize("speed", [0, -1, True, "fast", 1_000_001, 10**400, float("inf"), float("nan")])
def test_a_speed_is_a_number_or_max(speed: Any) -> None:
    with pytest.raises(simulator.UsageError, match='expected a number above 0, at most 1000000, or "max"'):
        simulator.Emulator(speed=speed)


def test_the_files_of_play_file_are_heard_from_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="files is 'nowhere', expected a folder"):
        simulator.Emulator(files="nowhere")
    with simulator.Emulator(files=tmp_path) as one, simulator.Emulator() as other:
        assert [each._emulation.sounds is not None for each in (one, other)] == [True, False]


def test_it_is_used_in_a_block() -> None:
    emulator = simulator.Emulator()
    with pytest.raises(simulator.UsageError, match="use it in a `with` block"):
        emulator.reset()
    emulator.__exit__()


def test_one_that_does_not_listen_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: Any) -> None:
        """Ends at once."""

    monkeypatch.setattr(emulators, "serve", never)
    monkeypatch.setattr(emulators, "STARTING", 0)
    with pytest.raises(simulator.CallflowError, match="does not listen"), simulator.Emulator():
        pass


def test_who_waits_for_a_session_is_let_go_when_the_server_ends() -> None:
    with simulator.Emulator() as emulator:
        emulator._loop.call_soon_threadsafe(emulator._emulation.leave)
        with pytest.raises(UsageError, match="has ended, and no session began"):
            emulator.wait(timeout=10)


def _ids(emulator: simulator.Emulator, where: str) -> list[str]:
    """All ids that the same requests in the same order give: of calls, webhooks, refusals, an export."""
    emulator.lines["*"] = "answered:2s keys=1,2"
    found = []
    for kind in ("VCA", "VCS", "VSS"):
        assert ask(emulator.base_url, f"{ACME}/webhooks", {"type": kind, "url": f"{where}/{kind}"})[0] == 200
    for body in (MENU, MENU):
        created = ask(emulator.base_url, CALLFLOWS, body)[1]
        session = emulator.wait(created["sessionId"])["session"]
        assert session["sessionId"] == created["sessionId"]
        found += [created["callFlowRequestId"], session["sessionId"], session["details"]["callA"]["callId"]]
    found.append(emulator.wait(emulator.call("+6591234567", "+6562345678")["sessionId"])["sessionId"])
    found.append(
        emulator.wait(emulator.ask(post_session_again, path={"sessionId": found[1]})["sessionId"])["sessionId"]
    )
    for path, key in (("callflows", "callFlowRequestId"), ("webhooks", "errorId"), ("messages/exports", "jobId")):
        found.append(ask(emulator.base_url, f"{ACME}/{path}", {})[1][key])
    told = [emulator.wait(one["sessionId"])["webhooks"] for one in emulator.sessions]
    return found + [one["body"]["payload"]["eventId"] for webhooks in told for one in webhooks if one["type"] != "VSS"]


def test_with_a_seed_the_ids_are_the_same_each_time(backend: tuple[str, list[dict[str, Any]]]) -> None:
    where, _ = backend
    with simulator.Emulator(seed=3) as one, simulator.Emulator(seed=3) as other:
        found = _ids(one, where)
        assert _ids(other, where) == found, "though it began at another instant of the world"
        assert len({*found}) == len(found), "each is an id of its own"
        one.reset()
        assert _ids(one, where) == found, "it began at the seed again"
        assert {UUID(one).version for one in found} == {1}
    with simulator.Emulator(seed=3, at=AT) as one, simulator.Emulator(seed=3, at=AT) as other:
        later = _ids(one, where)
        assert _ids(other, where) == later
        assert not {*later} & {*found}


def test_without_a_seed_no_id_comes_twice(backend: tuple[str, list[dict[str, Any]]]) -> None:
    where, _ = backend
    with simulator.Emulator(at=AT) as one, simulator.Emulator(at=AT) as other:
        assert not {*_ids(one, where)} & {*_ids(other, where)}
