"""What probing a backend costs: one in Python that holds a PIN, against the table of the same conversation."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from attrs import frozen

from benchmarks import flows
from simulator.exploring.search.explore import explore
from simulator.running.flow import load_flow

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.flow.flow_file import FlowFile

PIN = "4711"
BACKEND = f"""
PIN = "{PIN}"
REPLIES = {{}}
asked = 0


def reply(body):
    global asked
    asked += 1
    said = body["payload"]
    stage, digits = said.get("clientActionId"), said.get("dtmf")
    if stage is None:
        return REPLIES["welcome" if digits == PIN else "wrong"]
    return REPLIES.get(digits, REPLIES["wrong"])
"""
REPLIES: dict[str, dict[str, Any]] = {
    "welcome": {"clientActionId": "in", "callflow": [flows.capture("For your balance press 1, to end press 2.")]},
    "1": {"callflow": [flows.say("You have five dollars."), {"action": "hangup"}]},
    "2": {"callflow": [flows.say("Goodbye."), {"action": "hangup"}]},
    "wrong": {"callflow": [flows.say("That is not right."), {"action": "hangup"}]},
}
REQUEST = json.loads(flows.body(flows.capture("Please enter your PIN.", 4, minDigits=4)))
ROWS: tuple[tuple[dict[str, str], str], ...] = (
    ({"digits": PIN}, "welcome"),
    ({"clientActionId": "in", "digits": "1"}, "1"),
    ({"clientActionId": "in", "digits": "2"}, "2"),
    ({"clientActionId": "*"}, "wrong"),
)


@frozen
class Probed:
    """What an exploration of the backend came to; `known` are the ways that the table has."""

    questions: int
    seconds: float
    ways: int
    known: int


def probed(folder: Path) -> Probed:
    """Explore the planted backend, which is written into a folder, and the table."""
    known = _ways(
        explore(_flow(folder, "table", replies=[{"when": when, "reply": REPLIES[name]} for when, name in ROWS]))
    )
    (folder / "planted_bank.py").write_text(BACKEND.replace("REPLIES = {}", f"REPLIES = {REPLIES!r}"), encoding="utf-8")
    flow = _flow(folder, "bank", backend="python:planted_bank:reply")
    begin = perf_counter()
    found = explore(flow)
    seconds = perf_counter() - begin
    bank: Any = sys.modules.pop("planted_bank")
    return Probed(bank.asked, seconds, len(_ways(found) & known), len(known))


def _flow(folder: Path, name: str, **answers: object) -> FlowFile:
    file = folder / f"{name}.flow.yaml"
    file.write_text(json.dumps({"flow": name, "request": REQUEST, **answers}), encoding="utf-8")
    return load_flow(file)


def report() -> str:
    """The row of the report."""
    with tempfile.TemporaryDirectory() as folder:
        found = probed(Path(folder))
    what = f"probe a backend with a PIN: {found.questions} questions"
    each = found.seconds / found.questions * 1000
    return f"{what:<52} {each:9.3f} ms each{'':>10} {found.ways}/{found.known}   every way of the table"


def _ways(found: Behaviour) -> set[tuple[object, ...]]:
    """Every edge in words: the place where it begins, the input class, and the place where it leads."""
    words = {name: place.words or (name,) for name, place in found.places.items()}
    return {(words[source], input_class, words[dest]) for source, input_class, dest in found.edges}
