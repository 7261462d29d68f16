"""The flows of the tables in this folder, from their short form.

`prompt` is the first menu (`tries`, `keys` and more as in `menu`), `rows` the table, `backend` a function of
`backends.py` (`twice`: each webhook is delivered twice), `invariants` what is stated. A row says `stage` and `digits`,
and answers with `say` (and hangs up), `ask` (a menu), `play` (a list that asks nothing and does not hang up) or
`dial`, under the stage `to`; or with `raw` actions.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.loading.yaml.text import load_yaml
from simulator.running.flow import with_backend
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile

TABLES = Path(__file__).parent


def cases(part: str) -> list[tuple[str, dict[str, Any]]]:
    """Every case of a part (`found`, `clean`) of every table, with the code that it is about."""
    return [(file.stem.upper(), case) for file in sorted(TABLES.glob("x*.yaml"))
            for case in load_yaml(file.read_bytes()).data[part]]  # fmt: skip


def planted(case: dict[str, Any]) -> FlowFile:
    """The flow of a case."""
    first = menu(case.get("prompt", "Choose."), noOfTries=case.get("tries", 1), **case.get("menu", {}))
    if "backend" in case:
        found = with_backend(flow(first), f"python:tests.exploring.findings.backends:{case['backend']}")
        settings = evolve(found.account.assumptions, duplicate_webhooks=case.get("twice", False))
        return evolve(found, account=evolve(found.account, assumptions=settings))
    return flow(first, rows=[_row(one) for one in case["rows"]], **_stated(case))


def written(case: dict[str, Any]) -> dict[str, Any]:
    """The flow file of a case that has a table."""
    first = menu(case.get("prompt", "Choose."), noOfTries=case.get("tries", 1), **case.get("menu", {}))
    rows = [_row(one) for one in case["rows"]]
    return {"flow": "Test", "request": {"callflow": [dial(), first]}, "replies": rows, **_stated(case)}


def _stated(case: dict[str, Any]) -> dict[str, Any]:
    return {"invariants": case["invariants"]} if "invariants" in case else {}


def _row(short: dict[str, Any]) -> dict[str, Any]:
    when = {key: short[key] for key in ("stage", "digits") if key in short}
    return row(reply(*_actions(short), stage=short.get("to")), **when)


def _actions(short: dict[str, Any]) -> list[dict[str, Any]]:
    if "say" in short:
        return [say(short["say"]), HANGUP]
    if "ask" in short:
        return [menu(short["ask"], noOfTries=short.get("tries", 1))]
    if "play" in short:
        return [say(short["play"])]
    return [dial(short["dial"])] if "dial" in short else list(short["raw"])
