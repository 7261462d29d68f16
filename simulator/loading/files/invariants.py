"""The `invariants` of a flow file become data; what is at fault is a finding with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.files.invariant_keys import CONDITIONS, EARLY, INVARIANT_KEYS, SCOPE, keys_of
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlMap
from simulator.loading.yaml.reading import read
from simulator.model.call.legs import parse_time
from simulator.model.flow.invariant import INVARIANT_KINDS, Invariant, Limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.loading.files.invariant_keys import ConditionRow
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.flow.conditions import InvariantCondition


def read_invariant(node: YamlNode, fields: Fields, file: str) -> Invariant | None:
    """One invariant; None where something in it is at fault."""
    before = len(fields.findings)
    given = fields.known(node, INVARIANT_KEYS, "an invariant")
    name = fields.text(given["name"]) if "name" in given else None
    kind = _the_one(node, given, INVARIANT_KINDS, fields, "an invariant", len(fields.findings) == before)
    if kind is None:
        return None
    body, row = given[kind], INVARIANT_KINDS[kind]
    known = len(fields.findings)
    parts = fields.known(body, keys_of(row), f"`{kind}`")
    chosen = _the_one(body, parts, CONDITIONS, fields, f"`{kind}`", len(fields.findings) == known)
    if chosen is None:
        return None
    bounds = [key for key in row.bounds if key in parts]
    if row.either and len(bounds) > 1 and isinstance(body, YamlMap):
        what = f"`{bounds[0]}` and `{bounds[1]}` stand in one `{kind}`: `within` counts from the beginning of the call"
        fields.fault("F007", parts[bounds[1]], what, "keep one of the two", body.keys[bounds[1]])
    condition = CONDITIONS[chosen].read(parts[chosen], fields)
    scope = {key: _moment(key, parts[key], fields) for key in SCOPE if key in parts}
    within = _limit(parts["within"], CONDITIONS[chosen], fields) if "within" in parts else None
    if condition is None or len(fields.findings) > before:
        return None
    return Invariant(row, condition, scope.get("before"), scope.get("after"), within, name, file, node.span)


def _the_one(
    node: YamlNode, given: Mapping[str, YamlNode], choices: Iterable[str], fields: Fields, what: str, sound: bool
) -> str | None:
    """The one key of several that is needed; a misspelt one is told already, and the others are not missed then."""
    here = [key for key in choices if key in given]
    names = ", ".join(f"`{key}`" for key in choices)
    if len(here) > 1 and isinstance(node, YamlMap):
        both = f"`{here[0]}` and `{here[1]}` stand in one: {what} says one thing of"
        fields.fault("F007", given[here[1]], f"{both} {names}", "keep one of the two", node.keys[here[1]])
        return None
    if not here and sound:
        missing(fields, node, next(iter(choices)), f"one of {names}, which {what} needs,")
    return here[0] if here else None


def _moment(key: str, node: YamlNode, fields: Fields) -> InvariantCondition | None:
    """What bounds a scope."""
    before = len(fields.findings)
    given = fields.known(node, EARLY, f"`{key}`")
    chosen = _the_one(node, given, EARLY, fields, f"`{key}`", len(fields.findings) == before)
    return EARLY[chosen].read(given[chosen], fields) if chosen else None


def _limit(node: YamlNode, row: ConditionRow, fields: Fields) -> Limit | None:
    text = read(row.limit, node, fields)
    if text is None:
        return None
    amount, _, keys = text.partition(" ")
    return Limit(int(amount), "keys") if keys else Limit(parse_time(amount), "ms")
