"""Requests that differ in their numbers alone are read once, and come to what reading each whole comes to."""

from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve

from simulator.model.account import Account
from simulator.model.kept import Cache
from simulator.running import alike
from simulator.running.prepared import Prepared, prepare
from simulator.running.source import Source

ACCOUNT = Account()
NUMBERS = ("+6591234567", "6598765432", "+4915123456789", "+1", "+99912345678", "+65 9123 4567", "", "+659123456789012")


def dialled(*numbers: str, text: str = "Your parcel is here.", **more: Any) -> bytes:
    first, *rest = ({"action": "makeCall", "params": {"source": "+6562345678", "destination": one}} for one in numbers)
    said = {"action": "say", "params": {"text": text, "voiceProfile": "en-GB-Emma"}}
    return json.dumps({"callflow": [first, said, *rest], **more}, ensure_ascii=False).encode()


def taken(raw: bytes, account: Account = ACCOUNT) -> Prepared:
    return prepare(Source(raw, "", "request", account, 0, lints=False))


def whole(raw: bytes, account: Account = ACCOUNT) -> Prepared:
    return prepare(Source(raw, "", "request", account, 0, lints=True))


def same(raw: bytes, account: Account = ACCOUNT) -> None:
    quick, slow = taken(raw, account), whole(raw, account)
    assert quick.source.checked.answer == slow.source.checked.answer
    assert quick.source.checked.errors == slow.source.checked.errors
    assert quick.source.checked.body == slow.source.checked.body
    assert quick.source.checked.body.text == slow.source.checked.body.text
    assert quick.accepted(1) == slow.accepted(1)
    assert (quick.compiled is None) == (slow.compiled is None)
    if quick.compiled is not None and slow.compiled is not None:
        assert quick.compiled.digest == slow.compiled.digest
        assert quick.compiled.table == slow.compiled.table


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "_known", Cache(alike.KEPT, alike.BYTES))


@pytest.mark.parametrize("number", NUMBERS)
def test_another_number_is_read_as_if_it_was_the_first(number: str) -> None:
    same(dialled("+6591112222"))
    same(dialled(number))


@pytest.mark.parametrize("number", NUMBERS)
def test_two_numbers_are_told_apart(number: str) -> None:
    same(dialled("+6591112222", "+6593334444"))
    same(dialled("+6593334444", number))
    same(dialled(number, "+6591112222"))


@pytest.mark.parametrize(
    "more",
    [
        {"text": 'Press "destination": "+6591112222" now.'},
        {"text": "Grüezi, {destination}"},
        {"clientRequestId": "destination"},
        {"note": {"destination": "+6591112222"}},
        {"validUntil": "1970-01-01T00:00:00Z"},
        {"validUntil": "2970-01-01T00:00:00Z"},
    ],
)
def test_what_says_destination_elsewhere_or_has_an_instant_is_read_each_time(more: dict[str, Any]) -> None:
    for number in ("+6591112222", "+6595556666", "+1"):
        same(dialled(number, **more))


def test_an_escaped_name_and_one_of_no_action_are_no_number_to_dial() -> None:
    other = json.dumps({"destination": "+6591112222"})[1:-1].encode()
    escaped = dialled("+6591112222").replace(b'"destination"', b'"d\\u0065stination"')
    for raw in (escaped, escaped.replace(b'{"callflow"', b"{" + other + b', "callflow"')):
        same(raw)
        same(raw.replace(b"+6591112222", b"+6591112223"))


def test_another_account_is_asked_for_itself_and_long_bodies_are_too_long() -> None:
    raw = dialled("6591112222")
    same(raw)
    tight = Account(assumptions=evolve(ACCOUNT.assumptions, max_body_bytes=len(raw)))
    same(raw, tight)
    same(dialled("+6591112222"), tight)
    old = evolve(ACCOUNT, dialect="v1.1")
    for number in NUMBERS:
        same(dialled(number), old)


def test_the_second_is_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    taken(dialled("+6591112222"))
    monkeypatch.setattr("simulator.rules.base.check.read_body", None)
    found = taken(dialled("+6593334444"))
    assert found.compiled is not None
    assert getattr(found.source.checked.body.actions[0], "destination", "") == "+6593334444"
