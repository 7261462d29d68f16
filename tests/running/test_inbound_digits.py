"""A backend that takes digits for granted where a call has just come in is told so, however it reaches for them."""

from __future__ import annotations

import json
from string import Template
from typing import TYPE_CHECKING, Any

import pytest

from simulator.api.flow import load
from simulator.api.run import run
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions

if TYPE_CHECKING:
    from collections.abc import Callable

GREETING = {"callflow": [{"action": "hangup"}]}
INBOUND = "flow: desk\ninbound: {source: '+6591234567', destination: '+6562345678'}\nreplies: []\n"


def flat(body: Any) -> object:
    return body["payload"]["dtmf"]


def object_(body: Any) -> object:
    return body["payload"]["eventData"]["dtmf"]


def unpacked(body: Any) -> object:
    (digits,) = (body["payload"].pop("dtmf"),)
    return digits


def as_text(body: Any) -> object:
    return json.loads(json.dumps(body))["payload"]["dtmf"].strip("#")


def by_format(body: Any) -> object:
    return "you pressed {dtmf}".format(**body["payload"])


def by_map(body: Any) -> object:
    return Template("you pressed $dtmf").substitute(body["payload"])


def in_a_helper(body: Any) -> object:
    def digits(payload: dict[str, Any]) -> object:
        return payload["dtmf"]

    return digits(body["payload"])


@pytest.mark.parametrize("reach", [flat, object_, unpacked, as_text, by_format, by_map, in_a_helper])
@pytest.mark.parametrize("form", ["both", "flat"])
def test_its_key_error_is_the_fault_of_the_call(reach: Callable[[Any], object], form: str) -> None:
    def answer(body: Any) -> object:
        reach(body)
        return GREETING

    account = Account(assumptions=Assumptions(digits_field=form))  # type: ignore[arg-type]
    found = run(load(INBOUND).replace(backend=answer, account=account))
    missing = "eventData" if reach is object_ else "dtmf"
    [fault] = found.backend_faults
    assert fault.what.startswith(f"the backend failed: KeyError: '{missing}' (")
    assert not found.ok


@pytest.mark.parametrize(
    "reach",
    [
        lambda payload: payload.get("dtmf"),
        lambda payload: "dtmf" in payload,
        lambda payload: payload["callStatus"],
        lambda payload: (payload.get("eventData") or {}).get("dtmf"),
        lambda payload: payload.get("dtmf", ""),
    ],
)
def test_one_that_asks_first_is_none(reach: Callable[[Any], object]) -> None:
    def answer(body: Any) -> object:
        reach(body["payload"])
        return GREETING

    found = run(load(INBOUND).replace(backend=answer))
    assert (found.backend_faults, found.ok) == ((), True)
