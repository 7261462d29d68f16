"""Where a name leads: the file that is named, where a stage comes from and goes to, the block that is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.lsp.base.links import links_of
from simulator.lsp.base.nodes import at, spot_at
from simulator.lsp.base.places import within
from simulator.lsp.features.stages import stage_at
from simulator.model.diagnostic import Span
from simulator.model.record import frozen

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.lsp.base.desk import Desk
    from simulator.lsp.base.document import EditedFile


@frozen
class FilePlace:
    """A stretch of a file."""

    path: Path
    span: Span


def definition(desk: Desk, document: EditedFile, place: tuple[int, int]) -> list[FilePlace]:
    """Where the name at a place is explained: a file, the replies that give a stage or the rows that it leads to."""
    for link in links_of(document):
        if within(link.node.span, *place):
            return [FilePlace(link.path, Span())] if desk.document(link.path) else []
    found = stage_at(desk, document, place)
    if found is not None:
        here, every = found
        return [FilePlace(one.document.path, one.span) for one in every if one.given != here.given]
    return _block(document, place)


def _block(document: EditedFile, place: tuple[int, int]) -> list[FilePlace]:
    """Where the block of a scenario stands that a step uses."""
    spot = spot_at(document.roots, *place)
    if spot is None or spot.steps[-1:] != ("use",) or not isinstance(spot.node, YamlScalar):
        return []
    for root in (spot.root, *document.roots):
        blocks = at(root, "blocks")
        if isinstance(blocks, YamlMap) and spot.node.text in blocks.items:
            return [FilePlace(document.path, blocks.keys[spot.node.text])]
    return []


def references(desk: Desk, document: EditedFile, place: tuple[int, int]) -> list[FilePlace]:
    """Everywhere that the stage at a place is named."""
    found = stage_at(desk, document, place)
    return [FilePlace(one.document.path, one.span) for one in found[1]] if found else []
