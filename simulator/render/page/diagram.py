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
    from collections.abc import Iterator

    from simulator.compiler.compiled import Compiled
    from simulator.model.drawing.graph import Graph
    from simulator.render.page.markup import Html
    from simulator.running.result import CallResult


def diagrams(call: CallResult) -> list[Html]:
    """A drawing for each list that the call went through, once each, with every state it passed."""
    return [_drawn(graph) for graph in graphs(call)]


def graphs(call: CallResult) -> list[Graph]:
    """The graphs of those lists; a list that is met again is drawn once, with both paths."""
    known = dict(_lists(call))
    paths: dict[str, list[str]] = {}
    path: list[str] = []
    for event in call.trace:
        if isinstance(event, Began):
            path = paths.setdefault(event.digest, [])
            path.append(event.state)
        elif isinstance(event, Moved):
            path.append(event.state)
    return [
        graph_of(known[digest][1].table, known[digest][0]).highlight(states)
        for digest, states in paths.items()
        if digest in known
    ]


def _lists(call: CallResult) -> Iterator[tuple[str, tuple[str, Compiled]]]:
    setting = call.setting
    yield setting.compiled.digest, ("The request", setting.compiled)
    for event in call.trace:
        if isinstance(event, Replied) and event.digest is not None and event.body:
            body = read_body(event.body.encode("utf-8", "surrogatepass"), "reply", setting.account)
            stage = (
                f"The reply {event.client_action_id}" if event.client_action_id else "A reply without clientActionId"
            )
            yield event.digest, (stage, compile_actions(body.actions, "reply", setting.assumptions))


def _drawn(graph: Graph) -> Html:
    try:
        drawing = renderer("graph", "svg")(graph)
    except MissingExtraError:
        drawing = renderer("graph", "text")(graph)
    return picture(drawing, graph.title)
