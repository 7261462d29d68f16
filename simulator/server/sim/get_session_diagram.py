"""GET /_sim/sessions/{sessionId}/diagram: the lists that a call has come to, drawn; the way is told by its events."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, TypedDict

from simulator.errors import MissingExtraError
from simulator.model.drawing.graph import graph_of
from simulator.render.formats import renderer
from simulator.render.page.diagram import compiled, lists
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.beside import beside
from simulator.server.sim.base.sessions import SEEN, UNKNOWN, found, seen, unknown

if TYPE_CHECKING:
    from simulator.model.machine.table import Table
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/sessions/{sessionId}/diagram", plain_error
SUMMARY = "Draw the lists of a session: SVG where the extra `svg` is there, else a listing; edges in drawn order"
DRAWN = 64
"""Drawings that are remembered."""
_one_at_a_time = Lock()


class DrawnList(TypedDict):
    """One list; `svg` is null where nothing can draw, `text` is a listing then. `edges` are pairs of states."""

    digest: str
    title: str
    svg: str | None
    text: str
    edges: list[list[str]]


class DiagramShown(TypedDict):
    """The lists of a session, in the order in which they came."""

    lists: list[DrawnList]


ANSWER, REFUSED, HEADERS = DiagramShown, UNKNOWN, SEEN


async def answer(asked: Incoming) -> Outgoing:
    """One drawing for each list, by its digest, in the order in which they came."""
    session = found(asked)
    if session is None:
        return unknown(asked)
    result, headers = session.result, seen(asked)
    tables = [(digest, title, compiled(result, reply).table) for digest, (title, reply) in lists(result).items()]
    drawn = await beside(lambda: [_drawn(*one) for one in tables])
    body: DiagramShown = {"lists": drawn}
    return Outgoing(200, body, headers)


def _drawn(digest: str, title: str, table: Table) -> DrawnList:
    with _one_at_a_time:
        svg, text, edges = _known(table, title)
    return {"digest": digest, "title": title, "svg": svg, "text": text, "edges": edges}


@lru_cache(DRAWN)
def _known(table: Table, title: str) -> tuple[str | None, str, list[list[str]]]:
    graph = graph_of(table, title)
    edges = [[edge.source, edge.dest] for edge in graph.edges]
    try:
        return renderer("graph", "svg")(graph), "", edges
    except MissingExtraError:
        return None, renderer("graph", "text")(graph), edges
