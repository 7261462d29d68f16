"""Every schema as a document of its own: what `callflow schema` prints and the shipped files hold."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from simulator.loading.calling.kinds import time_kind
from simulator.loading.files.account_file import FIELDS as ACCOUNT
from simulator.loading.files.callers_file import CALLERS
from simulator.loading.files.flow_fields import FIELDS as FLOW
from simulator.loading.files.flow_fields import PAIRS
from simulator.loading.files.invariant_keys import INVARIANTS, SCOPE_KEYS
from simulator.loading.yaml.kinds import Keys, ListOf
from simulator.scenario.reading.kinds import SCENARIO, fault_kind
from simulator.schema._bodies import old_request, reply, request
from simulator.schema._fillable import fillable
from simulator.schema._kinds import given, optional, schema_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.schema._kinds import Schema

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that every editor knows."""


def account() -> Schema:
    """`account.yaml`: every key is optional, and an empty file is one too."""
    return optional(schema_of(Keys("the account file", ACCOUNT)))


def callers() -> Schema:
    """`NAME.callers.yaml`."""
    return schema_of(CALLERS)


def flow() -> Schema:
    """`NAME.flow.yaml`: of each pair of keys exactly one."""
    return {
        **schema_of(Keys("the flow file", FLOW)),
        "allOf": [{"oneOf": [given(key) for key in pair]} for pair in PAIRS],
    }


def invariants() -> Schema:
    """The invariants of a flow file."""
    return schema_of(INVARIANTS)


def scope() -> Schema:
    """What bounds the scope of an invariant of a flow file."""
    return schema_of(SCOPE_KEYS)


def scenario() -> Schema:
    """One document of `NAME.scenario.yaml`."""
    return schema_of(SCENARIO)


def faults() -> Schema:
    """What is to fail, as `/_sim/faults` of the emulator takes it: nothing in it is filled in later."""
    return schema_of(ListOf(fault_kind(lambda kind: kind, time_kind())))


PARTS: dict[str, Callable[[], Schema]] = {
    "request": request,
    "oldRequest": old_request,
    "faults": faults,
    "reply": reply,
    "account": account,
    "callers": callers,
    "flow": flow,
    "invariants": invariants,
    "scope": scope,
    "scenario": scenario,
}
"""What a schema may refer to as `#/definitions/NAME`."""

TITLES: dict[str, str] = {
    "account": "Account file of callflow-simulator",
    "callers": "Callers file of callflow-simulator",
    "flow": "Flow file of callflow-simulator",
    "reply": "Webhook reply of the Callflows API",
    "request": "Request body of the Callflows API",
    "scenario": "Scenario file of callflow-simulator",
}


@cache
def document(kind: str) -> Schema:
    """The whole schema of a kind of file, with the definitions that it refers to."""
    body = PARTS[kind]()
    used = {name: PARTS[name]() for name in _referred(body)}
    if kind == "scenario":
        body, used = fillable(body), {name: fillable(part) for name, part in used.items()}
    parts = {"definitions": used} if used else {}
    return {"$schema": DRAFT, "title": TITLES[kind], **body, **parts}


def _referred(value: object) -> tuple[str, ...]:
    """The names of the definitions that a schema refers to, itself or through one of them."""
    found: dict[str, None] = {}
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            name = str(here.get("$ref", "")).removeprefix("#/definitions/")
            if name and name not in found:
                found[name] = None
                waiting.append(PARTS[name]())
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)
    return tuple(sorted(found))
