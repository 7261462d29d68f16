"""The rows of sayAndCapture: which key or timer leads where, by how many digits there are.

Every guard names an input class; the classes of one state and trigger are exclusive and complete,
which `compiler.proof` proves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.machine.table import EffectName, Guard, Row, Trigger
from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.actions.base.position import Position


KEPT = 4096
"""Captures of other numbers or places whose rows are kept for the next one like them."""

_kept: dict[tuple[object, ...], tuple[Row, ...]] = {}
_BEARING = (
    "barge_in",
    "overall_timer_starts",
    "digit_timeout_judges",
    "overall_timeout_judges",
    "hash_is_digit",
    "hash_counts_without_complete_on_hash",
    "max_digits_completes",
    "message_barge_in",
)
"""The settings that the rows below ask for."""


@record
class Limits:
    """The numbers of one capture: fewest and most keys, entries in all, whether # ends an entry."""

    low: int
    high: int
    tries: int
    hash_ends: bool


def capture_rows(step: Position, limits: Limits) -> tuple[Row, ...]:
    """All rows of one capture; captures that differ in nothing but words share them."""
    settings = step.settings
    key = (step.number, step.after_capture, limits, *(getattr(settings, name) for name in _BEARING))
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= KEPT:
            _kept.clear()
        found = _kept[key] = (
            *_prompt_rows(step, limits),
            *_entry_rows(step, limits, "collecting"),
            *_message_rows(step, limits),
        )
    return found


def _prompt_rows(step: Position, limits: Limits) -> Iterator[Row]:
    prompting = step.name("prompting")
    yield Row(prompting, "played", step.name("collecting"))
    if step.settings.barge_in:
        yield from _key_rows(step, limits, "prompting")
    if step.settings.overall_timer_starts == "promptStart":
        yield from _overall_rows(step, limits, "prompting")


def _entry_rows(step: Position, limits: Limits, part: str) -> Iterator[Row]:
    yield from _key_rows(step, limits, part)
    if step.settings.digit_timeout_judges:
        yield from _judged(step, limits, part, "digitTimeout")
    else:
        yield _rejected(step, part, "digitTimeout")
    yield from _overall_rows(step, limits, part)


def _overall_rows(step: Position, limits: Limits, part: str) -> Iterator[Row]:
    if step.settings.overall_timeout_judges:
        yield from _judged(step, limits, part, "overallTimeout")
    else:
        yield _rejected(step, part, "overallTimeout")


def _key_rows(step: Position, limits: Limits, part: str) -> Iterator[Row]:
    yield from _digit_rows(step, limits, part, "digit")
    if limits.hash_ends:
        effects: tuple[EffectName, ...] = ("storeHash",) if step.settings.hash_is_digit else ()
        yield from _judged(step, limits, part, "hash", effects)
    elif step.settings.hash_counts_without_complete_on_hash:
        yield from _digit_rows(step, limits, part, "hash")


def _digit_rows(step: Position, limits: Limits, part: str, trigger: Trigger) -> Iterator[Row]:
    """A key that counts: one more, or the last one, which ends the entry at once."""
    source, collecting = step.name(part), step.name("collecting")
    if limits.hash_ends and not step.settings.max_digits_completes:
        yield Row(source, trigger, collecting, effects=("storeKey",))
        return
    last = limits.high - 1
    if last > 0:
        yield Row(source, trigger, collecting, Guard("more", "digits", 0, last - 1), ("storeKey",))
    yield Row(source, trigger, step.name("accepted"), Guard("last", "digits", last), ("storeKey",))


def _judged(
    step: Position, limits: Limits, part: str, trigger: Trigger, effects: tuple[EffectName, ...] = ()
) -> Iterator[Row]:
    """The entry is over: accepted where minDigits <= count <= maxDigits, else rejected (documented)."""
    source, low, high = step.name(part), limits.low, limits.high
    no: tuple[EffectName, ...] = (*effects, "countTry")
    yield Row(source, trigger, step.name("rejected"), Guard("tooFew", "digits", 0, low - 1), no)
    yield Row(source, trigger, step.name("accepted"), Guard("enough", "digits", low, high), effects)
    yield Row(source, trigger, step.name("rejected"), Guard("tooMany", "digits", high + 1), no)


def _rejected(step: Position, part: str, trigger: Trigger) -> Row:
    return Row(step.name(part), trigger, step.name("rejected"), effects=("countTry",))


def _message_rows(step: Position, limits: Limits) -> Iterator[Row]:
    """After a message: on with the digits, round again while tries remain, or on with nothing."""
    triggers: list[Trigger] = ["played"]
    if step.settings.message_barge_in:
        triggers += ["digit", "hash"]
    again, out = Guard("triesLeft", "tries", 0, limits.tries - 1), Guard("lastTry", "tries", limits.tries)
    for trigger in triggers:
        yield Row(step.name("accepted"), trigger, step.after_capture, effects=("takeDigits",))
        rejected = step.name("rejected")
        yield Row(rejected, trigger, step.name("prompting"), again, ("newEntry",))
        yield Row(rejected, trigger, step.after_capture, out, ("takeNothing",))
