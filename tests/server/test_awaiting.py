"""What a test that waits for a program's call flow says where things go another way; one emulator for a session."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from simulator.model.account import Account
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import ProgramTrigger
from simulator.pytest.emulated import EMULATOR, emulator_of, finish
from simulator.server.posting.reply import Reply, Unanswered
from simulator.server.tenants import Tenants
from simulator.server.testing.told import amiss
from simulator.server.testing.triggering import _promises

TRIGGER = ProgramTrigger("http://127.0.0.1:1/", Span())


def test_a_session_that_does_not_end_is_amiss() -> None:
    awaited: Any = SimpleNamespace(found=(one := SimpleNamespace()), arrivals=[one])
    (told,) = amiss(TRIGGER, awaited, Reply(200, (), b"", 1), over=False)
    assert (told.expected, told.found) == ("a session that ends", "it is not over after some minutes")


def test_an_answer_that_broke_off_promises_nothing() -> None:
    assert not _promises(Unanswered("dropped", "the connection was closed", 1), TRIGGER)


def test_one_emulator_serves_a_whole_session() -> None:
    config: Any = SimpleNamespace(stash=pytest.Stash())
    finish(config)
    first = emulator_of(config)
    assert emulator_of(config) is first
    finish(config)
    assert EMULATOR not in config.stash


def test_what_was_registered_stays_where_the_subaccount_does() -> None:
    one, other = Account(sub_account_id="one"), Account(sub_account_id="other")
    before = Tenants([one, other])
    kept, gone = before.find("one"), before.find("other")
    assert kept is not None
    assert gone is not None
    after = before.renewed([one])
    found = after.find("one")
    assert found is not None
    assert found.webhooks is kept.webhooks
    assert (after.first, after.find("other")) == ("one", None)
