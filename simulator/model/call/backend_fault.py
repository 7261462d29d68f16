"""What a backend did wrong, read out of a trace: when, what, and how the caller got there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.event import Asked, EntryEnded, Refused, Replied
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.call.event import Event
    from simulator.model.call.outcome import Unusable

_NO_JSON = -1001
"""What is wrong with a reply that is no JSON object stands in `why` already."""


@frozen
class BackendFault:
    """A fault of the backend `at` ms of the session.

    `stage` and `digits` are what it was asked with, `keys` the entries that led there, as key scripts are written.
    `frames` are the last lines of its own traceback, `path` the place in its reply, `file` and `line` the place in a
    file of the user's; each empty where there is none. `twice`: all that is wrong is that a webhook which is delivered
    twice is answered otherwise the second time.
    """

    at: int
    what: str
    stage: str | None = None
    digits: str | None = None
    keys: str = ""
    frames: str = ""
    path: str = ""
    file: str = ""
    line: int = 0
    twice: bool = False

    @property
    def asked(self) -> str:
        """What it was asked, and the keys that led there, in words."""
        return asked_words(self.stage, self.digits, self.keys)


def asked_words(stage: str | None, digits: str | None, keys: str) -> str:
    """A question to the webhook, and the keys that led there, in words."""
    at = f"clientActionId {stage}" if stage is not None else "no clientActionId"
    told = f'digits "{digits}"' if digits is not None else "no digits"
    return f"asked with {at}, {told}" + (f", after the keys `{keys}`" if keys else "")


def answers(trace: Iterable[Event]) -> Iterator[tuple[Replied | Refused, Asked, str]]:
    """Each answer of the webhook, with its question and the entries that led there as a key script."""
    keys: list[str] = []
    asked = Asked(0, "ACTION_COMPLETED", None, None)
    for event in trace:
        if isinstance(event, EntryEnded):
            keys.append(f"{event.digits}#" if event.reason == "hash" else event.digits or "silence")
        elif isinstance(event, Asked):
            asked = event
        elif isinstance(event, Replied | Refused):
            yield event, asked, " ".join(keys)


def backend_faults(trace: Iterable[Event]) -> tuple[BackendFault, ...]:
    """Every answer that could not be used and that no scenario injected, and each that was another the second time."""
    return tuple(found for one in answers(trace) if (found := _of_answer(*one)) is not None)


def _of_answer(event: Replied | Refused, asked: Asked, keys: str) -> BackendFault | None:
    if isinstance(event, Refused):
        return None if event.unusable.injected else _fault(event.at, event.unusable, asked, keys)
    if not event.again:
        return None
    return BackendFault(event.at, event.again, asked.client_action_id, asked.digits, keys, twice=True)


def _fault(at: int, bad: Unusable, asked: Asked, keys: str) -> BackendFault:
    first = next((one for one in bad.diagnostics if one.code == bad.status_code), None)
    hint = f" ({first.hint})" if first and first.hint and first.code != _NO_JSON else ""
    what = f"{bad.why}{hint} [{first.code}]" if first else bad.why
    file, line = bad.place or ((first.file, first.span.line) if first and first.file else ("", 0))
    path = first.path if first else ""
    return BackendFault(at, what, asked.client_action_id, asked.digits, keys, bad.frames, path, file, line)
