"""One entry as a function of six numbers, the settings of captures and the times of keys: the engine is the judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.model.assumptions import Assumptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.behaviour.behaviour import Place
    from simulator.model.call.event import EntryOutcome, EntryReason

GUIDE = Assumptions()


class EntryForm(NamedTuple):
    """What ends an entry: the prompt's ms, the fewest and the most keys, both timers in ms (digit: 0 for none), flags.

    The last flags are settings: keys stop the prompt, the overall timer starts with it, whether each timer judges, and
    who comes first at one millisecond.
    """

    prompt: int
    low: int
    high: int
    digit_timeout: int
    overall_timeout: int
    hash_ends: bool = True
    completes: bool = True
    hash_is_key: bool = False
    keeps_hash: bool = False
    barge_in: bool = True
    from_start: bool = False
    digit_judges: bool = True
    overall_judges: bool = False
    key_first: bool = True
    digit_first: bool = True

    @classmethod
    def of(cls, place: Place, settings: Assumptions = GUIDE) -> EntryForm:
        """The form of a capture."""
        return cls(
            place.prompt_ms, place.fewest, place.high, place.digit_timeout, place.overall_timeout, place.hash_ends,
            place.completes, place.hash_is_key, place.keeps_hash, settings.barge_in,
            settings.overall_timer_starts == "promptStart", settings.digit_timeout_judges,
            settings.overall_timeout_judges, settings.key_at_timer_counts, settings.digit_timeout_first,
        )  # fmt: skip

    def judged(self, count: int, reason: EntryReason) -> EntryOutcome:
        """What becomes of an entry of so many keys that was ended so."""
        judges = {"digitTimeout": self.digit_judges, "overallTimeout": self.overall_judges}.get(reason, True)
        return "accepted" if judges and self.low <= count <= self.high else "rejected"


class EntryEnd(NamedTuple):
    """How an entry ended: when, in ms from the beginning of the prompt, with which digits, and why."""

    at: int
    digits: str
    outcome: EntryOutcome
    reason: EntryReason


def entered(form: EntryForm, keys: Sequence[tuple[int, str]]) -> EntryEnd:
    """How an entry ends whose keys are pressed at these ms from the beginning of the prompt, in order."""
    digits, since = "", form.prompt
    overall = form.overall_timeout if form.from_start else form.prompt + form.overall_timeout
    for at, key in keys:
        ends, reason = timer(form, since, overall)
        if at > ends or (at == ends and not form.key_first):
            break
        if key == "#" and not form.hash_ends and not form.hash_is_key:
            continue
        if at < form.prompt and not digits and since == form.prompt:
            if not form.barge_in:
                continue
            overall = overall if form.from_start else at + form.overall_timeout
        since = at
        if key == "#" and form.hash_ends:
            return EntryEnd(at, digits + "#" * form.keeps_hash, form.judged(len(digits), "hash"), "hash")
        digits += key
        if form.completes and len(digits) == form.high:
            return EntryEnd(at, digits, "accepted", "maxDigits")
    ends, reason = timer(form, since, overall)
    return EntryEnd(ends, digits, form.judged(len(digits), reason), reason)


def timer(form: EntryForm, since: int, overall: int) -> tuple[int, EntryReason]:
    """Which timer ends an entry where no further key comes, and when: `since` is the last key or the prompt's end."""
    digit = since + form.digit_timeout
    if form.digit_timeout and (digit < overall or (digit == overall and form.digit_first)):
        return digit, "digitTimeout"
    return overall, "overallTimeout"
