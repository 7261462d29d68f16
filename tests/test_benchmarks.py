"""What a benchmark counts beside time: what probing finds, and that it is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from benchmarks import expectations, loaded, posting, probing, soak, storing, traffic, typing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_probing_finds_every_way_of_the_table_and_counts_its_questions(tmp_path: Path) -> None:
    found = probing.probed(tmp_path)
    assert found.ways == found.known > 10
    assert 50 < found.questions < 1000


def test_questions_ms_and_ways_are_printed() -> None:
    assert re.search(r"PIN: \d+ questions +[\d.]+ ms each +(\d+)/\1 ", probing.report())


def test_a_call_of_a_loaded_flow_is_about_as_quick_as_one_of_a_crowd() -> None:
    found = re.search(r"run_many +[\d.]+ ms +[\d.]+ ms +([\d.]+) ", loaded.report(rounds=3))
    assert found
    assert float(found[1]) < 3


def test_a_soak_leaves_no_descriptor_and_no_thread_but_the_two_that_are_kept() -> None:
    before = soak.Left.now()
    assert "10 calls, asgi:" in soak.report(0.001)
    after = soak.Left.now()
    assert after.descriptors == before.descriptors
    assert after.threads <= before.threads + 2


def test_what_the_emulator_sends_and_stores_is_told_as_a_ratio() -> None:
    assert re.search(r"64 at once +[\d.]+ ms +[\d.]+ ms +[\d.]+ ", posting.report(rounds=1))
    assert re.search(r"64 at once +[\d.]+ ms +[\d.]+ ms +[\d.]+ ", storing.report(rounds=1))


def test_what_traffic_costs_is_told() -> None:
    assert re.search(r"expect, \d+ places +[\d.]+ s +below 1 s", traffic.report(places=6, calls=400))


def test_what_is_expected_is_held_against_calls() -> None:
    """The long ring in small: one random flow, few calls."""
    lines = expectations.report(calls=150, menus=6, flows=1, samples=()).splitlines()
    assert len(lines) == len(expectations.MODELS)
    assert all(line.endswith("agrees") for line in lines)


@pytest.mark.nested
def test_a_keystroke_is_answered_and_its_findings_are_told() -> None:
    sound, broken = typing.report(110).splitlines()
    assert re.search(r"type, 110 lines, sound: .* ms +[\d.]+ ms ", sound)
    assert re.search(r"type, 110 lines, broken: .* ms +[\d.]+ ms ", broken)
