"""How it is known that there is no more than what a result of the public API says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import simulator
from tests.bodies import SCENARIOS

if TYPE_CHECKING:
    from pathlib import Path

BANK = SCENARIOS / "bank-balance"
FLOW = BANK / "bank-balance.flow.yaml"
APP = """
def app(body):
    return {"callflow": [{"action": "hangup"}]}
"""


def test_of_a_table_it_is_proved() -> None:
    assert simulator.explore(FLOW).behaviour.ground == "proved"
    assert simulator.cover(BANK).ground == "proved"
    assert simulator.faults(FLOW).ground == "proved"
    assert simulator.diff(FLOW, FLOW).ground == "proved"


def test_of_a_backend_it_was_tried(tmp_path: Path) -> None:
    (tmp_path / "ground_app.py").write_text(APP)
    flow, scenario = tmp_path / "x.flow.yaml", tmp_path / "x.scenario.yaml"
    flow.write_text('inbound: {source: "+6591234567", destination: "+6562345678"}\nbackend: python:ground_app:app\n')
    scenario.write_text("scenario: ends\nflow: x.flow.yaml\nexpect: {session: COMPLETED}\n")
    assert simulator.explore(flow).behaviour.ground == "tried"
    assert simulator.cover(scenario).ground == "tried"
    assert simulator.faults(flow).ground == "tried"
    assert simulator.diff(flow, flow).ground == "tried"
