"""What each key of a scenario file may hold, declared once: the loader reads by it, the JSON Schema is made of it."""

from __future__ import annotations

import re

from simulator.actions.base.known import actions
from simulator.compiler.session import ENDINGS
from simulator.loading.dates import PATTERN as INSTANT
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
from simulator.model.call.leg_outcomes import LEG_OUTCOMES
from simulator.model.call.legs import SIP_HIGHEST, SIP_LOWEST
from simulator.model.status import SESSION_ERRORS, STATUS
from simulator.webhooks.base.known import expected as expected_webhooks

_LARGEST = 10**9
PLACEHOLDER = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
"""What stands for a value of `examples`."""
_FILLED = r"[\s\S]*\$\{[A-Za-z_][A-Za-z0-9_]*\}[\s\S]*"
LATER = Text("filled in from `examples`", Form(_FILLED))


def filled(kind: FieldKind, doc: str = "") -> AnyOf:
    """The kind, or a text that becomes one when an example is filled in."""
    return AnyOf((kind, LATER), doc)


TIME = Text(
    "a length of time: 6s, 1.5s, 300ms, 2m",
    Form(rf"[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?(?:ms|s|m)?|{_FILLED}"),
    "a length of time",
    "write 6s, 1.5s, 300ms or 2m",
    ((0, _LARGEST - 1),),
    fractions=True,
)
_STROKES = r"\^?(?:(?:[wW]|\[[0-9]+\])*[0-9*#A-D])+"
KEYS = Text(
    "what is pressed: 1, 42#, 2w3, ^1, silence, hangup",
    Form(rf"silence|hangup(?:\[[0-9]+\])?|hangup@[0-9]+(?:\.[0-9]+)?(?:ms|s)|{_STROKES}|{_FILLED}"),
    numbers=((0, 10**18),),
)
HANGUP_FORM = Form(r"(?:hangup)?@([0-9]+(?:\.[0-9]+)?(?:ms|s))")
HANGUP = Text(
    "3s: so long after this prompt begins; @12s: so long after answering, whatever is going on",
    Form(rf"{TIME.pattern.pattern if TIME.pattern else ''}|{HANGUP_FORM.pattern}"),
    numbers=TIME.numbers,
    fractions=True,
)
DIGITS = Text("digits", Form(rf"[0-9*#A-D]+|{_FILLED}"), "digits", "0-9 * # A-D", ((0, 10**25),))
HEARS = Text(
    "a part of what is heard, or /a regular expression/",
    Form(r"[\s\S]*\S[\s\S]*"),
    numbers=((-(10**18), 10**18),),
    fractions=True,
    booleans=True,
)
TAG = Text(
    "",
    Form(r"[A-Za-z][A-Za-z0-9_.+-]*"),
    "a tag",
    "a letter, then letters, digits and any of _ . + -",
    booleans=True,
)

SESSION_CODE = Choice(tuple(map(str, SESSION_ERRORS)))
STATUS_CODE = Choice(tuple(map(str, STATUS)))
SESSION = Choice(ENDINGS)
LAST_ACTION = Choice(tuple(action.SUMMARY for action in actions().values()))
SIP = Integer(SIP_LOWEST, SIP_HIGHEST)
HTTP_STATUS = Integer(100, 599, "the HTTP status of the answer")
ANSWER_FAULT = Choice(("-9999",))
WEBHOOKS: dict[str, FieldKind] = dict.fromkeys(expected_webhooks(), filled(Integer(0)))
WEBHOOK = Choice(tuple(WEBHOOKS))

