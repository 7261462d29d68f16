"""A caller of somebody's own, whose keys are noted as a key script can say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.call.keys import KeyToken, parse_token, token_for

if TYPE_CHECKING:
    from simulator.engine.ports import Caller
    from simulator.engine.waits import EntryWait
    from simulator.model.call.keys import TimedToken
    from simulator.model.call.outcome import Presses


@define(eq=False)
class Recorder:
    """Does what `caller` does; `tokens` are what was pressed, entry by entry."""

    caller: Caller
    tokens: list[KeyToken] = field(init=False, factory=list)

    @property
    def timed(self) -> tuple[TimedToken, ...]:
        """What the caller does at times of its own."""
        return tuple(self.caller.timed)

    def entry(self, wait: EntryWait) -> Presses:
        """What is pressed at this entry."""
        presses = self.caller.entry(wait)
        text = token_for(presses, wait.prompt.length)
        token = parse_token(f"hangup[{presses.hangup}]" if presses.hangup is not None and not presses.keys else text)
        assert isinstance(token, KeyToken)  # what has a time of its own answers no entry
        self.tokens.append(token)
        return presses
