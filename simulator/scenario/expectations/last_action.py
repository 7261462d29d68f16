"""`lastAction`: the action that was running at the end, or ran last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.actions.base.known import actions
from simulator.loading.yaml.kinds import AnyOf, Choice, Null
from simulator.loading.yaml.reading import read
from simulator.scenario.expectations.base.simple import equal, is_null
from simulator.scenario.expectations.session import ending
from simulator.scenario.reading.values import LATER
from simulator.scenario.writing import yaml_words as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.scenario.miss import Miss
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY, ORDER = "lastAction", 40
_ACTION = Choice(tuple(action.SUMMARY for action in actions().values()))
KIND = AnyOf((_ACTION, Null(), LATER), "the action that ran last")
NULLABLE = True


def value_of(node: YamlNode, fields: Fields) -> str | None:
    """The action in a summary's spelling, None for none."""
    return None if is_null(node) else read(_ACTION, node, fields)


def check(value: str | None, run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """As the session summary spells it: MAKE_CALL, SAY_AND_CAPTURE, ..."""
    return equal(value, ended.last_action if (ended := ending(run)) else None)


def saved(run: DryRun, _seen: Listened) -> Iterator[str]:
    """What the session summary says."""
    if (ended := ending(run)) is not None:
        yield f"lastAction: {words.value(ended.last_action)}  # the action that ran last"
