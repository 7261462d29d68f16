"""What each key of a scenario file may hold, declared once: the loader reads by it, the JSON Schema is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.loading.calling.inbound import INBOUND
from simulator.loading.calling.kinds import leg_kinds, step_kinds
from simulator.loading.dates import PATTERN as INSTANT
from simulator.loading.files.phones import phone
from simulator.loading.words import SOMETHING
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import (
    AnyOf,
    Anything,
    Boolean,
    Choice,
    FieldKind,
    Inline,
    Integer,
    Keys,
    ListOf,
    MapOf,
    Null,
    Text,
)
from simulator.model.web_address import OWN_ADDRESS
from simulator.scenario.expectations.base.known import expectations
from simulator.scenario.reading.values import FILLED, LATER, SESSION_CODE, TIME, filled

if TYPE_CHECKING:
    from collections.abc import Callable

TAG = Text(
    "",
    Form(r"[A-Za-z][A-Za-z0-9_.+-]*"),
    "a tag",
    "a letter, then letters, digits and any of _ . + -",
    booleans=True,
)
_BOOLEANS = "|".join(
    f"[{word[0]}{word[0].upper()}]{word[1:]}|{word.upper()}" for word in ("true", "false", "yes", "no", "on", "off")
)
REASON = Text(
    "why",
    Form(rf"(?! *(?:{_BOOLEANS}) *(?![\s\S]))[\s\S]*{SOMETHING}[\s\S]*"),
    "a reason",
    "say why in words, or name a ticket: TICKET-1",
    numbers=((-(10**18), 10**18),),
    fractions=True,
)
"""What nobody would understand a year later, `skip: true`, is none."""

HTTP_STATUS = Integer(100, 599, "the HTTP status of the answer")
ANSWER_FAULT = Choice(("-9999",), "the request itself is answered with this code")

_LEG = AnyOf((*leg_kinds(TIME, filled), LATER))
_STEP = AnyOf(
    (
        *step_kinds(f"|{FILLED}"),
        Keys("a step", {"use": Text("the name of a block")}, required=("use",)),
    )
)
REPLY_DOC = "how the next answer of the webhook fails"
SESSION_DOC = "the session ends in this error: as leg A is dialled, or at a time"


def _reply_keys(fill: Callable[[FieldKind], FieldKind], time: FieldKind) -> dict[str, FieldKind]:
    return {
        "status": fill(HTTP_STATUS),
        "body": AnyOf(
            (
                Text("the text of the answer"),
                MapOf("`body`", Anything("a field of that object"), "the answer as a JSON object"),
            )
        ),
        "delay": evolve(time, doc="how much later it comes: 20s, 300ms"),
        "drop": Boolean("the connection breaks before an answer comes"),
    }


def fault_kind(fill: Callable[[FieldKind], FieldKind], time: FieldKind) -> FieldKind:
    """A fault, `fill` and `time` say where a value may be filled in later."""
    keys, code = _reply_keys(fill, time), fill(SESSION_CODE)
    timed = {"code": code, "at": evolve(time, doc="how long after dialling: 3s, 300ms")}
    return AnyOf(
        (
            *(
                Keys("a fault", {"reply": Keys("`reply`", keys, REPLY_DOC, (key,))}, required=("reply",))
                for key in keys
            ),
            Keys(
                "a fault",
                {"webhook": Choice(("twice",), "the next webhook that the backend answers is delivered twice")},
                required=("webhook",),
            ),
            Keys("a fault", {"say": Choice(("failed",), "the next text cannot be spoken: -2005")}, required=("say",)),
            Keys(
                "a fault",
                {"playFile": Choice(("failed",), "the next file cannot be played: -2006")},
                required=("playFile",),
            ),
            Keys(
                "a fault",
                {"session": AnyOf((code, Keys("`session`", timed, "", ("code",))), SESSION_DOC)},
                required=("session",),
            ),
            Keys("a fault", {"answer": ANSWER_FAULT}, required=("answer",)),
        )
    )


REPLY_KEYS = _reply_keys(filled, TIME)
EXPECT: dict[str, FieldKind] = {key: one.KIND for key, one in expectations().items()}
_COMMON: dict[str, FieldKind] = {
    "scenario": Text("the scenario's name"),
    "tags": ListOf(TAG, "words to choose scenarios by"),
    "skip": evolve(REASON, doc="why the scenario is not run"),
    "xfail": evolve(REASON, doc="the ticket for which it fails: a failure is expected"),
    "at": Text("the simulated now, 2026-01-13T08:26:58Z", Form(rf"{INSTANT}|{FILLED}")),
    "seed": filled(Integer(), "drives the ids"),
    "account": Inline("account", "laid over the flow's account, for this scenario alone"),
    "legs": ListOf(_LEG, "what each dial comes to, in order"),
    "caller": ListOf(_STEP, "what the caller does, one step for each entry"),
    "faults": ListOf(fault_kind(filled, TIME), "what fails; each is used once, at the next opportunity"),
    "expect": Keys("`expect`", EXPECT, "what must hold"),
    "examples": ListOf(
        MapOf(
            "an example", AnyOf((Text("what is filled in for this name"), Null())), key=Form(r"[A-Za-z_][A-Za-z0-9_]*")
        ),
        "the scenario runs once per row; ${name} is replaced everywhere",
        1,
    ),
    "blocks": MapOf("`blocks`", ListOf(_STEP, "the steps of this block"), "steps to be used by name"),
}
FLOW = Text("the path of a flow file")
REQUEST = AnyOf((Text("the path of a request body"), Inline("request")), "a request body, instead of a flow")
DIALLED = phone()
TRIGGER_KEYS: dict[str, FieldKind] = {
    "post": Text("the address of your program, on this machine", Form(rf"{OWN_ADDRESS}|{FILLED}")),
    "json": MapOf("`json`", Anything("as your program asks for it"), "what is posted there; {} by default"),
    "within": evolve(TIME, doc="how long it has to send its call flow; 10s by default"),
    "destination": filled(DIALLED, "the number that its call flow dials; else the first call flow that comes counts"),
}
TRIGGER = Keys("`trigger`", TRIGGER_KEYS, "your program is poked and sends its call flow to the emulator", ("post",))
FIELDS: dict[str, FieldKind] = {**_COMMON, "flow": FLOW, "request": REQUEST, "inbound": INBOUND, "trigger": TRIGGER}
SCENARIO = AnyOf(
    (
        Keys("the scenario file", {**_COMMON, "flow": FLOW}, "", ("scenario", "flow")),
        Keys("the scenario file", {**_COMMON, "request": REQUEST}, "", ("scenario", "request")),
        Keys("the scenario file", {**_COMMON, "inbound": INBOUND}, "", ("scenario", "inbound")),
        Keys("the scenario file", {**_COMMON, "trigger": TRIGGER}, "", ("scenario", "trigger")),
    )
)
"""One document of a scenario file."""
