"""The `assumptions` of an account file: a preset, and any single setting laid over it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import attrs

from simulator.loading.yaml.kinds import Boolean, Choice, Integer, Keys, MapOf, Number
from simulator.loading.yaml.reading import read, read_map
from simulator.model.assumptions import PRESETS, SETTINGS, Assumptions

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.kinds import FieldKind
    from simulator.loading.yaml.nodes import YamlNode

_LEAST = {"defaultNoOfTries": 1, "defaultOverallTimeout": 1, "defaultMaxDigits": 1, "maxBodyBytes": 1, "maxNesting": 1}
_MOST = {"defaultMaxDigits": 25}
_LONGEST_MS = 365 * 24 * 3600 * 1000
_SLOWEST, _FASTEST = 0.1, 1000.0


def read_assumptions(node: YamlNode, fields: Fields, base: Assumptions) -> Assumptions:
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


def setting_kind(name: str) -> Boolean | Integer | MapOf | Choice:
    """What a setting may hold, declared by the type of its field."""
    kind, doc = kind_of(name), SETTINGS[name].metadata["doc"]
    if kind is bool:
        return Boolean(doc)
    if kind is int:
        return Integer(_LEAST.get(name, 0), _MOST.get(name, _LONGEST_MS), doc)
    if get_origin(kind) is dict:
        return MapOf(f"`{name}`", Number(_SLOWEST, _FASTEST), doc)
    return Choice(get_args(kind), doc)


def assumptions_kind() -> Keys:
    """What `assumptions` may hold: a preset, and any single setting."""
    preset = Choice(tuple(PRESETS), "a named set of settings: guide (the default) or schema")
    settings: dict[str, FieldKind] = {name: setting_kind(name) for name in SETTINGS}
    return Keys("`assumptions`", {"preset": preset, **settings}, "behaviours that the vendor does not publish")


def _setting(name: str, node: YamlNode, fields: Fields) -> Any:
    kind = setting_kind(name)
    return read_map(kind, node, fields) if isinstance(kind, MapOf) else read(kind, node, fields)
