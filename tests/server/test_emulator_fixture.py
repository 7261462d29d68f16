"""The fixture `callflow_emulator`: one server for all tests, reset before each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server._house import MENU
from tests.server.test_serve_command import CALLFLOWS, ask

if TYPE_CHECKING:
    from simulator.server.emulator import Emulator


@pytest.mark.parametrize("number", [1, 2])
def test_each_test_begins_anew(callflow_emulator: Emulator, number: int) -> None:
    assert callflow_emulator.sessions == []
    for _ in range(number):
        ask(callflow_emulator.base_url, CALLFLOWS, MENU)
        assert callflow_emulator.wait()["status"] == "COMPLETED"
    assert len(callflow_emulator.sessions) == number
