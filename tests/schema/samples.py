"""Sample data for the schemas, and everything that can be done to one of its places."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from typing import Any

REQUEST = {
    "clientRequestId": "r-1",
    "validUntil": "2026-01-13T08:26:58.000Z",
    "callflow": [
        {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
        {"action": "say", "params": {"text": "Hello.", "voiceProfile": "en-GB-Emma", "repetition": 2, "speed": 1.5}},
        {"action": "playFile", "params": {"fileUrl": "https://example.com/a.wav", "repetition": 1}},
        {
            "action": "sayAndCapture",
            "params": {
                "promptMessage": "Press 1.",
                "language": "en",
                "successMessage": None,
                "failureMessage": "No.",
                "minDigits": 1,
                "maxDigits": 4,
                "digitTimeout": 3000,
                "overallTimeout": 9000,
                "completeOnHash": True,
                "noOfTries": 2,
            },
        },
        {"action": "executeScenario", "params": {"scenarioName": "office"}},
        {"action": "hangup"},
    ],
}
CALLERS = {
    "callers": "A bank",
    "count": 100,
    "goals": ["done", "goodbye"],
    "hangup": {"atOnce": 0.01, "perSecond": 0.001, "perEntry": 0},
    "legs": {"A": {"answered": 1}, "B": {"answered": 9, "busy": 1.5}},
    "segments": [
        {
            "segment": "balance",
            "share": 3,
            "wants": {"balance": 2, "sales": 1},
            "weights": {"*": {"1": 3, "#": 0.5}, "menu": {"12": 1}},
            "wrong": 0.1,
            "silence": 0.02,
            "slip": 0.003,
            "bargeIn": 0.3,
            "reaction": "lognormal(1.2s, 0.45)",
            "interKey": ["300ms", "0.4s"],
            "hangup": 0.01,
            "patience": "exponential(60s)",
            "talk": "normal(90s, 20s)",
        },
        {"segment": "rest", "reaction": "1200ms", "talk": "constant(2s)"},
    ],
}
REPLY = {"clientActionId": "menu", "callflow": [{"action": "hangup", "params": None}]}
ACCOUNT = {
    "subAccountId": "acme",
    "dialect": "v1.2",
    "callerIds": ["+6562345678", 6562345678],
    "voiceProfiles": ["en-GB-Emma"],
    "scenarios": {"office": None, "night": None},
    "coverage": ["SG", "NO"],
    "capacity": 4,
    "limits": {"say": 3},
    "webhooks": {"VCA": True, "VSS": False},
    "strict": False,
    "ignore": ["L001"],
    "assumptions": {
        "preset": "schema",
        "bargeIn": False,
        "digitsField": "flat",
        "httpSplit": "422",
        "replyErrorCodes": -2003,
        "defaultMaxDigits": 25,
        "speechRate": {"en": 12, "zh": 4.5},
    },
    "virtualNumbers": {"+6562345678": "reception"},
    "apiKeys": ["k-1"],
    "lines": {
        "+65*": "answered:2s keys=1,2#",
        "+6591234567": "manual",
        "*": {"failed": 404},
        "+44*": {"answered": "2s", "talks": "9s", "keys": "1 2# 1@9s"},
        "+1*": {"caller": ["1", {"hears": "name", "press": "2"}, {"hangup": "@9s"}]},
        "+7*": {
            "caller": {
                "offered": {"1": 3},
                "wrong": 0,
                "silence": 0,
                "hangup": 0,
                "reaction": 900,
                "patience": {"mean": 40, "spread": 9},
            }
        },
    },
    "numbers": [  # one: the same number twice is refused, and no schema says so
        {
            "msisdn": "+6562345679",
            "countryCode": "SG",
            "operationalStatus": "Active",
            "rentalPrice": 1.5,
            "dateCreated": "2026-01-13T08:26:58Z",
            "numberHealth": {"isHealthy": True, "status": "ok"},
        },
    ],
}

# A float without a fraction (2.0) is left out: our loaders refuse it for a whole number, and JSON Schema cannot.
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, 3, 5, -2003, 422, 26, 2.5, "", " ", "x", "2", "true", "v1.1", "guide", "SG",
    "+6562345678", "2026-01-13T08:26:58Z", [], {}, ["x"], [1], {"x": 1}, {"x": None},
)  # fmt: skip
SMALL = 1000
"""A sample with fewer mutations than this is small."""


def mutations(data: Any) -> Iterator[Any]:
    """The data with one thing changed: each place gone, renamed, or holding each of the odd values."""
    for path in places(data):
        yield from (changed(data, path, value) for value in ODD)
        if path:
            yield without(data, path)
            if isinstance(path[-1], str):
                yield changed(without(data, path), (*path[:-1], f"{path[-1]}x"), at(data, path))


def some(found: Iterator[Any]) -> Iterator[Any]:
    """Every fifth mutation, all of them at night and of a small sample; no place has five or a multiple of it."""
    every = list(found)
    return iter(every if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" or len(every) < SMALL else every[::5])


def places(data: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield here
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield from places(value, (*here, key))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """What is beside the path is shared: nobody changes it."""
    if not path:
        return value
    twin = copy.copy(data)
    twin[path[0]] = changed(data[path[0]], path[1:], value) if path[1:] else value
    return twin


def without(data: Any, path: tuple[Any, ...]) -> Any:
    twin = copy.copy(at(data, path[:-1]))
    del twin[path[-1]]
    return changed(data, path[:-1], twin)


FLOW = {
    "flow": "Table booking",
    "account": ACCOUNT,
    "request": "booking.json",
    "replies": [
        {"when": {"digits": "1"}, "reply": {"clientActionId": "day", "callflow": []}},
        {"when": {"clientActionId": "day", "digits": ["1", 2]}, "reply": "thanks.json"},
        {"when": {"clientActionId": "*", "digits": None, "callStatus": "ACTION_COMPLETED"}, "reply": "bye.json"},
        {"when": {"clientActionId": "*", "digits": "/[0-9]+/"}, "reply": "bye.json"},
        {"when": {"clientActionId": "*", "digits": "other"}, "reply": "bye.json"},
    ],
    "post": {"VSS": "http://127.0.0.1:5000/vss", "VCS": None},
    "reset": "package.module:reset",
    "httpAuthHeader": "Bearer x",
    "probes": ["1234", 42, "*1#", "0042A"],
    "invariants": [
        {"name": "no balance before the PIN", "never": {"hears": "balance", "before": {"hears": "/welcome back/"}}},
        {"never": {"dials": 6567654321, "after": {"dials": "+6567654322"}}},
        {"always": {"within": "90s", "ends": True, "hears": None}},
        {"always": {"hears": "goodbye", "after": {"hears": "welcome"}}},
        {"reaches": {"dials": "+6567654321", "within": "3 keys", "before": None}},
        {"reaches": {"hears": "menu", "within": "1 key", "ends": None}},
        {"never": {"session": "ERROR"}, "always": None},
        {"never": {"error": -2003}},
    ],
}
INBOUND = {"inbound": {"source": "+6562345678", "destination": 6591234567}, "backend": "http://127.0.0.1:5000/vca"}
SCENARIO = {
    "scenario": "books for tomorrow",
    "flow": "booking.flow.yaml",
    "tags": ["smoke"],
    "skip": "no line yet",
    "xfail": "SHOP-12",
    "at": "2026-01-13T08:26:58Z",
    "seed": 7,
    "account": {"assumptions": {"bargeIn": False}},
    "legs": [{"answered": "6s", "talks": "20s"}, "busy", {"failed": 404}, {"busy": "1s"}],
    "caller": [
        {"hears": "book a table", "press": "1"},
        {"press": 2},
        {"use": "login"},
        "silence",
        {"hears": "bye", "hangup": "3s"},
    ],
    "faults": [
        {"reply": {"status": 500}},
        {"reply": {"delay": "20s", "drop": True}},
        {"reply": {"body": {"callflow": []}}},
        {"say": "failed"},
        {"playFile": "failed"},
        {"session": -2010},
        {"session": {"code": -2001, "at": "3s"}},
        {"answer": -9999},
    ],
    "expect": {
        "answer": 1,
        "session": "COMPLETED",
        "error": None,
        "lastAction": "HANGUP",
        "captured": ["1", None],
        "hears": ["book a table", "/today.*tomorrow/"],
        "never": ["invalid"],
        "webhooks": {"VCA": 2, "VSS": 1},
        # No schema can say that a warning comes before the bound: no mutation may turn these round.
        "duration": {"below": "600s", "warn": "0s"},
        "bodies": [{"type": "VCA", "at": 1, "$.payload.clientActionId": "menu"}],
    },
    "blocks": {"login": [{"press": "1234#"}]},
}
FILLED = {
    "scenario": "sales are ${outcome}",
    "request": {"callflow": [{"action": "say", "params": {"text": "${said}", "repetition": "${times}"}}]},
    "account": {"assumptions": {"bargeIn": "${barge}", "ringTime": 5}},
    "legs": ["answered", "${outcome}", {"answered": "${ring}"}],
    "caller": [{"hears": "${said}", "press": "${key}"}],
    "faults": [{"session": "${code}"}],
    "expect": {"session": "${status}", "captured": ["1${key}", None], "webhooks": {"VSS": "${times}"}},
    "examples": [
        {"outcome": "busy", "status": "BUSY", "key": "1", "said": "Hi", "times": 1, "barge": True, "ring": "6s",
         "code": -2001},
        {"outcome": "failed", "status": None, "key": 2, "said": "Bye", "times": 2, "barge": False, "ring": 7,
         "code": "-2002"},
    ],
}  # fmt: skip
"""A scenario with placeholders at places of every type."""


def same_table(data: Any, before: Any) -> bool:
    """Whether a mutation left the table of `examples` alone."""
    # Their texts are compared: True and 1 are equal.
    return not isinstance(data, dict) or repr(data.get("examples")) == repr(before.get("examples"))
