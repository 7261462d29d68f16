"""How a person writes what a dial comes to: `busy`, `failed:404`, `answered:6s,talks:20s`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.call.leg_outcomes import leg_names, leg_row
from simulator.model.call.outcome import SIP_HIGHEST, SIP_LOWEST, LegOutcome, unknown_leg

if TYPE_CHECKING:
    from typing import Any

RESULTS = leg_names()
_TIME = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(ms|s|m)?")
_SIP = re.compile(r"[0-9]{1,9}")
_UNITS = {"ms": 1, "s": 1000, "m": 60_000}


def parse_time(text: str) -> int:
    """`6s`, `1.5s`, `300ms`, `2m` in ms; a bare number counts ms. Raises UsageError."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise UsageError(f'"{text}" is no length of time: expected 6s, 1.5s, 300ms or 2m')
    return round(float(found[1]) * _UNITS[found[2] or "ms"])


def parse_leg(text: str) -> LegOutcome:
    """Read one outcome of a dial. Raises UsageError naming what was found and expected."""
    fields: dict[str, Any] = {}
    for part in text.split(","):
        name, _, value = part.strip().partition(":")
        if name == "talks":
            fields["talks"] = parse_time(value)
        elif name in RESULTS and "result" not in fields:
            fields["result"] = name
            if value:
                fields |= _detail(name, value.strip())
        else:
            raise UsageError(unknown_leg(f'"{text}"', name))
    return LegOutcome(**fields)


def outcome_of_leg(leg: LegOutcome | str) -> LegOutcome:
    """What a dial comes to, given as `run` takes it. Raises UsageError."""
    if isinstance(leg, LegOutcome):
        return leg
    if isinstance(leg, str):
        return parse_leg(leg)
    raise UsageError(f'{leg!r} is no outcome of a leg: expected "busy", "answered:6s" and the like, or a LegOutcome')


def leg_text(outcome: LegOutcome) -> str:
    """An outcome as `parse_leg` reads it; when a leg fails has no place there."""
    detail = f":{outcome.detail}" if outcome.detail is not None else ""
    talks = f",talks:{outcome.talks}ms" if outcome.talks is not None else ""
    return f"{outcome.result}{detail}{talks}"


def _detail(name: str, value: str) -> dict[str, int]:
    if leg_row(name).detail == "time":
        return {"after": parse_time(value)}
    if not (_SIP.fullmatch(value) and SIP_LOWEST <= int(value) <= SIP_HIGHEST):
        raise UsageError(f'"{name}:{value}" names no SIP failure: expected {SIP_LOWEST} to {SIP_HIGHEST}')
    return {"sip": int(value)}


__all__ = ["RESULTS", "SIP_HIGHEST", "SIP_LOWEST", "leg_text", "outcome_of_leg", "parse_leg", "parse_time"]
