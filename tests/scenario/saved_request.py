"""A request whose prompts are hard to write down: slashes, quotes, blanks, scripts, control characters."""

from __future__ import annotations

import json

VOICE = {"voiceProfile": "en-GB-Emma"}
CALL = {"source": "+6562345678", "destination": "+6591234567"}


def _ask(words: str, **more: object) -> dict[str, object]:
    return {"action": "sayAndCapture", "params": {"promptMessage": words, **VOICE, **more}}


REQUEST = json.dumps(
    {
        "callflow": [
            {"action": "makeCall", "params": CALL},
            {"action": "say", "params": {"text": "/press (1) [now/", **VOICE}},
            {"action": "say", "params": {"text": "  ", **VOICE}},
            _ask('Say "1": or #2 \\ ${x} - é\ttab\nline', minDigits=2, maxDigits=2, noOfTries=2, failureMessage="//"),
            _ask(" ", maxDigits=3, completeOnHash=False, digitTimeout=2000, overallTimeout=6000, successMessage="no"),
            {"action": "makeCall", "params": CALL},
        ]
    }
).encode()
