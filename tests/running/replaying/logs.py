"""A bank's flow of four levels, calls of it, and the logs that recorders of different diligence keep of them."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from simulator.callers.scripted import Scripted
from simulator.loading.files.webhook_log import read_log
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.render.run.webhooks import render
from simulator.render.run_report import RunReport
from simulator.running.dry_run import run_flow
from tests.exploring._flows import HANGUP, dial, menu, reply, row, say
from tests.exploring.random_flows import read

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.call.logged import LoggedSession
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

Written = dict[str, Any]
OURS, AGENT, LOANS = "+6562345678", "+6580000001", "+6580000002"
BODIES = ("VCA", "VCS", "VSS")
"""What a recorder that keeps nothing but bodies has."""


def transfer(number: str) -> Written:
    return {"action": "makeCall", "params": {"source": OURS, "destination": number}}


def pin(**more: Any) -> Written:
    asked = {"minDigits": 4, "maxDigits": 4, "noOfTries": 2, "failureMessage": "Four digits, please.", **more}
    return menu("Enter your PIN.", overallTimeout=9000, **asked)


MAIN = menu("For your account press 1, for loans press 2, for a person press 0.", overallTimeout=8000, noOfTries=2)
ACCOUNT = menu("For your balance press 1, to send money press 2.", overallTimeout=8000)
SEND = menu("To send it press 1, to cancel press 2.", overallTimeout=8000)
BANK: Written = {
    "flow": "Bank",
    "request": {"callflow": [dial(), say("Welcome to the bank."), MAIN]},
    "replies": [
        row(reply(pin(), stage="pin"), digits="1"),
        row(reply(say("Our loans."), transfer(LOANS)), digits="2"),
        row(reply(transfer(AGENT)), digits="0"),
        row(reply(ACCOUNT, stage="account"), stage="pin", digits="1234"),
        row(reply(say("That is not your PIN."), HANGUP), stage="pin", digits="other"),
        row(reply(say("You have 250 euros."), HANGUP), stage="account", digits="1"),
        row(reply(SEND, stage="send"), stage="account", digits="2"),
        row(reply({"action": "playFile", "params": {"fileUrl": "https://bank.example/sent.wav"}}, HANGUP),
            stage="send", digits="1"),
        row(reply(say("Nothing was sent."), HANGUP), stage="send", digits="2"),
        row(reply(say("Goodbye."), HANGUP), stage="*", digits=None),
    ],
}  # fmt: skip
CALLS = (
    ("1 1234 1", ()), ("1 1234 2 1", ()), ("1 1234 2 2", ()), ("1 9999", ()), ("2", ()), ("0", ("answered", "busy")),
    ("silence silence", ()), ("1 silence silence", ()), ("1 1234 silence", ()), ("1 1234 2 hangup", ()),
)  # fmt: skip
"""Callers who between them meet everything that the flow has."""


def bank() -> Written:
    """The flow as it is written, to be changed."""
    return copy.deepcopy(BANK)


def call(flow: FlowFile, keys: str, legs: tuple[str, ...] = (), **more: Any) -> DryRun:
    return run_flow(flow, caller=Scripted.of(keys), network=ScriptedNetwork(tuple(map(parse_leg, legs))), **more)


def lines(run: DryRun, kinds: tuple[str, ...] = ()) -> list[Any]:
    """The lines of a log: as `callflow run --format webhooks` writes them, or the bare bodies of these kinds."""
    written = [json.loads(line) for line in render(RunReport.of(run)).splitlines()]
    return [line["body"] for line in written if line["type"] in kinds] if kinds else written


def session(folder: Path, *entries: Any) -> LoggedSession:
    """The first session of a log with these lines."""
    log = folder / "log.jsonl"
    log.write_text("".join(f"{json.dumps(entry)}\n" for entry in entries), encoding="utf-8")
    return read_log(log)[0]


def logged(folder: Path, written: Written, keys: str, legs: tuple[str, ...] = (), kinds: tuple[str, ...] = ()) -> Any:
    """The session of a call of a flow, as a log of these kinds has it."""
    return session(folder, *lines(call(read(written), keys, legs), kinds))
