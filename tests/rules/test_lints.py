"""Each lint is raised where its table says, at that path, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.loading.files.account_file import read_account
from simulator.loading.yaml.text import load_yaml
from simulator.registry import declared
from simulator.rules.base.check import Checked, check_body
from simulator.rules.base.docs import Example, all_docs
from simulator.rules.base.rule import Context

TABLES = Path(__file__).parent / "lints"
LINTS = sorted(str(code) for code in declared("simulator.rules", "CODE").values() if isinstance(code, str))
CALL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}
VOICE = {"voiceProfile": "en-GB-Emma"}
DEFAULTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "say": ("say", "text", VOICE),
    "ask": ("sayAndCapture", "promptMessage", VOICE | {"promptMessage": "Your choice, please.", "noOfTries": 1}),
    "play": ("playFile", "fileUrl", {}),
    "call": ("makeCall", "destination", CALL["params"]),  # type: ignore[dict-item]
}


def entry(short: Any) -> Any:
    """`{say: text}`, `{ask: {maxDigits: 1}}`, `hangup` and so on, as the platform wants it; else unchanged."""
    if short == "hangup":
        return {"action": "hangup"}
    ((name, given),) = short.items() if len(short) == 1 else ((None, None),)
    if name not in DEFAULTS:
        return short
    action, main, defaults = DEFAULTS[name]
    return {"action": action, "params": defaults | (given if isinstance(given, dict) else {main: given})}


def checked(case: dict[str, Any]) -> Checked:
    kind = case.get("kind", "request")
    first = [CALL] if kind == "request" else []
    body = case.get("body") or {"callflow": first + [entry(short) for short in case["after"]]}
    account, findings = read_account(json.dumps(case.get("account", {})).encode(), TABLES)
    assert findings == ()
    return check_body(json.dumps(body).encode(), kind, Context(account=account))


def cases(part: str) -> list[Any]:
    tables = ((code, load_yaml((TABLES / f"{code.lower()}.yaml").read_bytes())) for code in LINTS)
    return [
        pytest.param(code, case, id=f"{code}-{case['name']}")
        for code, table in tables
        for case in table.data[part]
    ]  # fmt: skip


@pytest.mark.parametrize(("code", "case"), cases("raises"))
def test_raises_the_lint_at_the_path(code: str, case: dict[str, Any]) -> None:
    found = [d for d in checked(case).diagnostics if d.code == code]
    at = case["at"] if isinstance(case["at"], list) else [case["at"]]
    assert [d.path for d in found] == at
    assert all(d.hint and d.severity == all_docs()[code].severity for d in found)
    says = case.get("says", "")
    assert all(says in f"{d.message}; {d.hint}" for d in found)


@pytest.mark.parametrize(("code", "case"), cases("clean"))
def test_stays_silent(code: str, case: dict[str, Any]) -> None:
    assert [d for d in checked(case).diagnostics if d.code == code] == []


@pytest.mark.parametrize(("code", "case"), cases("raises"))
def test_no_lint_stands_where_an_error_stands(code: str, case: dict[str, Any]) -> None:
    diagnostics = checked(case).diagnostics
    errors = {d.path for d in diagnostics if d.severity == "error"}
    assert [d for d in diagnostics if isinstance(d.code, str) and d.path in errors] == []


@pytest.mark.parametrize("code", LINTS)
@pytest.mark.parametrize("which", ["wrong", "right"])
def test_the_documented_examples_raise_exactly_this_lint_and_none(code: str, which: str) -> None:
    example = getattr(all_docs()[code], which)
    assert isinstance(example, Example)
    account, findings = read_account(example.account.encode(), TABLES)
    assert findings == ()
    found = check_body(example.body.encode(), example.kind, Context(account=account)).diagnostics
    assert [d.code for d in found] == ([code] if which == "wrong" else [])


def test_every_table_belongs_to_a_lint() -> None:
    assert sorted(path.stem.upper() for path in TABLES.glob("*.yaml")) == LINTS


@pytest.mark.parametrize("code", LINTS)
def test_the_account_file_silences_a_lint(code: str) -> None:
    table = load_yaml((TABLES / f"{code.lower()}.yaml").read_bytes()).data
    case = dict(table["raises"][0])
    case["account"] = case.get("account", {}) | {"ignore": [code]}
    assert code not in [d.code for d in checked(case).diagnostics]
