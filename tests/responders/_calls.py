"""One short call that a backend answers: a menu of one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.api.run import run

if TYPE_CHECKING:
    from simulator.api.run import Run

APPS = "tests.responders.apps"
MENU: dict[str, Any] = {
    "callflow": [
        {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
        {
            "action": "sayAndCapture",
            "params": {"promptMessage": "Press a key.", "voiceProfile": "en-GB-Emma", "maxDigits": 1},
        },
    ]
}


def call(backend: str, dtmf: str = "1", **settings: Any) -> Run:
    """Run the menu with a backend and some settings of the account."""
    return run(MENU, dtmf, backend=backend, account={"assumptions": settings})
