"""`webhooks`: how many of each type are sent, exactly; types that are not named are not checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.kinds import FieldKind, Integer, Keys
from simulator.model.scenario.miss import Miss
from simulator.scenario.reading.values import filled
from simulator.webhooks.base.known import expected
from simulator.webhooks.base.sent import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY, ORDER = "webhooks", 80
_TYPES: dict[str, FieldKind] = dict.fromkeys(expected(), filled(Integer(0, doc="how many of this type, exactly")))
KIND = Keys("`webhooks`", _TYPES, "how many of each type are sent, exactly")
NULLABLE = False


def value_of(node: YamlNode, fields: Fields) -> dict[str, int | None]:
    """A number for each type that is named."""
    given = fields.known(node, _TYPES, "`webhooks`")
    return {kind: fields.integer(item, 0) for kind, item in given.items()}


def check(value: dict[str, int], run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """They are counted, and none of the bodies is built."""
    sent = counted(run.call.facts) if run.call else {}
    for kind, count in value.items():
        found = sent.get(kind, 0)
        if found != count:
            yield Miss(f"{kind}: {count}", f"{kind}: {found}", (kind,), found)


def saved(run: DryRun, _seen: Listened) -> Iterator[str]:
    """How many there were, of every type."""
    if run.call is not None:
        sent = counted(run.call.facts)
        counts = ", ".join(f"{kind}: {sent.get(kind, 0)}" for kind in _TYPES)
        yield f"webhooks: {{{counts}}}  # how many of each type were sent"
