"""Compile a body: its table and its machine, drawn in a notebook."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from attrs import field

from simulator.api.flow import load
from simulator.errors import MissingExtraError
from simulator.model.record import frozen
from simulator.render.shown import fitting
from simulator.running.compiling import compile_source

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from transitions import Machine

    from simulator.api.flow import AccountGiven, At, FlowGiven, FlowKind
    from simulator.compiler.compiled import Compiled
    from simulator.model.drawing.graph import Graph
    from simulator.model.machine.table import Table


def _content(compiled: Compiled) -> Hashable:
    return compiled.digest, compiled.kind, compiled.table


@frozen
class CompiledFlow:
    """A compiled list of actions; `path` is what a drawing highlights: names of states."""

    compiled: Compiled = field(eq=_content)
    title: str
    path: tuple[str, ...] = ()

    @property
    def machine(self) -> Machine:
        """A fresh stock `transitions.Machine`, its own model: `machine.trigger("digit", key="4")`.

        What is done to it changes no later run.
        """
        return self.compiled.machine

    @property
    def table(self) -> Table:
        """The transition table that everything reads."""
        return self.compiled.table

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that stand for the list's content."""
        return self.compiled.digest

    def highlight(self, path: Iterable[str]) -> CompiledFlow:
        """The same flow with the states of a path marked in its drawings."""
        return CompiledFlow(self.compiled, self.title, tuple(path))

    def graph(self) -> Graph:
        """The neutral graph that every drawing is made from."""
        from simulator.model.drawing.graph import graph_of

        graph = graph_of(self.table, self.title)
        return graph.highlight(self.path) if self.path else graph

    def render(self, format: str = "text") -> str:  # noqa: A002 - the option's own name
        """The machine in a format of `callflow graph`. Raises UsageError for an unknown one."""
        from simulator.render.formats import renderer

        return renderer("graph", format)(self.graph())

    def __str__(self) -> str:
        return self.render()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """An SVG where the extra for it is installed, and always the listing."""
        bundle = {"text/plain": self.render()}
        with suppress(MissingExtraError):
            bundle["image/svg+xml"] = fitting(self.render("svg"))
        return bundle


def compile(  # noqa: A001 - what it does, in the field's own word
    source: FlowGiven,
    *,
    kind: FlowKind | None = None,
    account: AccountGiven | None = None,
    at: At | None = None,
) -> CompiledFlow:
    """Compile a body into its transition table and machine; for the arguments see `load`.

    Raises RefusedError, with every diagnostic, where the platform would refuse the body.
    """
    from simulator.model.assumptions import DEFAULT_INSTANT

    loaded = load(source, kind=kind, account=account, at=at).source.or_at(DEFAULT_INSTANT)
    return CompiledFlow(compile_source(loaded), loaded.file or "call flow")
