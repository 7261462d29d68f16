"""How many bodies an event gives, of every kind of webhook, is known without building them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.model.account import Account
from simulator.model.call.event import Asked
from simulator.registry import modules
from simulator.webhooks.base.facts import Facts
from simulator.webhooks.base.sent import asking
from tests.engine.calls import BRIDGE, DIAL, HANGUP, Replies, capture, run

if TYPE_CHECKING:
    from types import ModuleType

    from simulator.running.result import CallResult

MENU = capture(max_digits=2, dtmf_callback_url="https://example.com/dtmf")
KINDS = modules("simulator.webhooks")


def booking(**more: Any) -> CallResult:
    """Captures with digits and without, a bridge in between, and two questions."""
    answers = Replies([[MENU, BRIDGE], [MENU, HANGUP]], ("menu", "last"))
    return run([DIAL, MENU], "12 silence 3#", responder=answers, **more)


@pytest.mark.parametrize("wanted", [True, False])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TYPE)
def test_the_count_is_that_of_the_bodies_and_no_other_event_tells(kind: ModuleType, wanted: bool) -> None:
    found = booking(settings={"status_webhooks": wanted})
    facts = found.facts
    built = [len(list(kind.bodies(facts, event, 0))) for event in found.trace]
    assert [kind.count(facts, event) for event in found.trace] == built
    telling = {type(event) for event, number in zip(found.trace, built, strict=True) if number}
    assert telling <= set(kind.TELLS)
    assert bool(telling) is (wanted or kind.TYPE != "VCS")


@pytest.mark.parametrize("sends", [{}, {"VCS": False}, {"VSS": False}])
def test_a_question_is_the_same_whether_asked_now_or_read_afterwards(sends: dict[str, bool]) -> None:
    found = booking(account=Account(webhooks=sends))
    sent = [webhook.body for webhook in found.webhooks if webhook.type == "VCA"]
    ends = [number for number, event in enumerate(found.trace, 1) if isinstance(event, Asked)]
    assert [asking(Facts(found.setting, found.trace[:end])) for end in ends] == sent
    assert len(sent) == 2
