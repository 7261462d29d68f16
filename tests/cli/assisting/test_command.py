"""callflow mcp as a process, spoken to by the reference client of the protocol."""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.cli.base.assisting.tools import TOOLS
from simulator.cli.base.process import own_command
from simulator.cli.base.stopping import INTERRUPTED

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

ROOT = Path(__file__).parents[3]
CALLED: dict[str, dict[str, Any]] = {
    "check": {"files": ["booking.json"], "account": "account.yaml", "at": "2026-01-05T09:00:00Z"},
    "run": {"file": "booking.json", "account": "account.yaml", "dtmf": "1 4#"},
    "explore": {"file": "booking.json", "account": "account.yaml"},
    "test": {"paths": ["."]},
    "explain": {"code": ["-1006"]},
    "diff": {"old": "booking.json", "new": "booking.json"},
}

SCENARIO = """
scenario: books
request: booking.json
account: {callerIds: ["+442079460123"]}
caller: [{press: "1"}, {press: "4#"}]
expect: {session: COMPLETED}
"""


async def _listed_and_called(folder: Path) -> dict[str, Any]:
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = ["-m", "simulator", "mcp", "--folder", str(folder)]
    started = StdioServerParameters(command=sys.executable, args=line, env=environment)
    async with stdio_client(started) as streams, ClientSession(*streams) as session:
        await session.initialize()
        listed = await session.list_tools()
        assert [tool.name for tool in listed.tools] == [tool.name for tool in TOOLS]
        resources = await session.list_resources()
        for entry in resources.resources:
            assert (await session.read_resource(entry.uri)).contents
        names = [tool.name for tool in listed.tools]
        found = await asyncio.gather(*(session.call_tool(name, CALLED[name]) for name in names))
        return dict(zip(names, found, strict=True))


@pytest.mark.nested
def test_the_reference_client_lists_and_calls_every_tool(folder: Path) -> None:
    (folder / "kept.scenario.yaml").write_text(SCENARIO)
    found = asyncio.run(_listed_and_called(folder))
    texts = {name: answer.content[0].text for name, answer in found.items()}
    assert "session COMPLETED" in texts["run"]
    assert "Created" in texts["check"]
    assert "passed" in texts["test"]
    assert "-1006" in texts["explain"]
    assert {name for name, text in texts.items() if "exit status 2" in text} == set(), texts


def test_misuse_is_told_before_anything_is_answered(callflow: Callflow) -> None:
    done = callflow("mcp --folder nowhere")
    assert (done.status, done.err) == (2, 'callflow: --folder: there is no folder "nowhere"\n')
    done = callflow("mcp --time-limit 0")
    assert (done.status, done.out) == (2, "")
    assert "--time-limit 0: expected more than 0 and at most 86,400 seconds" in done.err


@pytest.mark.nested
def test_a_signal_ends_it_while_it_waits_for_a_message(folder: Path) -> None:
    with subprocess.Popen(
        own_command(["mcp"]),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
        child.stdin.flush()
        child.stdout.readline()
        child.terminate()
        assert child.wait(timeout=60) == INTERRUPTED
        assert child.stderr is not None
        assert b"Fatal" not in child.stderr.read()


@pytest.mark.nested
def test_no_file_of_the_folder_takes_the_place_of_a_module(folder: Path) -> None:
    """`check` runs nothing, whatever the files beside it are called."""
    for name in ("json", "argparse", "simulator"):
        (folder / f"{name}.py").write_text("raise SystemExit('run')\n")
    line = own_command(["check", "booking.json", "--account", "account.yaml"])
    done = subprocess.run(line, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_standard_input_is_told(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    done = callflow("mcp")
    assert (done.status, done.err) == (2, "callflow: standard input is closed: there is nothing to answer\n")


def test_it_ends_with_its_input(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    done = callflow("mcp")
    assert (done.status, done.out, done.err) == (0, '{"jsonrpc": "2.0", "id": 1, "result": {}}\n', "")
