"""Backends that remember what a session did, each in its own way: one verdict in any order, again, and over HTTP."""

from __future__ import annotations

import json
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from simulator.scenario.suite import Options, Suite, load_suite, run_suite
from tests.responders.running_app import as_app, running
from tests.scenario.calls import CALL, HANGUP, ask, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Answers = Callable[[list[str]], list[dict[str, Any]]]

KEPT: dict[tuple[str, str], list[str]] = {}


def _steps(keys: list[str]) -> list[dict[str, Any]]:
    if len(keys) < 3:
        return [ask(("Your day?", "Your hour?")[len(keys) - 1])]
    return [say(f"Booked: {'-'.join(keys)}."), HANGUP]


def _vote(keys: list[str]) -> list[dict[str, Any]]:
    return [say("You have voted already."), HANGUP] if len(keys) > 1 else [say("Thank you."), ask("Once more?")]


def _language(keys: list[str]) -> list[dict[str, Any]]:
    polite = "Auf Wiedersehen." if keys[0] == "2" else "Goodbye."
    return [ask("Choose.")] if len(keys) == 1 else [say(polite), HANGUP]


def _basket(keys: list[str]) -> list[dict[str, Any]]:
    return [say(f"You bought {len(keys) - 1}."), HANGUP] if keys[-1] == "0" else [ask("Anything else?")]


def _undo(keys: list[str]) -> list[dict[str, Any]]:
    """What is pressed with 9 after it is taken back."""
    left: list[str] = []
    for key in keys:
        if key != "9":
            left.append(key)
        elif left:
            left.pop()
    return [say(f"Left: {''.join(left)}."), HANGUP] if keys[-1] == "0" else [ask("Next?")]


def _hurry(keys: list[str]) -> list[dict[str, Any]]:
    """Is told once that nothing was pressed."""
    if keys.count("") > 1:
        return [say("Nobody is there."), HANGUP]
    return [ask("Are you there?")] if keys[-1] == "" else [say("There you are."), HANGUP]


BACKENDS: dict[str, tuple[Answers, dict[str, str]]] = {
    "steps": (_steps, {"1 2 3": "Booked: 1-2-3", "1 2 4": "Booked: 1-2-4", "2 2 2": "Booked: 2-2-2"}),
    "vote": (_vote, {"1 1": "voted already", "2 2": "voted already", "1 hangup": "Thank you"}),
    "language": (_language, {"1 1": "Goodbye", "2 1": "Wiedersehen", "1 2": "Goodbye"}),
    "basket": (_basket, {"0": "bought 0", "1 0": "bought 1", "1 2 0": "bought 2"}),
    "undo": (_undo, {"1 9 2 0": "Left: 20", "1 2 0": "Left: 120", "9 1 0": "Left: 10"}),
    "hurry": (_hurry, {"silence silence": "Nobody is there", "silence 1": "There you are", "1": "There you are"}),
}
"""What each backend answers to the keys of a session so far, and what callers of it hear at last."""


def _answer(name: str, body: dict[str, Any]) -> dict[str, Any]:
    keys = KEPT.setdefault((name, body["payload"]["sessionId"]), [])
    keys.append(body["payload"]["dtmf"] or "")
    return {"callflow": BACKENDS[name][0](keys)}


app = as_app(_answer)
"""The backend that the path names."""


def suite(folder: Path, name: str, backend: str) -> Suite:
    flow = {"flow": name, "request": {"callflow": [CALL, ask("Press a key.")]}, "backend": f"{backend}/{name}"}
    (folder / "a.flow.yaml").write_text(json.dumps(flow), encoding="utf-8")
    written = [
        json.dumps({"scenario": keys, "flow": "a.flow.yaml", "caller": keys.split(), "expect": {"hears": [words]}})
        for keys, words in BACKENDS[name][1].items()
    ]
    file = folder / "a.scenario.yaml"
    file.write_text("\n---\n".join(written), encoding="utf-8")
    return load_suite([file])


def failures(found: Suite) -> list[str]:
    """What fails in each order of the scenarios, the first order twice."""
    orders = [found.scenarios, *permutations(found.scenarios)]
    verdicts = [one for order in orders for one in run_suite(Suite(tuple(order)), Options()).verdicts]
    assert len(verdicts) == 21
    return [failure.found for one in verdicts for failure in one.failures]


@pytest.mark.parametrize("name", BACKENDS)
def test_in_any_order_and_twice_in_one_process(name: str, tmp_path: Path) -> None:
    KEPT.clear()
    assert failures(suite(tmp_path, name, f"wsgi:{__name__}:app")) == []
    assert len(KEPT) == 21


@pytest.mark.parametrize("name", BACKENDS)
def test_in_any_order_and_twice_against_one_running_server(name: str, tmp_path: Path) -> None:
    KEPT.clear()
    with running(app) as url:
        assert failures(suite(tmp_path, name, url)) == []
    assert len(KEPT) == 21