LEG_KEYS: dict[str, FieldKind] = {row.name: SIP if row.detail == "sip" else TIME for row in LEG_OUTCOMES.values()}
_NO_RESULT: dict[str, FieldKind] = dict.fromkeys(LEG_KEYS, Null())
_LEG = AnyOf(
    (
        Choice(tuple(LEG_KEYS)),
        *(
            Keys("a leg", {**_NO_RESULT, key: filled(kind), "talks": TIME}, required=(key,))
            for key, kind in LEG_KEYS.items()
        ),
        Keys("a leg", {**_NO_RESULT, "talks": TIME}, required=("talks",)),
        LATER,
    )
)
_STEP = AnyOf(
    (
        KEYS,
        Keys("a step", {"hears": HEARS, "press": KEYS}, required=("press",)),
        Keys("a step", {"hears": HEARS, "hangup": HANGUP}, required=("hangup",)),
        Keys("a step", {"use": Text("the name of a block")}, required=("use",)),
    )
)
REPLY_KEYS: dict[str, FieldKind] = {
    "status": filled(HTTP_STATUS),
    "body": AnyOf((Text("the text of the answer"), MapOf("`body`", Anything(), "the answer as a JSON object"))),
    "delay": TIME,
    "drop": Boolean("the connection breaks before an answer comes"),
}
_FAULT = AnyOf(
    (
        *(
            Keys("a fault", {"reply": Keys("`reply`", REPLY_KEYS, required=(key,))}, required=("reply",))
            for key in REPLY_KEYS
        ),
        Keys("a fault", {"say": Choice(("failed",))}, required=("say",)),
        Keys("a fault", {"playFile": Choice(("failed",))}, required=("playFile",)),
        Keys(
            "a fault",
            {
                "session": AnyOf(
                    (filled(SESSION_CODE), Keys("`session`", {"code": filled(SESSION_CODE), "at": TIME}, "", ("code",)))
                )
            },
            required=("session",),
        ),
        Keys("a fault", {"answer": ANSWER_FAULT}, required=("answer",)),
    )
)
BODY_FIELD = Form(r"\$[\s\S]+")
EXPECT: dict[str, FieldKind] = {
    "answer": filled(STATUS_CODE, "the request's status code"),
    "session": AnyOf((SESSION, Null(), LATER), "the session's status; null where there is no session"),
    "error": AnyOf((SESSION_CODE, Null(), LATER), "the session error; null where there is none"),
    "lastAction": AnyOf((LAST_ACTION, Null(), LATER), "the action that ran last"),
    "captured": ListOf(AnyOf((DIGITS, Null())), "the result of each completed capture; null for nothing"),
    "hears": ListOf(HEARS, "what is heard, in this order, others between"),
    "never": ListOf(HEARS, "what must not be heard"),
    "webhooks": Keys("`webhooks`", WEBHOOKS, "how many of each type are sent, exactly"),
    "duration": Keys("`duration`", {"below": TIME, "warn": TIME}, "simulated time from dialling to the end"),
    "bodies": ListOf(
        Keys(
            "an item of `bodies`",
            {"type": filled(WEBHOOK), "at": filled(Integer(1), "which of its type, from 1")},
            "",
            ("type",),
            (BODY_FIELD, Anything("what the field at this path holds; null: nothing, or it is absent")),
        ),
        "fields of webhooks that were sent",
    ),
}
_COMMON: dict[str, FieldKind] = {
    "scenario": Text("the scenario's name"),
    "tags": ListOf(TAG, "words to choose scenarios by"),
    "at": Text("the simulated now, 2026-01-13T08:26:58Z", Form(rf"{INSTANT}|{_FILLED}")),
    "seed": filled(Integer(), "drives the ids"),
    "account": Inline("account", "laid over the flow's account, for this scenario alone"),
    "legs": ListOf(_LEG, "what each dial comes to, in order"),
    "caller": ListOf(_STEP, "what the caller does, one step for each entry"),
    "faults": ListOf(_FAULT, "what fails; each is used once, at the next opportunity"),
    "expect": Keys("`expect`", EXPECT, "what must hold"),
    "examples": ListOf(
        MapOf("an example", AnyOf((Text(), Null())), key=Form(r"[A-Za-z_][A-Za-z0-9_]*")),
        "the scenario runs once per row; ${name} is replaced everywhere",
        1,
    ),
    "blocks": MapOf("`blocks`", ListOf(_STEP), "steps to be used by name"),
}
FLOW = Text("the path of a flow file")
REQUEST = AnyOf((Text("the path of a request body"), Inline("request")), "a request body, instead of a flow")
FIELDS: dict[str, FieldKind] = {**_COMMON, "flow": FLOW, "request": REQUEST}
SCENARIO = AnyOf(
    (
        Keys("the scenario file", {**_COMMON, "flow": FLOW}, "", ("scenario", "flow")),
        Keys("the scenario file", {**_COMMON, "request": REQUEST}, "", ("scenario", "request")),
    )
)
"""One document of a scenario file."""
