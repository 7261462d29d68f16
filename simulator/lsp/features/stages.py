"""Stages: where replies give them, where rows and scenarios ask for them, and what renaming one changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.lsp.base.links import flows_of, links_of, naming
from simulator.lsp.base.nodes import at, items_at
from simulator.lsp.base.places import within
from simulator.model.flow.flow_file import EVERY_STAGE
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from simulator.loading.yaml.nodes import YamlNode
    from simulator.lsp.base.desk import Desk
    from simulator.lsp.base.document import EditedFile
    from simulator.model.diagnostic import Span

KEY = "clientActionId"
FIELD = f"$.payload.{KEY}"
"""The key of a scenario's `bodies` that asserts a stage."""


@frozen
class StageUse:
    """A stage that a text names: `given` by a reply, or asked for."""

    name: str
    document: EditedFile
    node: YamlScalar
    given: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.node.span


def uses(desk: Desk, flow: EditedFile) -> Iterator[StageUse]:
    """Every stage that a flow, its replies and the scenarios beside it name."""
    for root in flow.roots:
        for row in items_at(root, "replies"):
            yield from _each(flow, items_at(row, "when", KEY))
            reply = at(row, "reply")
            if isinstance(reply, YamlMap):
                yield from _each(flow, items_at(reply, KEY), given=True)
    replies = dict.fromkeys(link.path for link in links_of(flow) if link.key == "reply")
    for file in filter(None, map(desk.document, replies)):
        yield from _each(file, (node for root in file.roots for node in items_at(root, KEY)), given=True)
    for scenario in naming(desk, flow):
        yield from _each(scenario, _asserted(scenario))


def _asserted(scenario: EditedFile) -> Iterator[YamlNode]:
    for root in scenario.roots:
        for item in items_at(root, "expect", "bodies"):
            yield from items_at(item, FIELD)


def _each(document: EditedFile, nodes: Iterable[YamlNode], *, given: bool = False) -> Iterator[StageUse]:
    for node in nodes:
        if isinstance(node, YamlScalar) and node.text and not node.is_null and node.text != EVERY_STAGE:
            yield StageUse(node.text, document, node, given)


def given_stages(desk: Desk, flows: Iterable[EditedFile]) -> tuple[str, ...]:
    """The stages that replies of some flows give."""
    return tuple(dict.fromkeys(use.name for flow in flows for use in uses(desk, flow) if use.given))


def uses_near(desk: Desk, document: EditedFile) -> tuple[StageUse, ...]:
    """The stages of all flows that a text belongs to, and of those that share a reply with one of them."""
    waiting = list(flows_of(desk, document))
    seen: set[Path] = set()
    found: dict[tuple[Path, Span], StageUse] = {}
    while waiting:
        flow = waiting.pop(0)
        if flow.path in seen:
            continue
        seen.add(flow.path)
        for use in uses(desk, flow):
            found.setdefault((use.document.path, use.span), use)
        shared = {use.document.path: use.document for use in found.values() if use.document.kind != "scenario"}
        waiting += (one for file in shared.values() for one in naming(desk, file) if one.kind == "flow")
    return tuple(found.values())


def stage_at(desk: Desk, document: EditedFile, place: tuple[int, int]) -> tuple[StageUse, tuple[StageUse, ...]] | None:
    """The stage at a place, and every use of it there and elsewhere; None where no stage is named."""
    every = uses_near(desk, document)
    here = next((one for one in every if one.document.path == document.path and within(one.span, *place)), None)
    return None if here is None else (here, tuple(one for one in every if one.name == here.name))
