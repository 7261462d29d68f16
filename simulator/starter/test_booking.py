"""The same flow from Python: `pytest` runs this beside the scenario files."""

from __future__ import annotations

from typing import Any


def test_a_caller_can_book_for_tomorrow(callflow: Any) -> None:
    """Two menus, and the table is booked."""
    call = callflow.run("booking.flow.yaml", dtmf="1 2")
    call.session("COMPLETED").captured("1", "2").hears("tomorrow", "table is booked").never("Sorry")


def test_a_key_that_is_no_choice_ends_the_call(callflow: Any) -> None:
    """Whoever presses something else hears a goodbye."""
    callflow.run("booking.flow.yaml", dtmf="9").session("COMPLETED").hears("Goodbye").webhooks(VCA=1)
