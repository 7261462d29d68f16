"""`make expectations`: what is expected of callers against 20,000 calls each, on sample flows and on random ones.

Every share, mean and variance, at a bound that chance breaks once in a million for all of it; takes an hour or so.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

from attrs import evolve

from benchmarks._agreeing import disagreements
from benchmarks.flows import MAKE_CALL, capture, say
from simulator.api.expecting import expect
from simulator.api.population import run_many
from simulator.model.caller_model import CallerModel
from simulator.running.flow import load_flow

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile

ONCE_IN_A_MILLION = 1e-6
CALLS, MENUS, FLOWS = 20_000, 50, 3
SCENARIOS = Path(__file__).parents[1] / "scenarios"
SAMPLES = ("hotline/hotline", "bank-balance/bank-balance", "clinic-desk/clinic-desk", "parcel-tracking/parcel-tracking",
           "samples/table", "samples/flask", "samples/fastapi")  # fmt: skip
_TALK = "normal(60s, 20s)"
MODELS = {
    "usual": CallerModel.usual(talk=_TALK),
    "experts": CallerModel.usual(talk=_TALK, barge_in=0.3, reaction="lognormal(600ms, 0.3)"),
    "lost": CallerModel.usual(talk=_TALK, wrong=0.2, silence=0.2, reaction="lognormal(4s, 0.7)", slip=0.02),
    "hurried": CallerModel.usual(talk=_TALK, per_second=0.02, at_once=0.05, hangup=0.05),
    "legs": CallerModel.usual(
        talk="exponential(40s)", legs={"A": {"answered": 9, "busy": 1}, "B": {"answered": 8, "busy": 1, "noAnswer": 1}}
    ),
}


def report(calls: int = CALLS, menus: int = MENUS, flows: int = FLOWS, samples: tuple[str, ...] = SAMPLES) -> str:
    """A line for each flow and model; what disagrees is told."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        files = [SCENARIOS / f"{name}.flow.yaml" for name in samples]
        files += [random_flow(Path(folder), seed, menus) for seed in range(flows)]
        each = ONCE_IN_A_MILLION / (len(files) * len(MODELS))
        for file in files:
            for name, model in MODELS.items():
                begun, flow = perf_counter(), unstopped(file)
                found = expect(flow, model)
                told = perf_counter() - begun
                wrong = disagreements(found, run_many(flow, model, count=calls, seed=1), each)
                lines.append(f"{file.stem:<28} {name:<8} {told * 1000:>8.0f} ms  {wrong or 'agrees'}")
                print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join(lines)


def unstopped(file: Path) -> FlowFile:
    """A flow whose calls are as long as callers like: where a run is stopped, `expect` tells nothing."""
    flow = load_flow(file)
    settings = evolve(flow.account.assumptions, max_session_length=10**12, max_replies=10**9)
    return evolve(flow, account=evolve(flow.account, assumptions=settings))


def random_flow(folder: Path, seed: int, menus: int) -> Path:
    """Menus that lead anywhere, some of several keys, with a bridge and an end here and there."""
    chance = Random(f"random flow {seed}")
    asked = [_menu(chance, number) for number in range(menus)]
    rows: list[dict[str, Any]] = []
    for number in range(menus):
        stage = {} if not number else {"clientActionId": f"m{number}"}
        pressed = ("1", "2", "3", "other")
        rows += [{"when": {**stage, "digits": keys}, "reply": _reply(chance, asked)} for keys in pressed]
        rows.append({"when": {**stage, "digits": None}, "reply": {"callflow": [say("Goodbye."), {"action": "hangup"}]}})
    written = {"flow": f"random {seed}", "request": {"callflow": [MAKE_CALL, asked[0]]}, "replies": rows}
    file = folder / f"random{seed}.flow.yaml"
    file.write_text(json.dumps(written))
    return file


def _menu(chance: Random, number: int) -> dict[str, Any]:
    most = chance.choice([1, 1, 1, 4])
    timers = {"digitTimeout": 2500, "overallTimeout": 9000} if chance.random() < 0.5 else {"overallTimeout": 7000}
    return capture(f"Menu {number}. For this press 1, for that press 2, or 3.", most, noOfTries=2, **timers)


def _reply(chance: Random, asked: list[dict[str, Any]]) -> dict[str, Any]:
    draw = chance.random()
    if draw < 0.2:
        return {"callflow": [say("Thank you."), {"action": "hangup"}]}
    if draw < 0.35:
        return {"callflow": [MAKE_CALL, say("Goodbye."), {"action": "hangup"}]}
    number = chance.randrange(1, len(asked))
    return {"clientActionId": f"m{number}", "callflow": [say("One moment."), asked[number]]}
