"""`callflow run` on a terminal without --dtmf: prompts appear, a person presses keys, and can go back.

Plain lines in and out: it works over any connection, with any screen reader, and in a test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from attrs import define

from simulator.errors import RefusedError, UsageError
from simulator.model.call.keys import Script
from simulator.render.run.text import closing, happened
from simulator.running.stepping import Stepper

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

HELP = """\
  1  42#  2w3  ^1   keys, as --dtmf has them     silence   press nothing: the entry times out
  hangup            hang up now                  hangup@12s  so long after answering
  back              undo the last entry          restart   begin anew
  save FILE         keep it as a scenario        quit      leave
"""
AT_ENTRY = "keys (or silence, hangup, back, restart, save FILE, quit, help): "
AT_END = "the call is over (back, restart, save FILE, quit): "


@define
class Sitting:
    """One sitting at a terminal: read lines, press keys, show what is heard."""

    flow: FlowFile
    legs: tuple[LegOutcome, ...]
    seed: int | None
    at: str | None
    read: Callable[[], str]
    out: TextIO
    colour: bool
    save: Callable[[str, Script, DryRun], None]
    shown: int = 0
    script: Script = Script()

    def talk(self) -> DryRun | None:
        """Talk until the person leaves; the run as it stands then, None where the request is refused."""
        try:
            call = Stepper(self.flow, self.legs, self.seed, self.at)
        except RefusedError:
            return None
        word = ""
        while word != "quit":
            self._show(call)
            said = self._ask(AT_END if call.over else AT_ENTRY)
            word = said.partition(" ")[0]
            self._do(said, word, call)
        self.script = call.script
        return call.run

    def _show(self, call: Stepper) -> None:
        fresh = call.trace[self.shown :]
        self.shown = len(call.trace)
        lines = happened(fresh, self.colour)
        if call.over and fresh:
            lines += closing(call.result, self.colour)
        self.out.write("".join(f"{line}\n" for line in lines))

    def _ask(self, question: str) -> str:
        self.out.write(question)
        self.out.flush()
        line = self.read()
        return line.strip() if line else "quit"

    def _do(self, said: str, word: str, call: Stepper) -> None:
        """What a line asks for."""
        try:
            match word:
                case "quit":
                    pass
                case "back":
                    self._back(call)
                case "restart":
                    self._restart(call)
                case "save":
                    self._save(said.removeprefix(word).strip(), call)
                case "help" | "?" | "":
                    self.out.write(HELP)
                case _:
                    call.press(said)
        except UsageError as error:
            self.out.write(f"{error}\n")

    def _back(self, call: Stepper) -> None:
        call.back()
        self.shown = len(call.trace)
        self.out.write(f"--- back to {call.state}\n")

    def _restart(self, call: Stepper) -> None:
        self.out.write("--- from the beginning\n")
        call.restart()
        self.shown = 0

    def _save(self, name: str, call: Stepper) -> None:
        self.save(name, call.script, call.run)
        self.out.write(f"saved: callflow test {name}\n")
