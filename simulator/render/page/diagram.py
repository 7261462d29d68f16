"""The lists that a call went through, drawn with the path it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.compiler.compiled import compile_actions
from simulator.errors import MissingExtraError
from simulator.loading.body.read import read_body
from simulator.model.call.event import Began, Moved, Replied
from simulator.model.drawing.graph import graph_of
from simulator.render.formats import renderer
from simulator.render.page.picture import picture

if TYPE_CHECKING:
    from simulator.compiler.compiled import Compiled
    from simulator.model.drawing.graph import Graph
    from simulator.render.page.markup import Html
    from simulator.running.result import CallResult


def diagrams(call: CallResult) -> list[Html]:
    """A drawing for each list that the call went through, once each, with every state it passed."""
    return [drawn(graph) for graph in graphs(call)]


def graphs(call: CallResult) -> list[Graph]:
    """The graphs of those lists; a list that is met again is drawn once, with both paths."""
    known = lists(call)
    return [
        graph_of(compiled(call, known[digest][1]).table, known[digest][0]).highlight(states)
        for digest, states in paths(call).items()
        if digest in known
    ]


def paths(call: CallResult) -> dict[str, list[str]]:
    """The states that a call passed in each list, by the digest of the list."""
    found: dict[str, list[str]] = {}
    path: list[str] = []
    for event in call.trace:
        if isinstance(event, Began):
            path = found.setdefault(event.digest, [])
            path.append(event.state)
        elif isinstance(event, Moved):
            path.append(event.state)
    return found


def lists(call: CallResult) -> dict[str, tuple[str, Replied | None]]:
    """The title of each list, and the reply that brought it (None: the request), by its digest."""
    found: dict[str, tuple[str, Replied | None]] = {call.setting.compiled.digest: ("The request", None)}
    for event in call.trace:
        if isinstance(event, Replied) and event.digest is not None and event.body:
            stage = event.client_action_id
            found[event.digest] = f"The reply {stage}" if stage else "A reply without clientActionId", event
    return found


def compiled(call: CallResult, reply: Replied | None) -> Compiled:
    """A list of a call, compiled."""
    setting = call.setting
    if reply is None:
        return setting.compiled
    body = read_body(reply.body.encode("utf-8", "surrogatepass"), "reply", setting.account)
    return compile_actions(body.actions, "reply", setting.assumptions)


def drawn(graph: Graph) -> Html:
    """A graph in its frame, or as a listing where the library for drawings is missing."""
    try:
        drawing = renderer("graph", "svg")(graph)
    except MissingExtraError:
        drawing = renderer("graph", "text")(graph)
    return picture(drawing, graph.title)
