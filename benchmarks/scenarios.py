"""Asserted calls: a table of ten rows, three captures, three expectations, one process; and whole suites."""

from __future__ import annotations

import gc
import json
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import flows
from benchmarks._measure import line, ratio, run_installed
from simulator.scenario.flows import Flows
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario
from simulator.scenario.suite import Options, load_suite, run_suite, scenario_files

CALLS = 2000
SUITE = 2000

SCENARIO = """scenario: a table for two, tomorrow {number}
flow: table.flow.yaml
caller: [{{press: "1"}}, {{press: "2"}}, {{press: "3"}}]
expect:
  session: COMPLETED
  captured: ["1", "2", "3"]
  hears: [Thank you]
"""


def write(folder: Path, count: int) -> None:
    """A flow of ten rows and so many scenarios of it, fifty in each file."""
    body = json.loads(flows.body(flows.capture("Press 1 for a table.")))
    rows = [_row("guests", {"digits": "1"}, flows.capture("For how many?"))]
    rows += [_row("day", {"clientActionId": "guests", "digits": "2"}, flows.capture("On which day?"))]
    rows += [_row(None, {"clientActionId": "day", "digits": str(n)}, flows.say("Closed.")) for n in range(4, 11)]
    rows += [_row(None, {"clientActionId": "*"}, flows.say("Thank you."), {"action": "hangup"})]
    text = json.dumps({"flow": "Table", "request": body, "replies": rows})
    (folder / "table.flow.yaml").write_text(text, encoding="utf-8")
    for at in range(0, count, 50):
        documents = [SCENARIO.format(number=number) for number in range(at, min(at + 50, count))]
        (folder / f"{at:05}.scenario.yaml").write_text("---\n".join(documents), encoding="utf-8")


def _row(stage: str | None, when: dict[str, str], *actions: object) -> dict[str, object]:
    head = {"clientActionId": stage} if stage else {}
    return {"when": when, "reply": {**head, "callflow": list(actions)}}


def report() -> str:
    """Calls a second, the whole command against its runs, and its start-up."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, SUITE)
        rows = [_calls(folder), _suite(folder)]
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), 1)
        rows.append(_start(Path(name)))
    return "\n".join(rows)


def _calls(folder: Path) -> str:
    file = folder / "00000.scenario.yaml"
    (scenario, *_), _ = read_scenarios(file.read_bytes(), folder, file.as_posix())
    flows_ = Flows()
    assert run_scenario(scenario, flows_).outcome == "pass"
    best = 0.0
    for _ in range(5):
        gc.collect()
        begin = perf_counter()
        for _ in range(CALLS):
            run_scenario(scenario, flows_)
        best = max(best, CALLS / (perf_counter() - begin))
    return f"{'asserted calls per second, one process':<52} {best:9.0f}{'':>27} at least 5000"


def _suite(folder: Path) -> str:
    suite = load_suite(scenario_files([str(folder)]))
    options = Options(keep_runs=False)
    assert run_suite(suite, options).count("pass") == SUITE
    ours, theirs, times = ratio(
        lambda: run_suite(load_suite(scenario_files([str(folder)])), options),
        lambda: run_suite(suite, options),
        rounds=3,
        times=1,
    )
    return line(f"callflow test, {SUITE} scenarios / sum of their runs", ours, theirs, times, "at most 1.5")


def _start(folder: Path) -> str:
    ours = [sys.executable, "-m", "simulator", "test", str(folder)]
    figures = ratio(
        lambda: run_installed(ours), lambda: run_installed([sys.executable, "-c", "pass"]), rounds=11, times=1
    )
    return line("callflow test FOLDER (1 scenario) / python -c pass", *figures, "at most 10")
