"""The call flows that the benchmarks use."""

from __future__ import annotations

import json
from typing import Any

VOICE = "en-US-BenjaminRUS"
MAKE_CALL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}


def say(text: str) -> dict[str, Any]:
    """A spoken text."""
    return {"action": "say", "params": {"text": text, "voiceProfile": VOICE}}


def capture(prompt: str, most: int = 1, **more: Any) -> dict[str, Any]:
    """A capture."""
    params = {"promptMessage": prompt, "voiceProfile": VOICE, "maxDigits": most, "failureMessage": "Sorry?", **more}
    return {"action": "sayAndCapture", "params": params}


def body(*actions: dict[str, Any]) -> bytes:
    """A request body."""
    return json.dumps({"callflow": [MAKE_CALL, *actions]}).encode()


MENU = body(
    capture("Press 1 for sales, 2 for support, 3 for accounts, 4 for opening hours."),
    say("We are open from nine to five."),
    {"action": "hangup"},
)
"""Menu, press 4, message, hangup."""

TEN = body(
    say("Welcome."),
    capture("Press 1 for sales or 2 for support."),
    say("One moment."),
    capture("Enter your four digit code, then press hash.", 4, minDigits=4),
    say("Thank you."),
    {"action": "playFile", "params": {"fileUrl": "https://example.com/music.wav"}},
    MAKE_CALL,
    say("Goodbye."),
    {"action": "hangup"},
)
"""Ten actions, two of them captures."""

TWENTY_FIVE = body(*(say(f"Sentence number {n} of this message.") for n in range(23)), {"action": "hangup"})
"""Twenty-five actions."""
