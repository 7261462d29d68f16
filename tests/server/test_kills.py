"""kill -9 under load: what was acknowledged is there, each session ends once, and nothing answered is asked again.

`CALLFLOW_KILLS` says how many moments are tried; `make kills` tries fifty.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from simulator.cli.base.main import run_command_line
from simulator.server.store.opening import DATABASE
from tests.server.served import Load, Process, Received, noting, patient, process, shown
from tests.server.test_serve_command import CALLFLOWS, ask

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.nested]
SEEDS = range(int(os.environ.get("CALLFLOW_KILLS", "3")))
PROGRAMS, MOST = 4, 150
"""Programs that start calls at once, and how many calls are known at most when the kill comes."""
LINE = "--line=*=answered:2s keys=1,2"
SPEEDS = ("1000", "60", "max")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_kill_under_load_loses_nothing(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    random, data = Random(seed), str(tmp_path / "kept")
    arguments = ("--data", data, "--speed", SPEEDS[seed % len(SPEEDS)], LINE, patient(tmp_path))
    with noting() as received:
        with process(*arguments) as first:
            received.register(first.base)
            load = _until_killed(first, random.randint(1, MOST), data)
        _told_in_one_line(capsys.readouterr().err)
        answered = _answered(tmp_path)
        before = len(received.posts)
        with process(*arguments, port=first.port) as second:
            _compare(second.base, load, received)
            assert second.signal(signal.SIGTERM) == 130
        assert "-2001" not in second.said[0]
        again = {_text(body) for body in received.of("VCA", before)}
        assert not again & answered
    _whole(tmp_path / "kept")
    sys.stdout.write(
        f"seed {seed}: {len(load.known)} acknowledged, {len(answered)} answers stored, {before} webhooks before\n"
    )


def _until_killed(server: Process, calls: int, data: str) -> Load:
    """Start calls, and kill the server at some moment; meanwhile nobody else gets its folder."""
    load = Load(server.base)
    load.begin(PROGRAMS)
    load.until(1)
    assert run_command_line(["serve", "--port", "0", "--data", data]) == 2
    load.until(calls)
    server.signal(signal.SIGKILL)
    load.join()
    return load


def _told_in_one_line(err: str) -> None:
    assert "is in use: stop the other `callflow serve`" in err
    assert len(err.splitlines()) == 1


def _answered(folder: Path) -> set[str]:
    """The VCAs whose answer was stored, as a copy of the folder tells."""
    shutil.copytree(folder / "kept", folder / "copy")
    _whole(folder / "copy")
    with closing(sqlite3.connect(folder / "copy" / DATABASE)) as database:
        found = database.execute("SELECT payload FROM webhooks WHERE type = 'VCA' AND state = 'answered'")
        return {_text(json.loads(payload)) for (payload,) in found}


def _whole(folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _compare(base: str, load: Load, received: Received) -> None:
    """Each session that was known is over, as its webhooks told, and each was told of in one way."""
    listed = ask(base, "/_sim/sessions?limit=100000")[1]["sessions"]
    sessions = [one["sessionId"] for one in listed]
    assert set(load.known) <= set(sessions)
    found = {one: shown(base, one) for one in sessions}
    assert {one["over"] for one in found.values()} == {True}
    assert {one["status"] for one in found.values()} == {"COMPLETED"}
    assert ask(base, CALLFLOWS, {"callflow": []})[0] == 400, "it takes requests meanwhile"
    hung_up = {one for one, whole in found.items() if _caller_hung_up(whole)}
    assert set(load.hung_up) <= hung_up
    for session, whole in found.items():
        sent = {_text(one["body"]) for one in whole["webhooks"]}
        assert _posted(received, session) == sent
        assert len({_text(one) for one in received.of("VSS") if _session(one) == session}) == 1


def _posted(received: Received, session: str) -> set[str]:
    return {_text(body) for _, body in received.posts if _session(body) == session}


def _text(body: dict[str, Any]) -> str:
    return json.dumps(body, sort_keys=True)


def _session(body: dict[str, Any]) -> str:
    found: str = body["payload"]["sessionId"]
    return found


def _caller_hung_up(whole: dict[str, Any]) -> bool:
    return any(one["event"] == "hungUp" for one in whole["trace"])
