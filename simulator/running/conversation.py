"""The whole conversation that a flow's table describes, as one graph: a place per list and stage, edges by digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field

from simulator.actions.hangup import Hangup
from simulator.actions.say_and_capture import SayAndCapture
from simulator.engine.answer import NextList, RawReply, judge
from simulator.errors import RefusedError, UsageError
from simulator.model.call.event import Asked, Began, Ended, Replied
from simulator.model.call.outcome import Unusable
from simulator.model.drawing.graph import Edge, Graph, Node
from simulator.model.drawing.words import printable, what_is_requested
from simulator.model.record import frozen
from simulator.running.flow import prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.compiler.compiled import Compiled
    from simulator.model.call.event import Event
    from simulator.model.drawing.graph import EdgeKind
    from simulator.model.flow.flow_file import FlowFile, When

DONE, FAILED = "end.COMPLETED", "end.ERROR"
INBOUND = "CALL_RECEIVED"


@frozen(eq=False)
class Conversation:
    """A flow's conversation; `path` is what a drawing highlights: ids of places."""

    flow: FlowFile
    graph: Graph

    def highlight(self, path: Iterable[str]) -> Conversation:
        """The same conversation with the places of a path, and the steps between them, marked."""
        return evolve(self, graph=self.graph.highlight(path))

    def render(self, format: str = "text") -> str:  # noqa: A002 - the option's own name
        """The conversation in a format of `callflow graph`. Raises UsageError for an unknown one."""
        from simulator.render.formats import renderer

        return renderer("graph", format)(self.graph)

    def __str__(self) -> str:
        return self.render()


def place_id(digest: str, stage: str | None) -> str:
    """The id of a place."""
    return digest if stage is None else f"{digest} {stage}"


def path_of(trace: Iterable[Event]) -> tuple[str, ...]:
    """The places that a call passed, in order, as `Conversation.highlight` takes them."""
    found: list[str] = []
    stage: str | None = None
    for event in trace:
        if isinstance(event, Asked) and event.call_status == INBOUND:
            found.append(INBOUND)
        elif isinstance(event, Replied):
            stage = event.client_action_id
        elif isinstance(event, Began):
            found.append(place_id(event.digest, stage))
        elif isinstance(event, Ended):
            found.append(FAILED if event.status == "ERROR" else DONE)
    return tuple(found)


def conversation(flow: FlowFile, at: str | int | None = None) -> Conversation:
    """The conversation of a flow with a table. Raises RefusedError where its request would be refused.

    Raises UsageError for a flow with a backend, whose answers nobody knows before they are given.
    """
    if flow.rows is None:
        raise UsageError(f'"{flow.file}" has a backend, whose conversation is not known: record it first')
    begin = prepared(flow, at)
    if begin.compiled is None:
        raise RefusedError([one for one in begin.findings if one.severity == "error"])
    walk = _Walk(flow, begin.findings.source.at or 0)
    walk.start(begin.compiled)
    return Conversation(flow, Graph(printable(flow.name), (*walk.nodes.values(), *walk.ends()), tuple(walk.edges())))


