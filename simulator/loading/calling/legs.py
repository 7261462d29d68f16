"""One leg: what a dial comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.files.texts import read_time
from simulator.loading.yaml.kinds import Integer
from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.loading.yaml.reading import read
from simulator.model.call.leg_outcomes import ANSWERED, leg_names, leg_row
from simulator.model.call.legs import SIP_HIGHEST, SIP_LOWEST
from simulator.model.call.outcome import LegOutcome

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode

SIP = Integer(SIP_LOWEST, SIP_HIGHEST)


def read_leg(node: YamlNode, fields: Fields, more: tuple[str, ...] = ()) -> LegOutcome | None:
    """`busy`, `{answered: 6s, talks: 20s}`, `{failed: 404}`; `more` keys of a mapping are left to the caller."""
    if isinstance(node, YamlScalar):
        result = fields.choice(node, leg_names())
        return LegOutcome(result) if result else None
    given = fields.known(node, (*leg_names(), "talks", *more), "a leg" if not more else "a line")
    results = [key for key in given if key in leg_names()]
    if len(results) > 1:
        contradict(fields, node, results[1], f"`{results[0]}` and `{results[1]}`: a dial comes to one thing")
    if isinstance(node, YamlMap) and not given:
        what = "a leg says nothing here" if not more else "a line says nothing here"
        fields.fault("F006", node, what, "write busy, or {answered: 6s, talks: 20s}")
    result = results[0] if results else ANSWERED
    talks = read_time(given["talks"], fields) if "talks" in given else None
    if leg_row(result).detail == "sip":
        return LegOutcome(result, talks=talks, sip=read(SIP, given[result], fields))
    after = read_time(given[result], fields) if result in given else None
    return LegOutcome(result, after, talks)


def contradict(fields: Fields, node: YamlNode, key: str, what: str) -> None:
    """Note that a key says another thing than one before it."""
    place = node.keys[key] if isinstance(node, YamlMap) else node.span
    fields.fault("F007", node, what, "keep one of the two", place)
