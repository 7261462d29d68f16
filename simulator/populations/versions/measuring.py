"""What is measured of callers to compare versions: the same names for what is expected and for calls that were run."""

from __future__ import annotations

from array import array
from collections import Counter
from math import isnan, nan
from typing import TYPE_CHECKING, Literal, NamedTuple

from simulator.populations.versions.differing import END, Measured, share
from simulator.populations.versions.intervals import spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.exploring.expecting.expected import ExpectedCalls

MEANS: dict[str, tuple[str, Literal["seconds", "number"]]] = {
    "seconds": ("seconds of a call", "seconds"),
    "ivr": ("seconds in the IVR", "seconds"),
    "ring": ("seconds of ringing", "seconds"),
    "talk": ("seconds with leg B", "seconds"),
    "entries": ("entries a call", "number"),
}
"""The means that are compared; each is of callers who are not trapped."""
TRAPPED = "trapped"
"""The outcome of those who came to a part that nobody leaves: how long their calls take is no matter of theirs."""
SHARES = {
    "containedLoose": "contained, loose: no person answers",
    "containedTrue": "contained, true: a goal, and no person answers",
    "abandoned": "hang up before a person or a goal",
    "hungUp": "hang up at all",
}


class DrawnCall(NamedTuple):
    """One call that was run or drawn, as far as it is compared; `goal` is None where no goals are known."""

    outcome: str
    person: bool
    goal: bool | None
    hung_up: bool
    seconds: float
    ivr: float
    ring: float
    talk: float
    entries: int


def of_expected(found: ExpectedCalls) -> Iterator[Measured]:
    """What is expected, exactly."""
    fates = found.traffic.fates
    hung_up = sum(part for end, part in found.ends if end[1] == "caller")
    known = (1 - found.person, fates.goal, fates.abandoned, hung_up)
    for (name, words), value in zip(SHARES.items(), known, strict=True):
        if value is not None:
            yield share(name, words, value)
    outcomes: dict[str, float] = {}
    for end, part in found.ends:
        outcomes[end[0]] = outcomes.get(end[0], 0.0) + part
    outcomes[TRAPPED] = sum(one.share for one in found.trapped)
    yield from (share(f"{END}{name}", f"{END}{name}", part) for name, part in outcomes.items() if part)
    for name, (words, unit) in MEANS.items():
        mean, variance = found.moments[name]
        yield Measured(name, words, unit, mean, variance)
    for name, value in (("retries", found.traffic.retries), ("webhooks", found.traffic.webhooks)):
        yield Measured(name, f"{name} a call", "number", value)


def of_drawn(calls: Sequence[DrawnCall]) -> Iterator[Measured]:
    """What was seen of calls, in the order of their numbers."""
    seen = {"containedLoose": bytes(not one.person for one in calls)}
    if any(one.goal is not None for one in calls):
        seen["containedTrue"] = bytes(bool(one.goal) and not one.person for one in calls)
    seen["abandoned"] = bytes(one.hung_up and not one.goal and not one.person for one in calls)
    seen["hungUp"] = bytes(one.hung_up for one in calls)
    for name, who in seen.items():
        yield _seen(name, SHARES[name], who)
    for name, _ in Counter(one.outcome for one in calls).most_common():
        yield _seen(f"{END}{name}", f"{END}{name}", bytes(one.outcome == name for one in calls))
    for name, (words, unit) in MEANS.items():
        values = array("d", [nan if one.outcome == TRAPPED else getattr(one, name) for one in calls])
        counted = [value for value in values if not isnan(value)]
        if counted:
            mean, variance = spread(counted)
            yield Measured(name, words, unit, mean, variance, len(counted), values)


def _seen(name: str, words: str, who: bytes) -> Measured:
    return share(name, words, sum(who) / len(who), len(who), who)