@define
class _Walk:
    """Visits every place once, from the first."""

    flow: FlowFile
    now: int
    nodes: dict[str, Node] = field(init=False, factory=dict)
    steps: dict[tuple[str, str], list[tuple[str, EdgeKind]]] = field(init=False, factory=dict)
    _waiting: list[tuple[Compiled, str | None]] = field(init=False, factory=list)

    def start(self, compiled: Compiled) -> None:
        if self.flow.inbound is not None:
            self.nodes[INBOUND] = Node(INBOUND, "a call comes in", "start")
            self._ask(INBOUND, None, INBOUND, (None, 0))
        else:
            self._place(compiled, None)
        while self._waiting:
            self._visit(*self._waiting.pop(0))

    def ends(self) -> Iterator[Node]:
        reached = {dest for _, dest in self.steps}
        for name in (DONE, FAILED):
            if name in reached:
                yield Node(name, name.removeprefix("end."), "end")

    def edges(self) -> Iterator[Edge]:
        for (source, dest), labels in self.steps.items():
            yield Edge(source, dest, "\n".join(dict.fromkeys(label for label, _ in labels)), labels[0][1])

    def _place(self, compiled: Compiled, stage: str | None) -> str:
        name = place_id(compiled.digest, stage)
        if name not in self.nodes:
            label = stage if stage is not None else compiled.digest
            first = "start" if not self.nodes else "capture" if _captures(compiled) else "play"
            self.nodes[name] = Node(name, printable(label), first, None, _details(compiled))  # type: ignore[arg-type]
            self._waiting.append((compiled, stage))
        return name

    def _visit(self, compiled: Compiled, stage: str | None) -> None:
        name = place_id(compiled.digest, stage)
        if compiled.actions and isinstance(compiled.actions[-1], Hangup):
            self._step(name, DONE, "hangup", "done")
        elif not self.flow.account.sends("VCA"):
            self._step(name, DONE, "no webhook", "done")
        else:
            self._ask(name, stage, "ACTION_COMPLETED", _range(compiled))

    def _ask(self, name: str, stage: str | None, status: str, keys: tuple[int | None, int]) -> None:
        """Every row that can answer there; what no row answers is an error."""
        nothing, something = True, keys[0] is not None
        for row in self.flow.rows or ():
            when = row.when
            if not (when.matches(status, None, stage) and nothing) and not (
                something and _speaks_of(when, status, stage, keys)
            ):
                continue
            self._answer(name, _label(when, something), row.reply.raw)
            nothing = nothing and when.digits not in ("any", "null")
            something = something and when.digits not in ("any", "other")
        if nothing:
            self._step(name, FAILED, "nothing: no row" if keys[0] is not None else "no row", "fault")
        if something:
            self._step(name, FAILED, "other: no row", "fault")

    def _answer(self, name: str, label: str, raw: bytes) -> None:
        found = judge(RawReply(body=raw), self.flow.account, self.now)
        kind: EdgeKind = "timer" if label == "nothing" else "key"
        if isinstance(found, NextList):
            self._step(name, self._place(found.compiled, found.client_action_id), label, kind)
        elif isinstance(found, Unusable) or not self.flow.account.assumptions.empty_reply_hangs_up:
            self._step(name, FAILED, f"{label}: refused", "fault")
        else:
            self._step(name, DONE, label, kind)

    def _step(self, source: str, dest: str, label: str, kind: EdgeKind) -> None:
        self.steps.setdefault((source, dest), []).append((printable(label), kind))


def _captures(compiled: Compiled) -> list[SayAndCapture]:
    return [action for action in compiled.actions if isinstance(action, SayAndCapture)]


def _range(compiled: Compiled) -> tuple[int | None, int]:
    """How many digits the list can end with: at least and at most; None where it captures nothing."""
    found = _captures(compiled)
    return (found[-1].min_digits or 1, found[-1].max_digits or 25) if found else (None, 0)


def _speaks_of(when: When, status: str, stage: str | None, keys: tuple[int | None, int]) -> bool:
    """Whether a row names digits that can come."""
    if when.stage not in ("*", stage) or when.call_status not in (None, status) or when.digits == "null":
        return False
    return when.digits != "texts" or any((keys[0] or 1) <= len(text) <= keys[1] for text in when.texts)


def _label(when: When, captured: bool) -> str:
    if when.digits == "texts":
        return ", ".join(when.texts)
    if when.digits == "pattern":
        return f"/{when.texts[0]}/"
    return {"null": "nothing", "other": "other", "any": "anything" if captured else "done"}[when.digits]


def _details(compiled: Compiled) -> str:
    """What is dialled, said and asked, in order; each prompt once."""
    said = [what_is_requested(request) for state in compiled.table.states for request in state.requests
            if state.role in (None, "prompting") and state.action is not None]  # fmt: skip
    shown = [line for line in dict.fromkeys(said) if line and "Timeout" not in line]
    return "\n".join(shown)
