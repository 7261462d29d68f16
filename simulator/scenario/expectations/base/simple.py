"""Expectations of one value: how it is read, and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.loading.yaml.nodes import YamlScalar
from simulator.loading.yaml.reading import read
from simulator.model.scenario.miss import Miss, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.kinds import Choice
    from simulator.loading.yaml.nodes import YamlNode


def is_null(node: YamlNode) -> bool:
    """Whether it says that there is none."""
    return isinstance(node, YamlScalar) and node.is_null and not node.commented


def read_code(choice: Choice, node: YamlNode, fields: Fields) -> int | None:
    """One of several codes."""
    text = read(choice, node, fields)
    return None if text is None else int(text)


def equal(expected: Any, found: Any, shown: str = "") -> Iterator[Miss]:
    """A miss where the two differ; `shown` says more of what was found."""
    if expected != found:
        yield Miss(written(expected), shown or written(found), now=found)
