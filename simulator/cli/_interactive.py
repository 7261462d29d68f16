"""`callflow run` on a terminal without --dtmf: prompts appear, a person presses keys, and can go back.

Plain lines in and out: it works over any connection, with any screen reader, and in a test.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, TextIO

from attrs import define, field

from simulator.engine.call import Call
from simulator.engine.drive import feed
from simulator.engine.result import CallResult
from simulator.engine.waits import EntryWait
from simulator.errors import UsageError
from simulator.library.dry_run import Run, answer_to
from simulator.library.flow import prepared, responder_for
from simulator.model.event import Answered
from simulator.model.keys import Script, Token, parse_token
from simulator.model.outcome import Presses
from simulator.networks.scripted import ScriptedNetwork
from simulator.render.run.text import closing, happened

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.engine.ports import Responder
    from simulator.model.flow_file import FlowFile
    from simulator.model.outcome import LegOutcome

HELP = """\
  1  42#  2w3  ^1   keys, as --dtmf has them     silence   press nothing: the entry times out
  hangup            hang up now                  hangup@12s  so long after answering
  back              undo the last entry          restart   begin anew
  save FILE         keep it as a scenario        quit      leave
"""
AT_ENTRY = "keys (or silence, hangup, back, restart, save FILE, quit, help): "
AT_END = "the call is over (back, restart, save FILE, quit): "


@define
class Moment:
    """The call at an entry: all that is needed to go on from there in another way."""

    call: Call
    network: ScriptedNetwork
    responder: Responder
    tokens: tuple[Token, ...] = ()
    hangups: tuple[int, ...] = ()

    def twin(self) -> Moment:
        """An independent copy; a live backend keeps whatever it remembers."""
        return Moment(
            self.call.fork(), copy.deepcopy(self.network), copy.copy(self.responder), self.tokens, self.hangups
        )


class _Nobody:
    """A caller whose entries are answered by a person instead."""

    hangups = ()

    def entry(self, wait: EntryWait) -> Presses:  # pragma: no cover - entries are never fed by the loop
        raise AssertionError(wait)


@define
class Conversation:
    """One sitting at a terminal: read lines, press keys, show what is heard."""

    flow: FlowFile
    legs: tuple[LegOutcome, ...]
    seed: int
    at: str | None
    read: Callable[[], str]
    out: TextIO
    colour: bool
    save: Callable[[str, Script, Run], None]
    shown: int = 0
    past: list[Moment] = field(factory=list)
    script: Script = Script()

    def talk(self) -> Run | None:
        """Talk until the person leaves; the run as it stands then, None where the request is refused."""
        now = self._begin()
        if now is None:
            return None
        while True:
            over = self._onward(now)
            self._show(now.call, over)
            said = self._ask(AT_END if over else AT_ENTRY)
            following = self._do(said, now, over)
            if following is None:
                self.script = Script(now.tokens, now.hangups)
                return self._run(now)
            now = following

    def _begin(self) -> Moment | None:
        ready = prepared(self.flow, self.at)
        answer = answer_to(ready)
        if answer is not None and answer["statusCode"] != 1:
            return None
        self.shown = 0
        self.past = []
        return Moment(Call(ready.setting(self.seed, False)), ScriptedNetwork(self.legs), responder_for(self.flow))

    def _onward(self, now: Moment) -> bool:
        """Go on to the next entry; whether the call is over instead."""
        while (wait := now.call.advance()) is not None:
            if isinstance(wait, EntryWait):
                return False
            feed(now.call, wait, now.network, _Nobody(), now.responder)
        return True

    def _show(self, call: Call, over: bool) -> None:
        trace = call.trace
        fresh = trace[self.shown :]
        self.shown = len(trace)
        lines = happened(fresh, self.colour)
        if over and fresh:
            lines += closing(CallResult(call), self.colour)
        self.out.write("".join(f"{line}\n" for line in lines))

    def _ask(self, question: str) -> str:
        self.out.write(question)
        self.out.flush()
        line = self.read()
        return line.strip() if line else "quit"

    def _do(self, said: str, now: Moment, over: bool) -> Moment | None:
        """What a line asks for; None is leaving."""
        word, _, rest = said.partition(" ")
        match word:
            case "quit":
                return None
            case "back":
                return self._back(now)
            case "restart":
                self.out.write("--- from the beginning\n")
                return self._begin()
            case "save":
                self._save(rest.strip(), now)
            case "help" | "?" | "":
                self.out.write(HELP)
            case _ if over:
                self.out.write(f'"{said}": nobody is on the phone any more\n')
            case _:
                return self._press(said, now)
        return now

    def _back(self, now: Moment) -> Moment:
        if not self.past:
            self.out.write("there is no entry before this one\n")
            return now
        before = self.past.pop()
        self.shown = len(before.call.trace)
        self.out.write(f"--- back to {before.call.state}\n")
        return before

    def _press(self, said: str, now: Moment) -> Moment:
        before = now.twin()
        try:
            token = parse_token(said)
            if isinstance(token, int):
                self._hang_up_at(token, now)
            else:
                self._enter(token, now)
        except UsageError as error:
            self.out.write(f"{error}\n")
        else:
            self.past.append(before)
        return now

    def _enter(self, token: Token, now: Moment) -> None:
        wait = now.call.wait
        assert isinstance(wait, EntryWait)
        now.tokens = (*now.tokens, token)
        now.call.press(token.presses(wait.prompt.length))

    def _hang_up_at(self, after: int, now: Moment) -> None:
        """Note a hang-up at a time of its own; the entry is still to be answered."""
        answered = next(event.at for event in now.call.trace if isinstance(event, Answered))
        if answered + after < now.call.now:
            raise UsageError(f"that moment has passed: it is {now.call.now - answered} ms after answering")
        now.hangups = (*now.hangups, after)
        now.call.hang_up(answered + after - now.call.now)

    def _save(self, name: str, now: Moment) -> None:
        try:
            self.save(name, Script(now.tokens, now.hangups), self._run(now))
        except UsageError as error:
            self.out.write(f"{error}\n")
        else:
            self.out.write(f"saved: callflow test {name}\n")

    def _run(self, now: Moment) -> Run:
        """The run so far; where the call goes on, the caller stays silent from here."""
        end = now.twin()
        while not self._onward(end):
            end.call.press(Presses())
        ready = prepared(self.flow, self.at)
        answer = answer_to(ready)
        return Run(ready.findings, None if answer is None else answer | ready.ids(self.seed), CallResult(end.call))
