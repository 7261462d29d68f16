"""Bodies that the tests of the public API and of the command line share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SCENARIOS = Path(__file__).parents[1] / "scenarios"
BOOKING = SCENARIOS / "booking" / "request.json"
BOOKING_ACCOUNT = SCENARIOS / "booking" / "account.yaml"
PARCEL = SCENARIOS / "parcel-jakarta" / "request.json"

AT = "2026-01-05T09:00:00Z"
DIAL: dict[str, Any] = {
    "action": "makeCall",
    "params": {"source": "+442079460123", "destination": "+441614960123"},
}
SAY: dict[str, Any] = {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma"}}
ASK: dict[str, Any] = {
    "action": "sayAndCapture",
    "params": {"promptMessage": "Press 1.", "voiceProfile": "en-GB-Emma", "maxDigits": 1, "noOfTries": 1},
}
HANGUP: dict[str, Any] = {"action": "hangup"}


def request(*actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A request body that dials first."""
    return {"callflow": [DIAL, *actions], **more}


GREETING = request(SAY, HANGUP)
MENU = request(ASK)
TWO_ERRORS = {
    "callflow": [
        {"action": "makeCall", "params": {"source": "+442079460123", "destination": 441614960123}},
        {"action": "dance"},
        HANGUP,
    ]
}
