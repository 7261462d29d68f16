"""How many VCS bodies an event gives is known without building them."""

from __future__ import annotations

import pytest

import simulator
from simulator.webhooks import vcs
from tests.library.bodies import BOOKING


@pytest.mark.parametrize("wanted", [True, False])
def test_the_count_is_that_of_the_bodies(wanted: bool) -> None:
    run = simulator.run(BOOKING, "1 4#", account={"assumptions": {"statusWebhooks": wanted}})
    assert run.call is not None
    facts = run.call.facts
    built = [len(list(vcs.bodies(facts, event, 0))) for event in run.trace]
    assert [vcs.count(facts, event) for event in run.trace] == built
    assert any(built) is wanted
