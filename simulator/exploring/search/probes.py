"""What is tried at a stop: one representative of each input class, or each outcome of a dial."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import field

from simulator.engine.waits import DialWait, EntryWait
from simulator.model.call.keys import KeyToken, parse_token
from simulator.model.call.legs import leg_text
from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.engine.call import Call
    from simulator.entries.entry import DtmfEntry
    from simulator.entries.offers import Offers
    from simulator.model.call.keys import KeyToken
    from simulator.model.call.outcome import LegOutcome

BRIDGE_HANGUP = 1000
"""Ms after leg B answered at which a caller hangs up during a bridge."""


@record
class Press:
    """A caller's answer to an entry."""

    token: KeyToken
    text: str = field(init=False, eq=False, repr=False)
    """As key scripts write it."""
    keys: int = field(init=False, eq=False, repr=False)
    """How many keys are pressed."""

    @text.default
    def _text(self) -> str:
        return self.token.text

    @keys.default
    def _keys(self) -> int:
        return len(self.token.strokes)

    def fits(self, call: Call) -> bool:
        """Whether the call waits for keys."""
        return isinstance(call.wait, EntryWait)

    def feed(self, call: Call) -> None:
        """Answer the entry that the call waits for."""
        wait = call.wait
        assert isinstance(wait, EntryWait)  # presses are tried at entries only
        call.press(self.token.presses(wait.prompt.length))


@record
class Ring:
    """What a dial comes to; `hangs_up`: the caller hangs up during the bridge that follows."""

    outcome: LegOutcome
    hangs_up: bool = False
    keys: int = 0

    @property
    def text(self) -> str:
        """What the leg comes to, as `--leg` takes it."""
        return leg_text(self.outcome)

    def fits(self, call: Call) -> bool:
        """Whether the call waits for a dial."""
        return isinstance(call.wait, DialWait)

    def feed(self, call: Call) -> None:
        """Answer the dial that the call waits for."""
        assert isinstance(call.wait, DialWait)  # rings are tried at dials only
        if self.hangs_up:
            call.hang_up(self.outcome.delay(call.setting.assumptions) + BRIDGE_HANGUP)
        call.dialled(self.outcome)


@record
class Pass:
    """Nothing is asked of anybody: the list just plays."""

    text: str = ""
    keys: int = 0

    def fits(self, call: Call) -> bool:
        """Whether the call waits for nothing."""
        return call.wait is None

    def feed(self, call: Call) -> None:
        """Nothing to do."""


Probe = Press | Ring | Pass
PASS = Pass()


@lru_cache(maxsize=1024)
def press(text: str) -> Press:
    """A token of a key script."""
    token = parse_token(text)
    assert isinstance(token, KeyToken)  # what has a time of its own answers no entry
    return Press(token)


def entry_probes(entry: DtmfEntry, offers: Offers, stage: str | None, offered: Sequence[str]) -> Iterator[Press]:
    """What is tried at a capture, in a fixed order: choices first, then what goes wrong, then the hang-up."""
    digits = [*offered, *offers.patterns(stage, entry, offered), *offers.others(stage, entry, offered)]
    for one in dict.fromkeys(digits):
        yield press(entry.script(one))
    key = "1"
    if entry.hash_ends:
        if entry.low > 1:
            yield press(key * (entry.low - 1) + "#")
        if not entry.completes:
            yield press(key * (entry.high + 1) + "#")
        yield press("#")
    if entry.low > 1:
        yield press(key * (entry.low - 1))
    elif entry.high > 1 or not entry.completes:
        yield press(key)
    yield press("silence")
    yield press("hangup")


def ring_probes(leg: str, outcomes: Sequence[LegOutcome]) -> Iterator[Ring]:
    """What is tried at a dial: each outcome asked for, and a caller who hangs up while bridged."""
    for outcome in outcomes:
        yield Ring(outcome)
        if leg == "B" and outcome.connected:
            yield Ring(outcome, hangs_up=True)
