"""Calls for tests: a setting from actions and assumptions, a caller with exact keys, a webhook that is a list.

Prompts are given by their length: with `spoken(ms)`, a text takes exactly so many ms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define, evolve, field

from simulator.actions.hangup import Hangup
from simulator.actions.make_call import MakeCall
from simulator.actions.say import Say
from simulator.actions.say_and_capture import SayAndCapture
from simulator.callers.scripted import Scripted
from simulator.compiler.compiled import compile_actions
from simulator.engine.answer import NextList
from simulator.engine.call import Call
from simulator.engine.drive import drive
from simulator.engine.setting import Setting
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.model.call.keys import hangup_at
from simulator.model.call.legs import parse_leg
from simulator.model.call.outcome import LegOutcome, Nothing, Presses, Unusable
from simulator.model.flow.flow_file import Inbound
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.nobody import Nobody
from simulator.running.result import CallResult

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.actions.base.position import Action
    from simulator.compiler.tabling import ListKind
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Caller, Question, Responder
    from simulator.engine.waits import AskWait, EntryWait
    from simulator.model.call.keys import TimedToken
    from simulator.networks.scripted import Fault

E = TypeVar("E")
Key = tuple[int, str]
"""When a key is pressed in ms, and the key."""
Keys = Mapping[int, Presses | Sequence[Key]]
"""What is pressed at each entry."""
Try = tuple[str, str, str, int]
"""The digits of an entry, its outcome, the reason, and when it was over."""

NOW = 1_767_603_600_000
"""2026-01-05T09:00:00Z, in ms since 1970."""

SOURCE, CALLEE, AGENT = "+6562345678", "+6591234567", "+33123456789"
RING = 1000
"""Ms after which leg A is answered in these tests, where nothing else is said."""

DIAL = MakeCall(source=SOURCE, destination=CALLEE)
BRIDGE = MakeCall(source=SOURCE, destination=AGENT)
HANGUP = Hangup()


def spoken(ms: int) -> str:
    """A text that takes `ms` to speak at the 100 characters per second of these tests."""
    assert ms % 10 == 0
    return "a" * (ms // 10)


def say(ms: int, **more: Any) -> Say:
    return Say(text=spoken(ms), voice_profile="en-GB-Emma", **more)


def capture(prompt: int = 1000, success: int | None = None, failure: int | None = None, **more: Any) -> SayAndCapture:
    return SayAndCapture(
        prompt_message=spoken(prompt),
        voice_profile="en-GB-Emma",
        success_message=None if success is None else spoken(success),
        failure_message=None if failure is None else spoken(failure),
        **more,
    )


def assumptions(**settings: Any) -> Assumptions:
    return Assumptions(**{"speech_rate": {"en": 100.0}, **settings})


@define
class Exact:
    """A caller whose keys are given in ms from the beginning of each prompt: `{entry: [(ms, key), ...]}`."""

    entries: Keys = field(factory=dict)
    hangups: tuple[int, ...] = ()

    @property
    def timed(self) -> tuple[TimedToken, ...]:
        return tuple(map(hangup_at, self.hangups))

    def entry(self, wait: EntryWait) -> Presses:
        keys = self.entries.get(wait.number, ())
        return keys if isinstance(keys, Presses) else Presses(tuple(keys))


@define
class Replies:
    """A webhook that gives these answers in order, then nothing more; a list of actions is one reply."""

    answers: Sequence[Sequence[Action] | WebhookAnswer]
    stages: tuple[str | None, ...] = ()
    delay: int = 0
    asked: list[AskWait] = field(factory=list)

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        number = len(self.asked)
        self.asked.append(question.wait)
        answer = self.answers[number] if number < len(self.answers) else Nothing("{}")
        if isinstance(answer, NextList | Nothing | Unusable):
            return answer, self.delay
        stage = self.stages[number] if number < len(self.stages) else None
        compiled = compile_actions(answer, "reply", question.setting.assumptions)
        return NextList(compiled, stage, '{"callflow": []}'), self.delay


def setting_of(
    actions: Sequence[Action],
    *,
    kind: ListKind = "request",
    account: Account | None = None,
    now: int = NOW,
    seed: int = 7,
    settings: Mapping[str, Any] | None = None,
    **more: Any,
) -> Setting:
    account = evolve(account or Account(), assumptions=assumptions(**(settings or {})))
    inbound = Inbound(CALLEE, SOURCE) if kind == "inbound" else None
    return Setting(compile_actions(actions, kind, account.assumptions), account, now, seed, inbound=inbound, **more)


def run(
    actions: Sequence[Action],
    caller: Caller | Keys | str | None = None,
    *,
    legs: Iterable[LegOutcome | str] | None = None,
    faults: Iterable[Fault] = (),
    responder: Responder | None = None,
    **more: Any,
) -> CallResult:
    """Run a call to its end; leg A is answered after RING ms unless `legs` says what the dials come to."""
    outcomes = tuple(parse_leg(leg) if isinstance(leg, str) else leg for leg in legs or (LegOutcome(after=RING),))
    network = ScriptedNetwork(outcomes, tuple(faults))
    call = Call(setting_of(actions, watch_plays=network.watches_plays, **more))
    for fault in network.timed:
        call.fault(fault.code, at=fault.at)
    who = caller if caller is not None else Exact()
    who = Scripted.of(who) if isinstance(who, str) else Exact(who) if isinstance(who, Mapping) else who
    return CallResult(drive(call, network, who, responder or Nobody()))


def summary_of(result: CallResult) -> dict[str, Any]:
    """The payload of the session summary, which there is."""
    session = result.session
    assert session is not None
    return session


def events(result: CallResult, kind: type[E]) -> list[E]:
    """The events of a kind, in order."""
    return [event for event in result.trace if isinstance(event, kind)]
