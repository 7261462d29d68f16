"""On random flows: nothing differs from itself; each kind of change is found, shortest and rightly classed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from simulator.api.diff import diff
from tests.exploring._brute import differing, noticed
from tests.exploring.mutations import MUTATIONS
from tests.exploring.random_flows import random_flows, read

AFFORDABLE = 1
"""Keys up to which every script is tried."""


@pytest.mark.slow
@settings(max_examples=100)
@given(random_flows())
def test_a_flow_does_not_differ_from_itself(written: dict[str, Any]) -> None:
    found = diff(read(written), read(written))
    assert found.differences == ()
    assert found.complete
    assert found.comparison.places > 1


@pytest.mark.parametrize("mutation", sorted(MUTATIONS))
@settings(max_examples=30)
@given(data=st.data())
def test_a_change_is_found_once_with_the_fewest_keys_and_rightly_classed(mutation: str, data: st.DataObject) -> None:
    written = data.draw(MUTATIONS[mutation])
    old, new, kinds = read(written[0]), read(written[1]), written[2]
    found = diff(old, new).differences
    note(str([(one.kind, one.way) for one in found]))
    timed = mutation == "timing"
    assert {one.kind for one in found} <= kinds
    assert len(found) <= 1
    for one in found:
        assert noticed(old, one.way.dtmf, one.way.legs, timed) != noticed(new, one.way.dtmf, one.way.legs, timed)
    fewest = min((one.way.keys for one in found), default=AFFORDABLE + 1)
    assert differing(old, new, min(fewest - 1, AFFORDABLE), timed) == []
