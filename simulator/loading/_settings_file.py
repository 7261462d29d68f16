"""The `assumptions` of an account file: a preset, and any single setting laid over it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import attrs

from simulator.model.assumptions import PRESETS, SETTINGS, Assumptions

if TYPE_CHECKING:
    from simulator.loading.yaml_fields import Fields
    from simulator.loading.yaml_nodes import Node

_LEAST = {"defaultNoOfTries": 1, "defaultOverallTimeout": 1, "defaultMaxDigits": 1, "maxBodyBytes": 1, "maxNesting": 1}
_MOST = {"defaultMaxDigits": 25}
_LONGEST_MS = 365 * 24 * 3600 * 1000
_SLOWEST, _FASTEST = 0.1, 1000.0


def read_assumptions(node: Node, fields: Fields, base: Assumptions) -> Assumptions:
    """The settings that a node gives, laid over its preset or over `base`; those at fault keep their value."""
    given = fields.known(node, ("preset", *SETTINGS), "`assumptions`")
    preset = fields.choice(given.pop("preset"), PRESETS) if "preset" in given else None
    settings = PRESETS[preset] if preset else base
    values = {SETTINGS[name].name: _setting(name, item, fields) for name, item in given.items()}
    return attrs.evolve(settings, **{key: value for key, value in values.items() if value is not None})


def kind_of(name: str) -> Any:
    """The type of a setting: bool, int, a Literal of texts, or dict[str, float]."""
    return _kinds()[SETTINGS[name].name]


@cache
def _kinds() -> dict[str, Any]:
    return get_type_hints(Assumptions)


def _setting(name: str, node: Node, fields: Fields) -> Any:
    kind = kind_of(name)
    if kind is bool:
        return fields.boolean(node)
    if kind is int:
        return fields.integer(node, _LEAST.get(name, 0), _MOST.get(name, _LONGEST_MS))
    if get_origin(kind) is dict:
        rates = {
            key: fields.number(item, _SLOWEST, _FASTEST) for key, item in fields.mapping(node, f"`{name}`").items()
        }
        return {key: rate for key, rate in rates.items() if rate is not None}
    return fields.choice(node, get_args(kind))
