"""What is measured of callers to compare versions: the same names for what is expected and for calls that were run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from simulator.populations.versions.differing import END, Measured, share

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
    outcomes["trapped"] = sum(one.share for one in found.trapped)
    yield from (share(f"{END}{name}", f"{END}{name}", part) for name, part in outcomes.items() if part)
    for name, (words, unit) in MEANS.items():
        mean, variance = found.moments[name]
        yield Measured(name, words, unit, mean, variance)
    for name, value in (("retries", found.traffic.retries), ("webhooks", found.traffic.webhooks)):
        yield Measured(name, f"{name} a call", "number", value)


def of_drawn(calls: Sequence[DrawnCall]) -> Iterator[Measured]:
    """What was seen of calls."""
    size = len(calls)
    counts = {"containedLoose": sum(not one.person for one in calls)}
    if any(one.goal is not None for one in calls):
        counts["containedTrue"] = sum(bool(one.goal) and not one.person for one in calls)
    counts["abandoned"] = sum(one.hung_up and not one.goal and not one.person for one in calls)
    counts["hungUp"] = sum(one.hung_up for one in calls)
    yield from (share(name, SHARES[name], count / size, size) for name, count in counts.items())
    for name, count in Counter(one.outcome for one in calls).most_common():
        yield share(f"{END}{name}", f"{END}{name}", count / size, size)
    for name, (words, unit) in MEANS.items():
        values = [float(getattr(one, name)) for one in calls]
        mean = sum(values) / size
        variance = sum((value - mean) ** 2 for value in values) / max(size - 1, 1)
        yield Measured(name, words, unit, mean, variance, size)
