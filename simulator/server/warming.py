"""What the first call would wait for, and all calls beside it: modules, and tables of numbers and words."""

from __future__ import annotations

import json
from functools import cache

from simulator.engine.answer import RawReply
from simulator.model.account import Account
from simulator.model.number import country
from simulator.running.prepared import prepare
from simulator.running.source import Source
from simulator.server.routing import routes
from simulator.server.sessions.reading import ReplyReader

_NUMBER = "+6591234567"
_DIAL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": _NUMBER}}
_ASK = {"action": "sayAndCapture", "params": {"promptMessage": "For sales press 1.", "voiceProfile": "en-GB-Emma"}}


@cache
def warm() -> None:
    """Have them at hand: it takes a quarter of a second, which no call that lives should stand still for."""
    routes()
    account = Account()
    prepare(Source(json.dumps({"callflow": [_DIAL, _ASK]}).encode(), "", "request", account, 0, lints=False))
    ReplyReader().read([RawReply(200, json.dumps({"callflow": [_ASK]}).encode())], account, 0)
    country(_NUMBER)
