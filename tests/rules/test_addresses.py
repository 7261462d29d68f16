"""An address that is none is -1009 at its own place, in a check, in a run, in a reply and for the schemas."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator import check, run
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.rules.base.check import check_body
from simulator.rules.base.rule import Context
from simulator.schema import text as schema
from tests.bodies import HANGUP, request
from tests.model.test_web_address import ADDRESSES, OTHERS

FILE = "$.callflow[1].params.fileUrl"
DIGITS = "$.callflow[1].params.dtmfCallbackUrl"


def playing(url: Any) -> dict[str, Any]:
    return request({"action": "playFile", "params": {"fileUrl": url}}, HANGUP)


def asking(url: Any) -> dict[str, Any]:
    params = {"promptMessage": "Press 1.", "voiceProfile": "en-GB-Emma", "maxDigits": 1, "dtmfCallbackUrl": url}
    return request({"action": "sayAndCapture", "params": params})


def errors(body: Any, account: Account | None = None, kind: Any = "request") -> list[tuple[Any, str]]:
    checked = check_body(json.dumps(body).encode(), kind, Context(account or Account()))
    return [(one.code, one.path) for one in checked.errors]


@pytest.mark.parametrize("url", OTHERS)
def test_what_is_no_address_is_refused_where_it_stands(url: str) -> None:
    assert errors(playing(url)) == [(-1009, FILE)]
    assert errors(asking(url)) == [(-1009, DIGITS)]
    reply = {"callflow": playing(url)["callflow"][1:]}
    assert errors(reply, kind="reply") == [(-1009, "$.callflow[0].params.fileUrl")]


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_is_accepted(url: str) -> None:
    assert errors(playing(url)) == errors(asking(url)) == []


def test_the_answer_is_400_and_names_the_place() -> None:
    answer = check(playing("ftp://example.com/a.wav")).answer
    assert answer is not None
    assert (answer["httpStatus"], answer["statusCode"]) == (400, -1009)
    assert f"{FILE}: does not match the uri pattern" in str(answer["statusMessage"])


def test_a_run_is_refused_too() -> None:
    for body in (playing("C:\\a.wav"), asking("https:/example.com")):
        answer = run(body).answer
        assert answer is not None
        assert answer["statusCode"] == -1009


def test_an_empty_address_for_the_digits_is_1004_only_where_nobody_else_is_told() -> None:
    assert errors(asking("")) == [(-1009, DIGITS)]
    assert errors(asking(""), Account(webhooks={"VCA": False})) == [(-1004, DIGITS)]
    assert errors(asking(" "), Account(webhooks={"VCA": False})) == [(-1009, DIGITS)]


def test_the_old_dialect_has_the_same_addresses() -> None:
    numbers = {"source": "+6562345678", "destination": "+6591234567"}
    old = {"callflow": [{"action": "playFile", "params": {**numbers, "fileUrl": "a.wav"}}]}
    assert errors(old, Account(dialect="v1.1")) == [(-1009, "$.callflow[0].params.fileUrl")]


def test_a_null_is_not_given_and_its_type_has_its_own_message() -> None:
    assert errors(asking(None)) == []
    assert errors(playing(None)) == errors(playing(5)) == [(-1009, FILE)]


def test_other_settings_change_nothing() -> None:
    account = Account(strict=True, assumptions=Assumptions(http_split="422"))
    assert errors(playing("www.example.com/a.wav"), account) == [(-1009, FILE)]


@pytest.mark.parametrize("url", [*ADDRESSES, *OTHERS])
def test_the_schemas_say_the_same(url: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    taken = jsonschema.Draft7Validator(json.loads(schema("request"))).is_valid(playing(url))
    assert taken == (not errors(playing(url)))
