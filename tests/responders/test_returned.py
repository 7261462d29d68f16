"""What a function may return, and what is said of what it may not."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from simulator.responders.returned import served
from tests.responders._calls import APPS, call

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


def yields() -> Iterator[int]:
    yield 1


async def yields_later() -> AsyncIterator[int]:
    yield 1


def deep(levels: int) -> Any:
    found: list[Any] = []
    for _ in range(levels):
        found = [found]
    return {"callflow": found}


def exhausted(found: Any) -> str:
    """What `json.dumps` does with many levels; how many that are depends on what ran before in the process."""
    raise RecursionError(str(type(found)))


@dataclass
class Answer:
    """A reply of the author's own."""

    callflow: list[Any]


ROUND: dict[str, Any] = {}
ROUND["callflow"] = [1, ROUND]
EXPECTED = "expected the reply: a dict, JSON text or bytes"

ODD: dict[str, tuple[Any, str]] = {
    "nothing": (None, f"None, {EXPECTED}"),
    "nothing with a status": ((200, None), f"None, {EXPECTED}"),
    "status last": (({}, 200), "(reply, 200): the HTTP status comes first, (200, reply)"),
    "status last, with headers": (({}, 500, {}), "(reply, 500, ...): the HTTP status comes first, (500, reply)"),
    "a truth as status": ((True, {}), f"a tuple of 2, {EXPECTED}, or (HTTP status, reply)"),
    "an empty tuple": ((), "a tuple of 0"),
    "a generator": (yields(), f"a generator (its function has a `yield`), {EXPECTED}"),
    "an asynchronous one": (yields_later(), "an async_generator (its function has a `yield`)"),
    "a class of their own": (Answer([]), f"an Answer, {EXPECTED}"),
    "one inside": ({"callflow": [Answer([])]}, "what cannot be written as JSON: an Answer at $.callflow[0]"),
    "a view of a dict": (MappingProxyType({"callflow": []}), f"a mappingproxy, {EXPECTED}"),
    "a list that is made later": ({"callflow": map(dict, ())}, "cannot be written as JSON: a map at $.callflow"),
    "an answer that comes later": (Future(), f"a Future, {EXPECTED}"),
    "an exception": (ValueError("no"), f"a ValueError, {EXPECTED}"),
    "a date": ({"validUntil": date(2030, 1, 1)}, "cannot be written as JSON: a date at $.validUntil"),
    "an object": (object(), f"an object, {EXPECTED}"),
    "a set": ({"callflow": [{"text": {1}}]}, "what cannot be written as JSON: a set at $.callflow[0].text"),
    "a number of money": ({"a b": Decimal(1)}, "what cannot be written as JSON: a Decimal at $['a b']"),
    "bytes inside": ({"callflow": (1, b"x")}, "what cannot be written as JSON: a bytes at $.callflow[1]"),
    "a tuple as key": ({"callflow": [{(1, 2): 3}]}, "a key that is a tuple at $.callflow[0]"),
    "round and round": (ROUND, "a part that holds itself at $.callflow[1]"),
}


@pytest.mark.parametrize(("found", "what"), ODD.values(), ids=ODD)
def test_what_is_no_reply_is_named(found: Any, what: str) -> None:
    assert served(found).why.startswith("the function returned ")
    assert what in served(found).why


def test_what_python_cannot_write_for_its_depth_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.responders.returned.json.dumps", exhausted)
    assert "more than 100 levels at $.callflow[0][0]" in served(deep(5000)).why


@pytest.mark.parametrize("found", [{1: 2}, {None: 1.5, True: "\ud800"}, '"\ud800"', bytearray(b"{}"), [], 5, (404, "")])
def test_whatever_else_is_sent_and_judged_as_any_reply(found: Any) -> None:
    assert not served(found).why


@pytest.mark.parametrize("name", ["takes_nothing", "takes_two"])
def test_a_function_that_takes_no_body_is_told_how_it_is_called(name: str) -> None:
    (fault,) = call(f"python:{APPS}:{name}").backend_faults
    assert fault.what.startswith(f"the backend failed: TypeError: {name}() ")
    assert fault.what.endswith("(it is called with one argument, the webhook's body)")


def test_a_type_error_of_the_functions_own_is_left_as_it_is() -> None:
    (fault,) = call(f"python:{APPS}:adds_up").backend_faults
    assert fault.what.startswith("the backend failed: TypeError: can only concatenate")
    assert "one argument" not in fault.what


def test_what_a_function_does_to_the_body_changes_nothing_of_the_call() -> None:
    found = call(f"python:{APPS}:empties")
    assert found.ok
    assert next(one.body["payload"] for one in found.webhooks if one.type == "VCA")["dtmf"] == "1"


def test_a_backend_that_raises_an_interrupt_has_failed() -> None:
    (fault,) = call(f"python:{APPS}:interrupts").backend_faults
    assert fault.what.startswith("the backend failed: KeyboardInterrupt (")


def test_the_line_of_the_authors_own_code_is_named_and_not_that_of_a_library() -> None:
    (fault,) = call(f"python:{APPS}:parses").backend_faults
    assert "JSONDecodeError" in fault.what
    assert "apps.py:" in fault.what
