"""`error`: the session error, or null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.kinds import AnyOf, Null
from simulator.model.status import SESSION_ERRORS
from simulator.scenario.expectations.base.simple import equal, is_null, read_code
from simulator.scenario.expectations.session import ending
from simulator.scenario.reading.values import LATER, SESSION_CODE
from simulator.scenario.writing import yaml_words as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.scenario.miss import Miss
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY, ORDER = "error", 30
KIND = AnyOf((SESSION_CODE, Null(), LATER), "the session error; null where there is none")
NULLABLE = True


def value_of(node: YamlNode, fields: Fields) -> int | None:
    """The code, None for none."""
    return None if is_null(node) else read_code(SESSION_CODE, node, fields)


def check(value: int | None, run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """The code in the session summary's `errorDetails`."""
    ended = ending(run)
    found = ended.error if ended else None
    return equal(value, found, f"{found} {SESSION_ERRORS[found].message}" if found is not None else "")


def saved(run: DryRun, _seen: Listened) -> Iterator[str]:
    """With the message."""
    if (ended := ending(run)) is not None:
        why = "none" if ended.error is None else words.comment(SESSION_ERRORS[ended.error].message)
        yield f"error: {words.value(ended.error)}  # {why}"
