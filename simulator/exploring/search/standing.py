"""Where a call stands when it needs the outside: the place, and all that its future depends on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from simulator.engine.answer import NextList
from simulator.engine.ports import Question
from simulator.engine.state import MACHINE
from simulator.engine.waits import AskWait, DialWait, EntryWait
from simulator.model.behaviour.behaviour import Place
from simulator.model.call.event import Ended, HungUp, Stopped
from simulator.model.drawing.words import in_quotes
from simulator.model.machine.table import Play, RunScenario
from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.compiler.compiled import Compiled
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.call import Call
    from simulator.engine.ports import Responder
    from simulator.model.call.event import Event
    from simulator.model.call.outcome import LegStatus
    from simulator.model.machine.table import StateRequest

Key = tuple[object, ...]
"""All that the future of a call depends on."""


INBOUND: Key = ("inbound",)
"""The key of a call that comes in, before anything else."""


@record
class Asking:
    """What the webhook was asked on the way; `instant` says when, in ms since 1970, where somebody wants to know."""

    wait: AskWait
    answer: WebhookAnswer
    instant: int = 0


def place_id(digest: str, stage: str | None, action: str) -> str:
    """The id of a place: the list's digest, where in it, and the stage, if there is one."""
    return f"{digest} {action}" if stage is None else f"{digest} {action} {stage}"


def second_leg(name: str) -> str:
    """The id of the dial of leg B in a list in which leg A was dialled, whose place has the id `name`."""
    return f"{name} leg B"


def go_on(call: Call, responder: Responder, asked: list[Asking]) -> bool:
    """Run until the caller or the network is needed, or until a list begins that needs neither; False at the end."""
    while (wait := call.advance()) is not None:
        if not isinstance(wait, AskWait):
            return True
        question = Question(call.setting, call.trace, call.now, wait)
        answer, delay = responder.answer(question)
        asked.append(Asking(wait, answer, question.instant))
        call.answer(answer, delay)
        if isinstance(call.pending, NextList) and call.pending.compiled.shape.only_plays:
            return True
    return False


def key_of(call: Call) -> Key:
    """All that the future of a call at a stop depends on; what is over (an earlier result, say) is left out."""
    wait = call.wait
    if isinstance(wait, EntryWait):
        return (call.compiled.digest, call.client_action_id, wait.state, call.tries, call.kept)
    other = (MACHINE,) if call.leg_a == MACHINE else ()  # it presses nothing, whatever is asked later on
    if isinstance(wait, DialWait):
        return (call.compiled.digest, call.client_action_id, wait.state, call.result, call.kept, wait.leg, *other)
    assert isinstance(call.pending, NextList)  # a call stands at an entry, at a dial, or before a list that plays
    return (call.pending.compiled.digest, call.pending.client_action_id, "", call.kept, *other)


def end_of(events: Sequence[Event]) -> Place:
    """The end that a call came to."""
    last = events[-1]
    if isinstance(last, Stopped):
        return Place(f"end stopped {last.bound}", "end", status="STOPPED", by=last.bound)
    assert isinstance(last, Ended)  # a call that is over was ended or stopped
    return _end(last.status, last.error, _who(events))


@cache
def _end(status: LegStatus, error: int | None, by: str) -> Place:
    parts = [status, *([str(error)] if error is not None else []), *([by] if by == "caller" else [])]
    return Place(f"end {' '.join(parts)}", "end", status=status, error=error, by=by)


def _who(events: Sequence[Event]) -> str:
    for event in reversed(events):
        if type(event) is HungUp and event.by != "far end":
            return event.by
    return "platform"


def words_of(compiled: Compiled) -> tuple[str, ...]:
    """Everything that a list can say, in order; of a platform scenario its name."""
    said = (_words(request) for state in compiled.table.states for request in state.requests)
    return tuple(dict.fromkeys(words for words in said if words))


def quoted(words: Sequence[str]) -> str:
    """What is heard, on one line."""
    return ", ".join(map(in_quotes, words)) or "nothing is heard"


def _words(request: StateRequest) -> str:
    if isinstance(request, RunScenario):
        return f"platform scenario {request.name}"
    return request.prompt.words if isinstance(request, Play) else ""
