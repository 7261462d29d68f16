"""Paths into JSON data."""

from __future__ import annotations

from simulator.loading.paths import parts_of


def test_parts_come_the_whole_first_and_in_the_order_of_the_text() -> None:
    data = {"callflow": [{"action": "say"}, 2], "a b": None}
    assert list(parts_of(data)) == [
        ("$", data),
        ("$.callflow", data["callflow"]),
        ("$.callflow[0]", {"action": "say"}),
        ("$.callflow[0].action", "say"),
        ("$.callflow[1]", 2),
        ("$['a b']", None),
    ]


def test_parts_of_what_nests_deeper_than_python_recurses() -> None:
    deep: list[object] = []
    for _ in range(10_000):
        deep = [deep]
    assert sum(1 for _ in parts_of(deep)) == 10_001
