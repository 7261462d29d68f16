"""Which keys `expect` has: a file of this package each, and no list of them anywhere else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from simulator.registry import modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.kinds import FieldKind
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.scenario.miss import Miss
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened
    from simulator.scenario.writing.retold import Retold


class Expectation(Protocol):
    """What the file of a key declares."""

    KEY: str
    ORDER: int
    """Where it stands among the keys, in schemas and in saved files."""
    KIND: FieldKind
    """What it may hold; the JSON Schema is made of it."""
    NULLABLE: bool
    """Whether null says something: there is none."""

    def value_of(self, node: YamlNode, fields: Fields, /) -> Any:
        """Its value as `check` takes it; what is at fault is noted in `fields`."""
        ...

    def check(self, value: Any, run: DryRun, seen: Listened, /) -> Iterator[Miss]:
        """What of it does not hold in a run."""
        ...

    def saved(self, run: DryRun, seen: Retold, /) -> Iterator[str]:
        """The lines by which a saved scenario expects what came of its call; none where it says nothing of it.

        `seen.exact` says whether it is to leave nothing open.
        """
        ...


@cache
def expectations() -> dict[str, Expectation]:
    """Every key, in order."""
    known = cast("tuple[Expectation, ...]", modules("simulator.scenario.expectations"))
    return {one.KEY: one for one in sorted(known, key=lambda one: one.ORDER)}


def unsaved(_run: DryRun, _seen: Listened) -> Iterator[str]:
    """The `saved` of a key of which a saved scenario says nothing."""
    return iter(())
