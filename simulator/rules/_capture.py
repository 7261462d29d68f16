"""Who claims a limit or timer of a capture that is missing or out of range: -1003, -1008, -1005, -1004, else -1009.

A parameter of a wrong type is -1009 already and nobody else's; one out of range belongs to the first code
in the answer order that applies to the capture as a whole (documented codes, assumed precedence).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.loading.words import quoted
from simulator.rules.base.rule import status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body, ListedAction
    from simulator.model.account import Account
    from simulator.model.diagnostic import Finding


def captures(body: Body) -> Iterator[ListedAction]:
    """The captures of the list, in order."""
    return (entry for entry in body.entries if entry.name == "sayAndCapture")


def number(entry: ListedAction, param: str) -> Any:
    """A whole number as given, in range or not; None where it is missing, null or of a wrong type."""
    return entry.given.get(param) if param in entry.beyond or param not in entry.bad else None


def absent_or_beyond(entry: ListedAction, param: str) -> bool:
    """Whether a parameter is missing, null or out of range; a wrong type is another fault."""
    return param in entry.beyond or (param not in entry.bad and entry.given.get(param) is None)


def wants_max_digits(entry: ListedAction) -> bool:
    """-1003: `minDigits` given, and `maxDigits` missing, out of range, or smaller."""
    low = number(entry, "minDigits")
    if low is None:
        return False
    high = entry.get("maxDigits")
    return absent_or_beyond(entry, "maxDigits") or (high is not None and high < low)


def wants_max_without_hash(entry: ListedAction) -> bool:
    """-1008: `completeOnHash` false, and `maxDigits` missing or out of range."""
    return entry.get("completeOnHash") is False and absent_or_beyond(entry, "maxDigits")


def wants_overall_timeout(entry: ListedAction) -> bool:
    """-1005: `digitTimeout` given, and `overallTimeout` missing or out of range."""
    return number(entry, "digitTimeout") is not None and absent_or_beyond(entry, "overallTimeout")


def wants_callback(entry: ListedAction, account: Account) -> bool:
    """-1004: nobody else would be told the digits, and `dtmfCallbackUrl` is missing or empty."""
    told = account.dialect == "v1.2" and account.sends("VCA")
    return not told and absent_or_beyond(entry, "dtmfCallbackUrl")


def is_claimed(entry: ListedAction, param: str, account: Account) -> bool:
    """Whether one of the four codes claims that this parameter is out of range."""
    if param == "dtmfCallbackUrl":
        return wants_callback(entry, account)
    if param in ("digitTimeout", "overallTimeout"):
        return wants_overall_timeout(entry)
    return wants_max_digits(entry) or (param == "maxDigits" and wants_max_without_hash(entry))


def wanting(code: int, entry: ListedAction, param: str, why: str, range_: str) -> Finding:
    """A finding at a parameter that is missing or out of range; what complains of the same one folds into it."""
    value = number(entry, param)
    found = f"`{param}` is missing" if value is None else f"found {quoted(value)}"
    return status(code, entry.where(param), f"{found}: {why}, write {range_}", cause=param)
