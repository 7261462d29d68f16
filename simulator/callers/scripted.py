"""A caller who answers each entry with the next token of a script, then stays silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.event import Answered
from simulator.model.call.keys import Script, parse_script
from simulator.model.call.outcome import Presses
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.call import Call
    from simulator.engine.waits import EntryWait
    from simulator.model.call.keys import TimedToken

_NOTHING = Presses()


@frozen
class Scripted:
    """Presses what the script says; which token is next follows from the entry, so it has no memory."""

    script: Script = Script()

    @classmethod
    def of(cls, dtmf: str) -> Scripted:
        """A caller with this script, `"1 42# silence"`. Raises UsageError."""
        return cls(parse_script(dtmf))

    @property
    def timed(self) -> tuple[TimedToken, ...]:
        """What the caller does at a time of its own, whatever is going on."""
        return self.script.timed

    def entry(self, wait: EntryWait) -> Presses:
        """What is pressed at this entry."""
        tokens = self.script.tokens
        if wait.number > len(tokens):
            return _NOTHING
        return tokens[wait.number - 1].presses(wait.prompt.length)

    def left(self, call: Call) -> tuple[str, ...]:
        """The tokens that were of no use in a call that is over: no entry asked for them, or it was over by then."""
        left = [token.text for token in self.script.tokens[call.entry :]]
        return (*left, *(one.text for one in left_keys(self.timed, call))) if self.timed else tuple(left)


def left_keys(timed: Sequence[TimedToken], call: Call) -> list[TimedToken]:
    """The keys with a time of their own that a call, which is over, did not come to."""
    keys = [one for one in timed if one.key]
    answered = next((event for event in call.trace if isinstance(event, Answered)), None)
    if answered is None or answered.beep is not None:
        return keys
    to_come = {(item[0], item[4]) for item in call.agenda.items}
    return [one for one in keys if (at := answered.at + one.at) > call.now or (at, one.key) in to_come]
