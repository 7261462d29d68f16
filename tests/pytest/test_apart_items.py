"""Items of pytest share a process: one that is interrupted leaves nothing for the next."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from simulator.pytest import items
from simulator.scenario.apart import ScenarioProcess
from simulator.scenario.suite import load_suite, scenario_files
from tests.responders._calls import MENU

if TYPE_CHECKING:
    from pathlib import Path

APP = "def ends(_body):\n    return {'callflow': [{'action': 'hangup'}]}\n"
TEXT = """
scenario: wrong
flow: x.flow.yaml
caller: ['1']
expect: {session: BUSY}
---
scenario: right
flow: x.flow.yaml
caller: ['1']
expect: {session: COMPLETED}
"""


def test_who_is_interrupted_leaves_no_verdict_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shared_app.py").write_text(APP)
    (tmp_path / "x.flow.yaml").write_text(json.dumps({"request": MENU, "backend": "python:shared_app:ends"}))
    (tmp_path / "x.scenario.yaml").write_text(TEXT)
    wrong, right = load_suite(scenario_files([str(tmp_path)])).scenarios
    session: Any = SimpleNamespace(stash=pytest.Stash())
    with monkeypatch.context() as patched:

        def interrupted(_process: ScenarioProcess) -> None:
            raise KeyboardInterrupt

        patched.setattr(ScenarioProcess, "take", interrupted)
        with pytest.raises(KeyboardInterrupt):
            items._apart(session, wrong, frozenset())
    assert items._apart(session, right, frozenset()).outcome == "pass"
    assert items._apart(session, wrong, frozenset()).outcome == "fail"
    items.finish(session)
