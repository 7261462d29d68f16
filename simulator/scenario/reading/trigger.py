"""The trigger of a scenario: which program is poked, and which call flow it is to send."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from simulator.loading.files.texts import read_time
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlScalar
from simulator.loading.yaml.reading import read
from simulator.model.flow.where import address
from simulator.model.number import plus
from simulator.model.scenario.scenario import WITHIN, ProgramTrigger
from simulator.scenario.reading.kinds import DIALLED, TRIGGER_KEYS

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode

LONGEST = 300_000
"""Ms that a program may take at most to send its call flow."""


def read_trigger(node: YamlNode, fields: Fields) -> ProgramTrigger | None:
    """What `trigger` says; None where it does not say which program."""
    given = fields.known(node, TRIGGER_KEYS, "`trigger`")
    if "post" not in given:
        if not isinstance(node, YamlScalar):
            missing(fields, node, "post", "`post`, the address of your program,")
        return None
    post = _address(given["post"], fields)
    if post is None:
        return None
    return ProgramTrigger(
        post,
        given["post"].span,
        _body(given["json"], fields) if "json" in given else b"{}",
        (_within(given["within"], fields) if "within" in given else None) or WITHIN,
        _number(given["destination"], fields) if "destination" in given else None,
    )


def _address(node: YamlNode, fields: Fields) -> str | None:
    text = fields.text(node)
    try:
        return None if text is None else address(text)
    except ValueError as error:
        fields.fault("F004", node, f"`{text}` is no address that can be posted to", str(error))
        return None


def _body(node: YamlNode, fields: Fields) -> bytes:
    fields.mapping(node, "`json`")
    return json.dumps(node.plain, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _within(node: YamlNode, fields: Fields) -> int | None:
    found = read_time(node, fields)
    if found is None or 0 < found <= LONGEST:
        return found
    fields.fault("F004", node, f"`within` is {found} ms", f"write more than 0 and at most {LONGEST // 1000}s")
    return None


def _number(node: YamlNode, fields: Fields) -> str | None:
    found: str | None = read(DIALLED, node, fields)
    return None if found is None else plus(found)
