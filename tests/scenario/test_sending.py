"""What travels between a process that runs scenarios and its parent."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from simulator.scenario.several.sending import Receiver, Sender

if TYPE_CHECKING:
    from simulator.model.scenario.verdict import Verdict


def test_a_function_of_a_call_does_not_travel() -> None:
    sent = Sender().written(1, cast("Verdict", SimpleNamespace(run=None, shows=lambda: 0)))
    number, found = Receiver().read(sent)
    assert (number, vars(found)) == (1, {"run": None, "shows": None})
