"""`inbound: {source, destination}`: a call that comes in, in flow and scenario files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.files.phones import CALLER, PHONE
from simulator.loading.yaml.kinds import Keys, Text
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.reading import read
from simulator.model.flow.flow_file import Inbound

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode

NUMBERS: dict[str, Text] = {"source": CALLER, "destination": PHONE}
INBOUND = Keys("`inbound`", NUMBERS, "a call that comes in, instead of a request", tuple(NUMBERS))
_ANY = "+10000000"


def read_inbound(node: YamlNode, fields: Fields) -> Inbound:
    """The call that a node describes; a number that is missing or wrong is noted in `fields`."""
    given = fields.known(node, NUMBERS, "`inbound`")
    numbers = dict.fromkeys(NUMBERS, _ANY)
    for key, kind in NUMBERS.items():
        if key not in given:
            missing(fields, node, key, f"`{key}` of the call that comes in")
            continue
        found = read(kind, given[key], fields)
        numbers[key] = numbers[key] if found is None else found
    return Inbound(**numbers)
