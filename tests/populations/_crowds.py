"""Flows and callers that between them do all that a walk can come to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import evolve

import simulator
from simulator.model.caller_model import CallerModel
from tests.exploring._flows import HANGUP, dial, menu, reply, row, say

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SURE = CallerModel(wrong=0, silence=0, hangup=0, reaction=1000)
HURRIED = CallerModel.usual(
    talk="normal(60s, 20s)", per_second=0.01, at_once=0.05, barge_in=0.3, slip=0.05, hangup=0.05,
    legs={"A": {"answered": 9, "busy": 1}, "B": {"answered": 8, "busy": 1, "noAnswer": 1, "machine": 1}},
)  # fmt: skip
PATIENT = CallerModel(
    wrong=0.2, silence=0.2, hangup=0.05, reaction="lognormal(4s, 0.7)", inter_key="lognormal(900ms, 0.6)", talk=30,
    patience="lognormal(20s, 1)", at_once=0.1, barge_in=0.5, slip=0.3,
)  # fmt: skip
MIXED = CallerModel(
    segments=(evolve(HURRIED, share=3, name="hurried"), evolve(SURE, name="sure", wants={"one": 1, "two": 2}))
)
MODELS = {"hurried": HURRIED, "patient": PATIENT, "mixed": MIXED}

LONG = {
    "promptMessage": "Enter your six digit code.", "minDigits": 2, "maxDigits": 6, "digitTimeout": 1000,
    "overallTimeout": 4000, "noOfTries": 2, "failureMessage": "That was wrong.",
}  # fmt: skip
GOOD = say("Good. For one press 1, for two press 2.")


def body(*actions: dict[str, Any], rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A flow as data."""
    written: dict[str, Any] = {"flow": "Test", "replies": rows, **more}
    if "inbound" not in more:
        written["request"] = {"callflow": [dial(), *actions]}
    return written


CODES = body(
    menu("", **LONG),
    rows=[
        row(reply(GOOD, dial(), say("Bye."), HANGUP, stage="good"), digits="123456"),
        row(reply(menu("One 1 or two 2?", noOfTries=2), stage="more"), digits="/[0-4].*/"),
        row(reply(say("no such code"), HANGUP), stage="*"),
    ],
)
ONCE_MORE = menu("Again?", noOfTries=1, successMessage="Thank you very much.")
AGAIN = body(
    menu("Press 1 or 2."),
    account={"assumptions": {"maxReplies": 25}},
    rows=[
        row(reply(ONCE_MORE, stage="again"), digits="1"),
        row(reply(ONCE_MORE, stage="again"), stage="again"),
        row(reply(HANGUP), digits="2"),
        row(reply(HANGUP), digits=None),
    ],
)
COMES_IN = body(
    rows=[
        row(reply(menu("Press 1 or 2.", noOfTries=2), stage="first"), callStatus="CALL_RECEIVED"),
        row(reply(dial(), HANGUP, stage="talk"), digits="1"),
        row(reply(say("Bye."), HANGUP), stage="*"),
    ],
    inbound={"source": "+6591234567", "destination": "+6562345678"},
)
IN_TIME = {"maxDigits": 4, "digitTimeout": 1500, "overallTimeout": 9000}
NUMBER = body(
    menu("Enter your number, then press hash.", minDigits=2, **IN_TIME),
    rows=[row(reply(say("Thank you."), HANGUP), stage="*")],
)
NO_HASH = body(
    menu("Enter your number, then press hash.", completeOnHash=False, **IN_TIME),
    account={"assumptions": {"hashCountsWithoutCompleteOnHash": False}},
    rows=[row(reply(say("Thank you."), HANGUP), stage="*")],
)
FLOWS: dict[str, Any] = {
    "number": NUMBER,
    "no hash": NO_HASH,
    "codes": CODES,
    "again": AGAIN,
    "comes in": COMES_IN,
    "hotline": SCENARIOS / "hotline" / "hotline.flow.yaml",
}
SETTINGS: dict[str, dict[str, Any]] = {
    "usual": {},
    "switched": {"bargeIn": False, "digitTimeoutJudges": False,
                 "digitTimeoutFirst": False, "bridgeFailureEndsSession": False},
    "bounded": {"maxSessionLength": 30_000, "maxReplies": 3, "dialDelay": 700},
}  # fmt: skip


def sampled(flow: str, model: CallerModel, settings: str = "usual", **more: Any) -> Any:
    """Callers of a model in one of the flows."""
    return simulator.populate(FLOWS[flow], model, account=account(settings), **{"count": 300, **more})


def account(settings: str) -> dict[str, Any] | None:
    """The account with these settings; that of the flow where they are the usual ones."""
    return {"assumptions": SETTINGS[settings]} if SETTINGS[settings] else None
