"""Follow a session of a log through a flow, question by question, as long as the flow takes the same path.

Where the log has the list that the platform ran (the request, or what the webhook answered), that list is run beside
the flow's own, with the same caller: what it says and dials is what the session heard and dialled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.callers.replayed import Recorded, ToldKeys
from simulator.engine.call import Call
from simulator.engine.ports import Question
from simulator.model.call.logged import LoggedAsk
from simulator.model.call.outcome import Nothing
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.replaying.clock import Clock
from simulator.running.replaying.findings import state_of
from simulator.running.replaying.fitting import Fitting
from simulator.running.replaying.logged_lists import LoggedLists
from simulator.running.replaying.remembering import Remembering
from simulator.running.replaying.stretch import pass_on
from simulator.running.replaying.targets import Target, asks_the_same
from simulator.running.replaying.told import compare_stretch

if TYPE_CHECKING:
    from simulator.callers.replayed import EntryDone
    from simulator.engine.ports import Responder
    from simulator.engine.setting import Setting
    from simulator.engine.waits import AskWait
    from simulator.model.call.logged import LoggedSession
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.replaying.findings import ReplayFindings
    from simulator.running.replaying.stretch import Passage

NO_VCA = "the log has no VCA, so that nobody knows how long the caller took"


@define
class Following:
    """One session, followed; `call` is the flow's own, `logged` one that runs the list of the log, where it has it.

    `over`: the call came to its end by itself; `whole`: as the log has it. `lost`: nobody knows what was pressed at an
    entry. `asks_known`: the log tells what the webhook was asked, or can be taken to. `gone`: what was pressed on the
    way to this question (the end counts as one more) is done.
    """

    session: LoggedSession
    lists: LoggedLists
    backend: Responder
    findings: ReplayFindings
    tolerance: int
    call: Call
    network: ScriptedNetwork
    clock: Clock
    logged: Call | None = None
    entered: list[EntryDone] = field(factory=list)
    hangup: int | None = None
    whole: bool = False
    over: bool = False
    lost: bool = False
    asks_known: bool = True
    gone: int = 0

    @classmethod
    def begin(
        cls,
        session: LoggedSession,
        flow: FlowFile,
        backend: Responder,
        setting: Setting,
        findings: ReplayFindings,
        ms: int,
    ) -> Following:
        """At the beginning of the call; `ms` are what two lengths of time may differ by."""
        settings = setting.assumptions
        network = ScriptedNetwork(session.outcomes(settings))
        clock = Clock.of(session, settings)
        self = cls(session, LoggedLists(session, flow), backend, findings, ms, Call(setting), network, clock)
        self.logged = self.lists.begin(setting)
        return self

    def follow(self) -> None:
        """Go from question to question, then to the end."""
        for number, ask in enumerate(self.session.asks, 1):
            passed = self._pass(Target(self.session, ask, self.clock.due(ask.at), self._told(ask)), number)
            if not self._asked(number, ask, passed):
                return
            self._answered(number, ask, passed)
        self._end(len(self.session.asks) + 1)

    def _told(self, ask: LoggedAsk | None) -> ToldKeys:
        session = self.session
        updates = self.clock.updates(session, ask)
        if ask is None:
            return ToldKeys(updates=updates)
        return ToldKeys(ask.digits, True, updates)

    def _pass(self, target: Target, number: int) -> Passage:
        """The next stretch, as the caller of the log would have gone it."""
        start, logged = self.logged, self._fitted(target)
        found = logged
        # Before its first question a call that comes in hears nothing.
        silent = number == 1 and self.call.setting.inbound is not None
        self.lists.hear(logged.events if start is not None else None, silent=silent)
        if start is not None:
            caller = Recorded(list(logged.entered))
            found = pass_on(self.call, self.network, caller, logged.entered, logged.hangup)
            compare_stretch(self.session, logged, found, number, self.findings)
        if self.asks_known:
            self.clock.compare(target, logged if start else None, found, number, self.tolerance, self.findings)
        else:
            self.findings.untold("duration", NO_VCA)
        self.call, self.network = found.call, found.network
        self.entered += logged.entered
        if logged.entered or found.asks is not None:
            self.gone = number
        self.hangup, self.lost = logged.hangup, found.lost
        self.over = found.asks is None and not found.lost
        return found

    def _fitted(self, target: Target) -> Passage:
        """The stretch with the caller of the log, by the log's own list where it has that.

        A log without any VCA does not tell that nothing was asked: it is taken so where nothing ever is, or where the
        session can have been that.
        """
        start = self.logged or self.call
        fit = Fitting(start, self.network, target, self.tolerance)
        found = fit.found()
        if self.session.asks_kept or fit.met or not fit.asked:
            return found
        self.asks_known = False
        backend, blind = Remembering(self.backend), self.session.digits is None
        return Fitting(start, self.network, target, self.tolerance, backend, blind).found()

    def _asked(self, number: int, logged: LoggedAsk, passed: Passage) -> bool:
        """Compare a question; whether it is the same."""
        wait, state = passed.asks, passed.call.state
        if wait is None:
            self.findings.look("questions", number, logged.words, "the call is over", state_of(passed.call.trace))
            return False
        same = asks_the_same(self.session, passed, wait, logged)
        self.findings.look("questions", number, logged.words, _words(wait), state, same=same)
        if same:
            self.findings.compared.add("digits")
        return same

    def _answered(self, number: int, ask: LoggedAsk, passed: Passage) -> None:
        """Let the backend answer, and beside it the log."""
        call, wait = passed.call, passed.asks
        assert wait is not None  # the question is the same
        self.logged = self.lists.go_on(number, ask, call)
        call.answer(*self.backend.answer(Question(call.setting, call.trace, call.now, wait)))
        self.clock.set(ask.at, call.now)

    def _end(self, number: int) -> None:
        session = self.session
        due = self.clock.due(session.ended)
        passed = self._pass(Target(session, None, due, self._told(None)), number)
        wait, call = passed.asks, passed.call
        if session.asks_kept and wait is None:
            self.findings.compared.add("questions")
        if wait is not None and session.summary is not None:
            self.findings.look("questions", number, "the session is over", f"asks: {_words(wait)}", call.state)
        elif wait is not None:
            call.answer(Nothing("{}"))  # the log does not tell how it went on
            call.advance()
        self.whole = self.over


def _words(wait: AskWait) -> str:
    return LoggedAsk(wait.call_status, wait.digits, wait.client_action_id).words
