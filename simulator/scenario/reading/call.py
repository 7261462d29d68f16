"""The faults of a scenario, and blocks that are used and not there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from simulator.loading.calling.legs import contradict
from simulator.loading.files.texts import read_time
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.loading.yaml.reading import read
from simulator.model.scenario.scenario import FAULT_KINDS, InjectedFault, InjectedKind, ReplyFault
from simulator.model.status import PROMPT_ERRORS
from simulator.registry import nearest
from simulator.scenario.reading.kinds import ANSWER_FAULT, HTTP_STATUS, REPLY_KEYS
from simulator.scenario.reading.values import SESSION_CODE

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from simulator.loading.calling.steps import Use
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode


def read_fault(node: YamlNode, fields: Fields) -> InjectedFault | None:
    """One thing that fails: `reply`, `webhook`, `say`, `playFile`, `session` or `answer`."""
    given = fields.known(node, FAULT_KINDS, "a fault")
    if len(given) > 1:
        first, second = list(given)[:2]
        contradict(fields, node, second, f"`{first}` and `{second}`: write an entry of the list for each")
    if not given:
        if isinstance(node, YamlMap) or (isinstance(node, YamlScalar) and node.is_null):
            fields.fault("F006", node, "a fault says nothing here", "write for example say: failed")
        return None
    kind, item = next(iter(given.items()))
    return _fault(kind, item, fields)  # type: ignore[arg-type]


def _fault(kind: InjectedKind, node: YamlNode, fields: Fields) -> InjectedFault | None:
    if kind == "reply":
        return InjectedFault(kind, node.span, reply=_reply(node, fields))
    if kind == "webhook":
        return InjectedFault(kind, node.span) if fields.choice(node, ("twice",)) else None
    if kind in PROMPT_ERRORS:
        return InjectedFault(kind, node.span, PROMPT_ERRORS[kind]) if fields.choice(node, ("failed",)) else None
    if kind == "answer":
        return InjectedFault(kind, node.span, int(read(ANSWER_FAULT, node, fields) or 0))
    if isinstance(node, YamlScalar):
        return InjectedFault(kind, node.span, int(read(SESSION_CODE, node, fields) or 0))
    given = fields.known(node, ("code", "at"), "`session`")
    if "code" not in given:
        missing(fields, node, "code", "`code` of the session error")
        return None
    at = read_time(given["at"], fields) if "at" in given else None
    return InjectedFault(kind, node.span, int(read(SESSION_CODE, given["code"], fields) or 0), at)


def _reply(node: YamlNode, fields: Fields) -> ReplyFault:
    given = fields.known(node, REPLY_KEYS, "`reply`")
    if isinstance(node, YamlMap) and not given:
        hint = "write status: 500, body: ..., delay: 20s or drop: true"
        fields.fault("F006", node, "`reply` does not say what is wrong with the answer", hint)
    status = read(HTTP_STATUS, given["status"], fields) if "status" in given else None
    delay = read_time(given["delay"], fields) if "delay" in given else None
    drop = fields.boolean(given["drop"]) if "drop" in given else None
    return ReplyFault(status, _body(given["body"], fields) if "body" in given else None, delay or 0, bool(drop))


def _body(node: YamlNode, fields: Fields) -> str | None:
    if isinstance(node, YamlMap):
        return json.dumps(node.plain, ensure_ascii=False)
    return fields.text(node)


def unknown_block(use: Use, known: Map[str, object], fields: Fields) -> None:
    """Note that there is no block of this name."""
    near = nearest(use.name, known, 1)
    hint = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known) or 'none'}"
    fields.fault("F004", use.node, f"there is no block `{use.name}`", hint)
