"""The options that are announced at an entry: which keys, and what for; and whether two versions announce the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.engine.waits import EntryWait
from simulator.entries.offers import announced_options
from simulator.model.call.wanted import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.exploring.search.probers import Stop

_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
"""A word; in Thai, Lao, Japanese and Chinese, which write no spaces, a character."""


def options_at(stop: Stop | None) -> dict[str, str]:
    """What is announced where a call stands: keys with what they are for; nothing where no entry is awaited."""
    if stop is None or not isinstance(stop.call.wait, EntryWait):
        return {}
    return announced_options(stop.call.compiled.entries[stop.call.wait.state])


def others_announced(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether another key is announced, or a key for something else; in which order is no matter."""
    if old.keys() != new.keys():
        return True
    before, now = ({key: fold(purpose) for key, purpose in one.items()} for one in (old, new))
    return any(before[key] != now[key] and _another(key, now[key], before) for key in before)


def _another(key: str, now: str, before: Mapping[str, str]) -> bool:
    """Whether a key is for something else: for what another key was for, or in words that say more and less."""
    if now and now in (purpose for other, purpose in before.items() if other != key):
        return True
    one, other = set(_WORD.findall(before[key])), set(_WORD.findall(now))
    return not (one <= other or other <= one)
