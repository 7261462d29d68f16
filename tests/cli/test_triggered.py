"""`callflow test` and pytest drive a customer's whole program, which they start or find."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from simulator.cli.base.main import run_command_line
from tests.server import _program

ROOT = Path(__file__).parents[2]
REST = """caller: ["1"]
expect: {session: COMPLETED, hears: ["You pressed 1."]}
"""
CONFTEST = """
import pytest
from tests.server._program import Program

@pytest.fixture(scope="session", autouse=True)
def program(callflow_emulator_server):
    found = Program(port=PORT)
    found.platform = callflow_emulator_server.base_url
    yield found
    found.end()

@pytest.fixture(autouse=True)
def registered(program):
    program.register()
"""
TESTS = """
def test_a_program_calls(callflow_emulator, callflow_emulator_server, program):
    assert callflow_emulator.sessions == []
    assert callflow_emulator.base_url == callflow_emulator_server.base_url
    callflow_emulator.lines["*"] = "busy"
    assert program.poked(program, {}) == 202
    assert callflow_emulator.wait()["sessionId"] == callflow_emulator.sessions[0]["sessionId"]

def test_it_is_as_new(callflow_emulator, program):
    assert callflow_emulator.sessions == []
    program.poked(program, {})
    assert callflow_emulator.wait()["status"] == "COMPLETED"
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def scenarios(folder: Path, port: int) -> str:
    """Two that begin with a trigger, around one with a request; the last of them fails."""
    text = f"trigger: {{post: http://127.0.0.1:{port}/notify}}\n"
    request = 'request: {callflow: [{action: makeCall, params: {source: "+6562345678", destination: "+6591234567"}}]}\n'
    whole = f"scenario: a\n{text}{REST}---\nscenario: b\n{request}---\nscenario: c\n{text}expect: {{session: BUSY}}\n"
    (folder / "a.scenario.yaml").write_text(whole)
    return str(folder / "a.scenario.yaml")


def test_the_program_is_started_with_the_address_of_the_emulator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    port = free_port()
    serve = f"{sys.executable} {_program.__file__} {port}"
    status = run_command_line(["test", scenarios(tmp_path, port), "--serve", serve, "--cov"])
    shown = capsys.readouterr()
    assert status == 1
    assert "expected  BUSY" in shown.out
    assert "the emulator listens on http://127.0.0.1:" in shown.err


def test_the_port_is_the_users(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    port = free_port()
    program = _program.Program()
    program.platform = f"http://127.0.0.1:{port}"
    try:
        name = scenarios(tmp_path, program.server_address[1])
        options = ["--emulator-port", str(port), "--backend", f"{program.url}/VCA", "--workers", "2"]
        assert run_command_line(["test", f"{name}:1", *options]) == 0
        assert run_command_line(["test", name, *options]) == 1
        assert f"--emulator-port {port}" in capsys.readouterr().out
    finally:
        program.end()
    assert run_command_line(["test", name, "--emulator-port", "70000"]) == 2
    assert "--emulator-port is 70000, expected 0" in capsys.readouterr().err


@pytest.mark.nested
def test_pytest_drives_it_too(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    port = free_port()
    pytester.makeconftest(CONFTEST.replace("PORT", str(port)))
    pytester.makepyfile(TESTS)
    scenarios(pytester.path, port)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=4, failed=1)
