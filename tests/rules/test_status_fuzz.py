"""No body whatever brings an exception or a -9999, and the same body always gets the same findings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.account import Account
from simulator.rules.base.check import check_body
from simulator.rules.base.rule import Context
from tests import fuzz_bodies

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(fuzz_bodies.KEYS), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=200))
def test_any_bytes_have_an_answer(raw: bytes) -> None:
    first, second = (check_body(raw, "request", Context()) for _ in range(2))
    assert first == second
    assert first.answer.status_code not in (1, -9999)


@given(st.text(alphabet="{}[]\",:\\/'#“” \n0aé1.-entruflsN", max_size=60))
def test_text_that_is_almost_json_is_minus_1001_exactly_where_python_refuses_it(text: str) -> None:
    checked = check_body(text.encode(), "request", Context())
    assert checked.answer.status_code in (-1001, -1009)
    assert all(item.hint for item in checked.diagnostics)


@pytest.mark.slow
@given(JSON, st.sampled_from(("request", "reply")), st.sampled_from(fuzz_bodies.ACCOUNTS))
@settings(max_examples=200)
def test_any_entries_have_an_answer(params: object, kind: str, account: Account) -> None:
    import json

    body = {"callflow": [{"action": name, "params": params} for name in ("makeCall", "say", "sayAndCapture")]}
    raw = json.dumps(body).encode()
    first, second = (check_body(raw, kind, Context(account)) for _ in range(2))  # type: ignore[arg-type]
    assert first == second
    assert first.answer.status_code != -9999


@pytest.mark.nested
def test_the_fuzzer_finds_nothing_and_says_the_same_under_any_hash_seed() -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, str(root / "tests" / "fuzz_bodies.py"), "--count", "1500", "--seconds", "120"]
    said = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}, check=True, text=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(said) == 1
    assert "1500 of 1500 bodies" in said.pop()
