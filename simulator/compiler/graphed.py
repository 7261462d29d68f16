"""A stock machine that draws itself as those of `transitions`: `machine.get_graph().draw("menu.svg", prog="dot")`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from transitions import Machine

from simulator.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator


class GraphedMachine(Machine):
    """A `transitions.Machine` that is its own model, with `get_graph`."""

    if TYPE_CHECKING:
        state: str

    def get_graph(self, title: str = "", *, show_roi: bool = False) -> Any:
        """A `pygraphviz.AGraph` of its states and transitions as they are now, the state that it is in marked.

        `show_roi` leaves what can come next. Raises MissingExtraError without the extra `svg`.
        """
        if find_spec("pygraphviz") is None:
            raise MissingExtraError(
                "get_graph needs pygraphviz, which is not installed: pip install 'callflow-simulator[svg]'"
            )
        from transitions.extensions import GraphMachine

        drawn = GraphMachine(
            model=_Standing(),
            states=list(self.states),
            initial=self.state,
            transitions=list(self._drawn()),
            auto_transitions=False,
            send_event=True,
            show_conditions=True,
            title=title or type(self).__name__,
        )
        graph: Any = drawn.models[0].get_graph(title=title or None, show_roi=show_roi)
        for state, label in self._labels():
            if graph.has_node(state):
                graph.get_node(state).attr["label"] = label
        return graph

    def _drawn(self) -> Iterator[dict[str, Any]]:
        for name, event in self.events.items():
            for one in (one for some in event.transitions.values() for one in some):
                holds: dict[bool, list[Any]] = {True: [], False: []}
                for condition in one.conditions:
                    holds[condition.target].append(condition.func)
                ends = {"source": one.source, "dest": one.dest}
                yield {"trigger": name, **ends, "conditions": holds[True], "unless": holds[False]}

    def _labels(self) -> Iterator[tuple[str, str]]:
        """States that are called something else where they are drawn."""
        yield from ()


class _Standing:
    """Something that is in a state."""
