"""A caller who answers each entry with the next token of a script, then stays silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.keys import Script, parse_script
from simulator.model.call.outcome import Presses
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.engine.waits import EntryWait

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
    def hangups(self) -> tuple[int, ...]:
        """When the caller hangs up whatever is going on, in ms after answering."""
        return self.script.hangups

    def entry(self, wait: EntryWait) -> Presses:
        """What is pressed at this entry."""
        tokens = self.script.tokens
        if wait.number > len(tokens):
            return _NOTHING
        return tokens[wait.number - 1].presses(wait.prompt.length)

    def left(self, entries: int) -> tuple[str, ...]:
        """The tokens that nobody asked for, after so many entries."""
        return tuple([token.text for token in self.script.tokens[entries:]])
