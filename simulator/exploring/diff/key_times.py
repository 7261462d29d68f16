"""Where two versions may treat the same keys differently by when they are pressed, and what is tried there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.engine.waits import EntryWait
from simulator.exploring.search.probes import press

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from simulator.entries.entry import DtmfEntry
    from simulator.exploring.search.probers import Stop
    from simulator.exploring.search.probes import Press

UNTRIED = ("type_ahead", "message_barge_in", "key_at_timer_counts", "digit_timeout_first")
"""Settings that show only by keys at moments at which none is pressed here: between entries, and as a timer ends."""
_BY_PAUSE = ("digit_timeout_judges", "overall_timeout_judges", "overall_timer_starts")
_BY_PROMPT = ("barge_in", "overall_timer_starts")


def entry_at(stop: Stop) -> DtmfEntry:
    """What is entered at a stop that waits for keys."""
    assert isinstance(stop.call.wait, EntryWait)  # who asks has looked
    return stop.call.compiled.entries[stop.call.wait.state]


def at_other_times(old: Stop, new: Stop, tried: Iterable[Press]) -> Iterator[Press]:
    """What was tried once more, followed by a pause and during the prompt, where the versions treat that otherwise."""
    found = [one for one in tried if one.token.strokes]
    if _by_pause(old) != _by_pause(new):
        # The # that ends an entry leaves its judgement to no timer.
        found += [press(one.text[:-1]) for one in found if one.text.endswith("#") and one.keys > 1]
        yield from found
    if _settings(old, _BY_PROMPT) != _settings(new, _BY_PROMPT):
        yield from (press(f"^{one.text}") for one in found)


def untried(old: Stop, new: Stop) -> bool:
    """Whether the versions differ in a setting that shows only by keys at moments at which none is tried."""
    return isinstance(old.call.wait, EntryWait) and _settings(old, UNTRIED) != _settings(new, UNTRIED)


def _by_pause(stop: Stop) -> Hashable:
    """All that says when and how a pause ends an entry of some keys."""
    entry, wait = entry_at(stop), stop.call.wait
    assert isinstance(wait, EntryWait)  # the entry was found by it
    settings = stop.call.setting.assumptions
    played = wait.prompt.length if settings.overall_timer_starts == "promptStart" else 0
    return (entry.times_out, sorted(entry.timers), _settings(stop, _BY_PAUSE), played)


def _settings(stop: Stop, names: Iterable[str]) -> tuple[object, ...]:
    return tuple(getattr(stop.call.setting.assumptions, name) for name in names)
