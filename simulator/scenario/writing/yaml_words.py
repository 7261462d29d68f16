"""Values as a scenario file has them, written so that they are read back as what they are."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from simulator.model.call.leg_outcomes import ANSWERED

if TYPE_CHECKING:
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.scenario.scenario import InjectedFault

_UNFIT = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_EPOCH = datetime(1970, 1, 1)


def value(content: Any) -> str:
    """Any value in one line: JSON, which YAML reads, with what YAML cannot hold written as an escape."""
    text = json.dumps(content, ensure_ascii=False)
    return _UNFIT.sub(lambda hit: f"\\u{ord(hit.group()):04x}", text)


def comment(words: str) -> str:
    """Words that are safe after a `#`: one line, and nothing that YAML forbids."""
    return " ".join(_UNFIT.sub("", words).split())


def moment(ms: int) -> str:
    """An instant in ms since 1970, as `at` has it."""
    return f"{(_EPOCH + timedelta(milliseconds=ms)).isoformat(timespec='milliseconds')}Z"


def leg(outcome: LegOutcome) -> str:
    """One entry of `legs`."""
    talks = f", talks: {outcome.talks}ms" if outcome.talks is not None else ""
    if outcome.detail is None:
        return f"{{talks: {outcome.talks}ms}}" if talks and outcome.result == ANSWERED else outcome.result
    return f"{{{outcome.result}: {outcome.detail}{talks}}}"


def fault(injected: InjectedFault) -> str:
    """One entry of `faults`."""
    reply = injected.reply
    if reply is not None:
        delay = f"{reply.delay}ms" if reply.delay else None
        parts = {"status": reply.status, "body": reply.body, "delay": delay, "drop": reply.drop or None}
        given = {key: part for key, part in parts.items() if part is not None}
        return f"reply: {value(given or {'drop': False})}"
    if injected.kind in ("say", "playFile"):
        return f"{injected.kind}: failed"
    if injected.at is not None:
        return f"{injected.kind}: {{code: {injected.code}, at: {injected.at}ms}}"
    return f"{injected.kind}: {injected.code}"
