"""A run whose webhooks the manual shows: keys are captured, leg B is bridged, and a reply is refused at the end."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAID: dict[str, Any] = {"promptMessage": "For sales press 1.", "voiceProfile": "en-GB-Emma", "maxDigits": 1}
_NUMBERS = {"source": "+6562345678", "destination": "+6591234567"}
_REQUEST: dict[str, Any] = {
    "clientRequestId": "booking-17",
    "callflow": [
        {"action": "makeCall", "params": _NUMBERS},
        {"action": "sayAndCapture", "params": {**_SAID, "dtmfCallbackUrl": "https://example.com/dtmf"}},
    ],
}
_REPLY: dict[str, Any] = {
    "clientActionId": "sales",
    "callflow": [
        {"action": "sayAndCapture", "params": _SAID},
        {"action": "makeCall", "params": {**_NUMBERS, "destination": "+6567654321"}},
    ],
}
_ACCOUNT = {"virtualNumbers": {"+6562345678": "7001"}}


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    again = asked["payload"].get("clientActionId") == "sales"
    return {"callflow": [{"action": "nonsense"}]} if again else _REPLY


@cache
def sent() -> dict[str, list[dict[str, Any]]]:
    """The bodies by type, as they were sent, in order."""
    import simulator

    found: dict[str, list[dict[str, Any]]] = {}
    for one in _calls(simulator.run):
        for webhook in one.webhooks:
            found.setdefault(webhook.type, []).append(webhook.body)
    return found


def _calls(run: Any) -> Iterator[Any]:
    yield run(_REQUEST, "1 2", account=_ACCOUNT, backend=_answer)
    inbound = {"source": "+6591234567", "destination": "+6562345678"}
    over = {"when": {"clientActionId": "*"}, "reply": {"callflow": [{"action": "hangup"}]}}
    yield run({"inbound": inbound, "replies": [over]}, account=_ACCOUNT)


def paths(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of a body by its path, with its value."""
    if isinstance(value, dict):
        for name, below in value.items():
            here = f"{at}.{name}" if at else name
            yield here, below
            yield from paths(below, here)
