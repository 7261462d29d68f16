"""One call, from the answer to its request to its summary, on the virtual clock; the public `run` shows what it is."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from simulator.callers.scripted import Scripted
from simulator.engine.call import Call
from simulator.engine.drive import drive
from simulator.model.call.event import Began, Moved
from simulator.responders.hosting.printed import PRINTED
from simulator.responders.nobody import Nobody
from simulator.rules.base.check import answer_for
from simulator.running.answering import responder_for
from simulator.running.prepared import prepared
from simulator.running.result import CallResult
from simulator.running.seeds import calling, seed_of
from simulator.webhooks.base.facts import within_calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.engine.ports import Caller, Responder
    from simulator.engine.setting import Measure
    from simulator.model.call.backend_fault import BackendFault
    from simulator.model.call.event import Event
    from simulator.model.call.heard import Capture, HeardItem
    from simulator.model.call.reply_remark import ReplyRemark
    from simulator.model.flow.flow_file import FlowFile
    from simulator.networks.scripted import Fault, ScriptedNetwork
    from simulator.running.prepared import Prepared
    from simulator.running.source import Source
    from simulator.webhooks.base.sent import Webhook


@define(slots=False, eq=False)
class DryRun:
    """One dry run: the answer to the request and, where it was accepted, the call.

    `answering` makes the answer when somebody reads it, since ids take time. `posted` are the webhooks that could not
    be posted where the flow file wants them; `live` says that a backend, and no table, answered, and `printed` is what
    it wrote to standard output and standard error. `name` is the flow's, empty for a body alone.
    """

    source: Source
    answering: Callable[[], dict[str, Any] | None] = field(repr=False)
    call: CallResult | None
    posted: tuple[BackendFault, ...] = ()
    live: bool = False
    printed: str = ""
    name: str = ""

    def __getstate__(self) -> dict[str, Any]:
        """What it is, with the answer made: what makes it is a function."""
        return {**vars(self), "answering": partial(_given, self.answer), "answer": self.answer}

    @cached_property
    def answer(self) -> dict[str, Any] | None:
        """What the platform answers to the request; None where the call came in."""
        return self.answering()

    @property
    def ok(self) -> bool:
        """Accepted, not stopped, not ended in an ERROR that nobody injected, and no fault of a backend."""
        return self.call is not None and not self.call.failed and not self.posted and not self.answered_otherwise

    @property
    def answered_otherwise(self) -> bool:
        """Whether a live backend answered a webhook that was delivered twice otherwise the second time."""
        return self.live and any(fault.twice for fault in self.backend_faults)

    @property
    def backend_faults(self) -> tuple[BackendFault, ...]:
        """What the backend did wrong: crashes, unusable answers, questions that no row of a table answers."""
        return (*(self.call.backend_faults if self.call else ()), *self.posted)

    @property
    def reply_remarks(self) -> tuple[ReplyRemark, ...]:
        """What lints say of the backend's replies, each once; those of a table are `check`'s to tell."""
        return self.call.reply_remarks if self.call and self.live else ()

    @property
    def session(self) -> dict[str, Any] | None:
        """The payload of the session summary (VSS), or None where there is none."""
        return self.call.session if self.call else None

    @property
    def captures(self) -> list[Capture]:
        """One entry per try of a capture."""
        return self.call.captures if self.call else []

    @property
    def heard(self) -> list[HeardItem]:
        """What the caller heard, in order."""
        return self.call.heard if self.call else []

    @property
    def webhooks(self) -> list[Webhook]:
        """Every webhook that the platform sent."""
        return self.call.webhooks if self.call else []

    @property
    def trace(self) -> list[Event]:
        """Everything that happened, in order."""
        return self.call.trace if self.call else []

    @property
    def states(self) -> tuple[str, ...]:
        """The states that the call passed, in order: what `CompiledFlow.highlight` takes."""
        return tuple(event.state for event in self.trace if isinstance(event, Began | Moved))


def run_flow(
    flow: FlowFile,
    *,
    caller: Caller,
    network: ScriptedNetwork,
    seed: int | None = None,
    at: str | int | None = None,
    responder: Responder | None = None,
    of: tuple[object, ...] = (),
    measure: Measure | None = None,
) -> DryRun:
    """Run one call of a flow; `responder` takes the place of the flow's own. Raises UsageError.

    `measure` says how long the files of a prompt play.

    Without a `seed` the ids come from what the call is: flow, keys, legs, and `of`, which tells it from others.
    VCS and VSS are posted where the flow names an address for them; a failure to do so is a fault of the backend.
    """
    ready = prepared(flow, at)
    answering = responder
    if answering is None:  # a request that is refused needs nobody, so that its findings come first
        answering = Nobody() if ready.compiled is None else responder_for(flow)
    if seed is None:
        seed = seed_of(flow, None, *of, *calling(caller, network))
    if flow.backend is None or flow.rows is not None:
        return _posted(flow, ready, network, caller, answering, seed, measure)
    PRINTED.take()
    found = _posted(flow, ready, network, caller, answering, seed, measure)
    found.live, found.printed = True, PRINTED.take()
    return found


def _given(answer: dict[str, Any] | None) -> dict[str, Any] | None:
    return answer


def _posted(
    flow: FlowFile,
    ready: Prepared,
    network: ScriptedNetwork,
    caller: Caller,
    answering: Responder,
    seed: int,
    measure: Measure | None,
) -> DryRun:
    """Run it, and post what the flow file wants posted."""
    if not flow.post:
        return _named(simulate(ready, network, caller, answering, seed, measure), flow)
    from simulator.responders.posting import Posting

    posting = Posting(answering, flow.post, flow.authorization)
    found = simulate(ready, network, caller, posting, seed, measure)
    if found.call is not None:
        posting.rest(found.call.setting, found.call.trace)
    found.posted = tuple(posting.faults)
    return _named(found, flow)


def _named(found: DryRun, flow: FlowFile) -> DryRun:
    found.name = flow.name
    return found


def run_as_explored(
    flow: FlowFile,
    *,
    caller: Caller,
    network: ScriptedNetwork,
    seed: int | None = None,
    at: str | int | None = None,
    of: tuple[object, ...] = (),
) -> DryRun:
    """Run one call, as above, so that it comes by the places of an exploration, whatever a backend does with ids.

    A live backend is asked under the ids of the call; what it says of them is told under those of seed 0, with which
    exploration found its places.
    """
    if flow.rows is not None or flow.backend is None:
        return run_flow(flow, caller=caller, network=network, seed=seed, at=at, of=of)
    from simulator.responders.renamed import renamed

    own = seed_of(flow, seed, *of, *calling(caller, network))
    responder = renamed(responder_for(flow), 0, own)
    return run_flow(flow, caller=caller, network=network, seed=0, at=at, responder=responder)


def simulate(
    beginning: Prepared,
    network: ScriptedNetwork,
    caller: Caller,
    responder: Responder,
    seed: int,
    measure: Measure | None = None,
) -> DryRun:
    """Run one call of what was prepared: from the answer to the request to the end of the session."""
    if beginning.inbound is None and (beginning.compiled is None or network.faults):
        answer = _answer(beginning.source, network.faults)
        if answer["statusCode"] != 1:
            answer["callFlowRequestId"] = beginning.ids(seed)["callFlowRequestId"]
            return DryRun(beginning.source, partial(_given, answer), None)
    setting = beginning.setting(seed, network.watches_plays)
    call = Call(setting if measure is None else evolve(setting, measure=measure))
    for fault in network.timed:
        call.fault(fault.code, at=fault.at)
    drive(call, network, caller, responder)
    within_calendar(call.setting.now + call.now)
    keys = caller.left(call) if isinstance(caller, Scripted) else ()
    result = CallResult(call, keys, network.left_legs)
    return DryRun(beginning.source, lambda: beginning.accepted(seed), result)


def answer_to(beginning: Prepared, faults: Sequence[Fault] = ()) -> dict[str, Any] | None:
    """What the platform answers to the request; None where the call comes in."""
    return None if beginning.inbound is not None else _answer(beginning.source, faults)


def _answer(source: Source, faults: Sequence[Fault]) -> dict[str, Any]:
    injected = next((fault for fault in faults if fault.where == "answer"), None) if faults else None
    return source.answer if injected is None else answer_for(injected.code, "request", source.account).as_dict()
