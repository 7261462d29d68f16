"""`callflow run` on a terminal without --dtmf: prompts appear, a person presses keys, and can go back.

Plain lines in and out: it works over any connection, with any screen reader, and in a test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from attrs import define

from simulator.errors import RefusedError, UsageError
from simulator.model.call.event import Heard
from simulator.model.call.keys import Script
from simulator.model.call.leg_outcomes import leg_names
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ANSWERED
from simulator.registry import nearest
from simulator.render.run.text import closing, happened, only_heard_and_pressed
from simulator.running.stepping import Stepper

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.engine.waits import DialWait
    from simulator.model.call.event import Event
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

HELP = """\
  1  42#  2w3  ^1   keys, as --dtmf has them     silence   press nothing: the entry times out
  hangup            hang up now                  hangup@12s  1@12s  so long after answering
  back              undo the last entry          restart   begin anew
  save FILE         keep it as a scenario        quit      leave
"""
COMMANDS = ("back", "restart", "save", "quit", "help")
AT_ENTRY = "keys (or silence, hangup, back, restart, save FILE, quit, help): "
AT_END = "the call is over (back, restart, save FILE, quit): "
AT_LEG = f"leg B rings at {{}}; it comes to ({', '.join(leg_names())}; empty: answered): "


@define
class Sitting:
    """One sitting at a terminal: read lines, press keys, show what is heard (nothing else where it is `quiet`)."""

    flow: FlowFile
    legs: tuple[LegOutcome, ...]
    seed: int | None
    at: str | None
    read: Callable[[], str]
    out: TextIO
    colour: bool
    save: Callable[[str, Script, DryRun, tuple[LegOutcome, ...]], None]
    quiet: bool = False
    shown: int = 0
    leaving: bool = False
    script: Script = Script()
    chosen: tuple[LegOutcome, ...] = ()
    """What the dials came to, as it was given or chosen."""

    def talk(self) -> DryRun | None:
        """Talk until the person leaves; the run as it stands then, None where the request is refused."""
        try:
            call = Stepper(self.flow, self.legs, self.seed, self.at, self._leg)
        except RefusedError:
            return None
        while not self.leaving:
            self._show(call)
            said = self._ask(AT_END if call.over else AT_ENTRY)
            self._do(said, said.partition(" ")[0], call)
        self.script, self.chosen = call.script, call.outcomes
        return call.run

    def _show(self, call: Stepper) -> None:
        fresh = call.trace[self.shown :]
        self._happened(call.trace)
        if call.over and fresh:
            self._write(closing(call.result, self.colour))

    def _happened(self, trace: list[Event]) -> None:
        fresh = trace[self.shown :]
        self.shown = len(trace)
        self._write(happened(only_heard_and_pressed(fresh) if self.quiet else fresh, self.colour))

    def _write(self, lines: list[str]) -> None:
        self.out.write("".join(f"{line}\n" for line in lines))

    def _ask(self, question: str) -> str:
        self.out.write(question)
        self.out.flush()
        line = self.read()
        self.leaving = self.leaving or not line
        return line.strip()

    def _leg(self, wait: DialWait, trace: list[Event]) -> LegOutcome:
        """What the person says that leg B comes to; answered where they leave."""
        self._happened(trace)
        while (said := self._ask(AT_LEG.format(wait.destination))) not in ("", "quit"):
            try:
                return parse_leg(said)
            except UsageError as error:
                self.out.write(f"{error}\n")
        self.leaving = self.leaving or said == "quit"
        return ANSWERED

    def _do(self, said: str, word: str, call: Stepper) -> None:
        """What a line asks for."""
        try:
            match word:
                case "quit":
                    self.leaving = True
                case "back":
                    self._back(call)
                case "restart":
                    self._restart(call)
                case "save":
                    self._save(said.removeprefix(word).strip(), call)
                case "help" | "?" | "":
                    self._help()
                case _:
                    self._press(said, word, call)
        except UsageError as error:
            self.out.write(f"{error}\n")
            self.shown = min(self.shown, len(call.trace))

    def _help(self) -> None:
        if not self.leaving:
            self.out.write(HELP)

    def _press(self, said: str, word: str, call: Stepper) -> None:
        try:
            call.press(said)
        except UsageError:
            near = nearest(word, (*COMMANDS, "silence", "hangup"), 1) if word.isalpha() else ()
            if near and near[0] in COMMANDS:
                raise UsageError(f'"{word}" is neither a key nor a command: did you mean {near[0]}?') from None
            raise

    def _back(self, call: Stepper) -> None:
        call.back()
        self.shown = len(call.trace)
        self.out.write(f"--- back to {call.state}\n")
        asked = next(event for event in reversed(call.trace) if isinstance(event, Heard))
        self._write(happened([asked], self.colour))

    def _restart(self, call: Stepper) -> None:
        self.out.write("--- from the beginning\n")
        self.shown = 0
        call.restart()

    def _save(self, name: str, call: Stepper) -> None:
        self.save(name, call.script, call.run, call.outcomes)
        self.out.write(f"saved: callflow test {name}\n")
