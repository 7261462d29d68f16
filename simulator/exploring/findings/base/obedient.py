"""Places at which a caller who does as told does not succeed, with the keys of such a caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.announcing.told import told
from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.words import in_short
from simulator.model.call.keys import FIRST_KEY_MS, NEXT_KEY_MS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.behaviour.behaviour import Place
    from simulator.model.behaviour.obstacle import Obstacle, ObstacleKind
    from simulator.model.behaviour.way import Way


def obstructed(sight: Sight, kinds: Container[ObstacleKind]) -> Iterator[Remark]:
    """Every obstacle of these kinds, once for each place, with the way there and the keys that fail."""
    for point, place, _ in sight.first_tries():
        for obstacle in place.obstacles:
            if obstacle.kind in kinds and not _told_elsewhere(sight, place, obstacle):
                yield Remark(
                    place.id,
                    f"{in_short(place)}: {obstacle.message}",
                    obstacle.hint,
                    _obeying(sight.routes.to(point), obstacle.keys[0]),
                )


def _told_elsewhere(sight: Sight, place: Place, obstacle: Obstacle) -> bool:
    """Whether callers may know from another prompt that hash ends a number; after a choice nobody thinks of that."""
    if obstacle.kind != "openEnded" or {*obstacle.keys} <= {*place.announced}:
        return False
    captures = (one for one in sight.behaviour.places.values() if one.kind == "capture" and one.id != place.id)
    return any(told(words, one.voice).closing for one in captures for words in one.words)


def _obeying(way: Way, keys: str) -> Way:
    """The way to a place, and on by these keys."""
    script = " ".join(filter(None, (way.dtmf, keys)))
    ms = way.ms + FIRST_KEY_MS + NEXT_KEY_MS * len(keys)
    return evolve(way, dtmf=script, keys=way.keys + len(keys), moves=way.moves + 1, ms=ms)
