"""What an entry offers a caller: the keys its prompt announces, and what the table of replies takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import define, field, frozen

from simulator.model.flow.flow_file import EVERY_STAGE
from simulator.model.machine.table import Play

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from simulator.engine.call import Call
    from simulator.model.flow.flow_file import FlowFile, When
    from simulator.model.machine.table import Prompt, State

DIGITS = "0123456789"
MOST_DIGITS = 25
"""What an entry without `maxDigits` takes."""


class Announced(Protocol):
    """A key that a prompt announces; `ends_entry` where it ends an entry instead of being a choice."""

    @property
    def key(self) -> str:
        """The key."""
        ...

    @property
    def ends_entry(self) -> bool:
        """Whether it ends an entry."""
        ...


@frozen
class Offer:
    """What can be entered: whole `entries`; where there are none, `low` to `high` digits, as `patterns` have it.

    `ends` is the key that ends an entry, where the prompt speaks of one.
    """

    entries: tuple[str, ...]
    low: int
    high: int
    ends: str = ""
    patterns: tuple[re.Pattern[str], ...] = ()

    def closed(self, keys: str) -> str:
        """The keys, ended where the prompt asks for it and more could follow."""
        return keys + self.ends if len(keys) < self.high else keys


@define
class Offers:
    """What every entry of a flow offers; the same place is looked at once."""

    flow: FlowFile
    announced: Callable[[str, str | None], Iterable[Announced]]
    _known: dict[tuple[str, str | None, str], Offer] = field(init=False, factory=dict)

    def at(self, call: Call) -> Offer:
        """What the entry offers at which the call is."""
        found = self._known.get(call.place)
        if found is None:
            found = self._known[call.place] = self._look(call)
        return found

    def _look(self, call: Call) -> Offer:
        capture = call.compiled.actions[call.at_state.action or 0]
        low = getattr(capture, "min_digits", None) or 1
        high = getattr(capture, "max_digits", None) or MOST_DIGITS
        heard = [one for prompt in _prompts(call) for one in self.announced(prompt.words, prompt.voice)]
        ends = next((one.key for one in heard if one.ends_entry), "")
        entries = [one.key for one in heard if not one.ends_entry and low == 1]
        rows = list(self._rows(call))
        entries += [text for when in rows if when.digits == "texts" for text in when.texts if low <= len(text) <= high]
        patterns = tuple(when.expression for when in rows if when.digits == "pattern")
        if low == 1:
            entries += [key for key in DIGITS if any(pattern.fullmatch(key) for pattern in patterns)]
        return Offer(tuple(dict.fromkeys(entries)), low, high, ends, patterns)

    def _rows(self, call: Call) -> Iterator[When]:
        """The rows that speak of what is entered here: the webhook is told of a list's last capture only."""
        if call.at_state.action != max(state.action or 0 for state in _captures(call)):
            return
        for row in self.flow.rows or ():
            when = row.when
            if when.stage in (EVERY_STAGE, call.client_action_id) and when.call_status != "CALL_RECEIVED":
                yield when


def _captures(call: Call) -> list[State]:
    return [state for state in call.compiled.table.states if state.role == "prompting"]


def _prompts(call: Call) -> Iterator[Prompt]:
    """What is said before this entry since the one before it, and its own prompt."""
    here = call.at_state.action or 0
    before = max((state.action or 0 for state in _captures(call) if (state.action or 0) < here), default=-1)
    for state in call.compiled.table.states:
        if before < (-1 if state.action is None else state.action) <= here and state.role in (None, "prompting"):
            yield from (request.prompt for request in state.requests if isinstance(request, Play))
