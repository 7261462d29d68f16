"""What a call asks of the world, and that what we bring along answers it."""

from __future__ import annotations

import pytest

from simulator.callers.scripted import Scripted
from simulator.callers.silent import Silent
from simulator.engine.ports import Caller, Network, Responder
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.nobody import Nobody

OURS = [(Network, ScriptedNetwork()), (Caller, Scripted()), (Caller, Silent()), (Responder, Nobody())]


@pytest.mark.parametrize(("port", "ours"), OURS, ids=lambda value: getattr(value, "__name__", None))
def test_ours_answers_all_that_a_call_asks(port: type[object], ours: object) -> None:
    asked = [name for name in vars(port) if not name.startswith("_")]
    assert asked
    assert all(hasattr(ours, name) for name in asked)
