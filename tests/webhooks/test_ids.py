"""Ids: UUIDs of version 1 in shape, from the seed and the simulated time alone."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from simulator.webhooks.base.ids import uuid1
from tests.engine.calls import NOW

seeds, instants, numbers = st.integers(), st.integers(0, 4_000_000_000_000), st.integers(0, 9999)


@given(seeds, instants, numbers)
def test_an_id_is_a_version_1_uuid_of_its_time(seed: int, at: int, number: int) -> None:
    made = UUID(uuid1(seed, at, number))
    assert (made.version, made.variant) == (1, RFC_4122)
    assert made.node >> 40 & 1, "the multicast bit says that it is no real network card"
    assert (made.time - 0x01B21DD213814000) // 10_000 == at
    assert str(made) == uuid1(seed, at, number)


@given(seeds, instants, numbers, numbers)
def test_two_numbers_give_two_ids(seed: int, at: int, one: int, other: int) -> None:
    assert (uuid1(seed, at, one) == uuid1(seed, at, other)) is (one == other)


def test_seeds_tell_ids_apart_and_ids_never_change() -> None:
    assert uuid1(7, NOW, 0) != uuid1(8, NOW, 0)
    assert uuid1(7, NOW, 0)[:18] == uuid1(8, NOW, 0)[:18] == "ea526800-ea14-11f0"
    assert datetime.fromtimestamp(NOW / 1000, UTC).isoformat() == "2026-01-05T09:00:00+00:00"
