"""`session`: how the session ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.compiler.session import ENDINGS
from simulator.loading.yaml.kinds import AnyOf, Choice, Null
from simulator.loading.yaml.reading import read
from simulator.model.call.event import Ended
from simulator.model.call.words import clock
from simulator.scenario.expectations.base.simple import equal, is_null
from simulator.scenario.reading.values import LATER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.scenario.miss import Miss
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY, ORDER = "session", 20
_STATUS = Choice(ENDINGS)
KIND = AnyOf((_STATUS, Null(), LATER), "the session's status; null where there is no session")
NULLABLE = True


def value_of(node: YamlNode, fields: Fields) -> str | None:
    """The status, None for none."""
    return None if is_null(node) else read(_STATUS, node, fields)


def check(value: str | None, run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """The session's status; null where the request was refused or the simulator stopped the call."""
    return equal(value, ended.status if (ended := ending(run)) else None)


def ending(run: DryRun) -> Ended | None:
    """The end of the session, where it came to one."""
    last = run.call.trace[-1] if run.call else None
    return last if isinstance(last, Ended) else None


def saved(run: DryRun, _seen: Listened) -> Iterator[str]:
    """With the length of the call, or why there is no session."""
    if run.call is None:
        yield "session: null  # the request was refused: there was no call"
    elif (ended := ending(run)) is None:
        yield "session: null  # the simulator stopped the call"
    else:
        yield f"session: {ended.status}  # after {clock(ended.at)}"
