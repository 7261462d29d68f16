"""`bodies`: fields of webhooks that were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.loading.paths import is_path, parent, steps
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import Anything, Choice, Integer, Keys, ListOf
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlMap
from simulator.loading.yaml.reading import read
from simulator.model.scenario.miss import Miss, written
from simulator.model.scenario.scenario import BodyCheck
from simulator.registry import nearest
from simulator.scenario.expectations.base.known import unsaved
from simulator.scenario.reading.values import filled
from simulator.webhooks.base.fields import envelope
from simulator.webhooks.base.known import expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY, ORDER = "bodies", 100
_TYPE, _FIELD = Choice(expected(), "the type of the webhook"), Form(r"\$[\s\S]+")
KIND = ListOf(
    Keys(
        "an item of `bodies`",
        {"type": filled(_TYPE), "at": filled(Integer(1), "which of its type, from 1")},
        "",
        ("type",),
        (_FIELD, Anything("what the field at this path holds; null: nothing, or it is absent")),
    ),
    "fields of webhooks that were sent",
)
NULLABLE = False
TOP = tuple(envelope({}, "", ""))
"""What stands at the top of every webhook."""
ALIKE = 0.85
"""From so much likeness of 1 on a name is taken for another, misspelt: `dtmff`, `clientActionID`."""
saved = unsaved


def value_of(node: YamlNode, fields: Fields) -> tuple[BodyCheck, ...]:
    """Each item; those at fault are left out."""
    return fields.listing(node, lambda item: _item(item, fields))


def _item(node: YamlNode, fields: Fields) -> BodyCheck | None:
    paths = tuple(key for key in node.items if _FIELD.fullmatch(key)) if isinstance(node, YamlMap) else ()
    given = fields.known(node, ("type", "at", *paths), "an item of `bodies`")
    if "type" not in given:
        missing(fields, node, "type", "`type` of the webhook")
        return None
    for path in paths:
        _judge(node, path, fields)
    kind = read(_TYPE, given["type"], fields)
    at = fields.integer(given["at"], 1) if "at" in given else 1
    assert isinstance(node, YamlMap)
    return BodyCheck(kind, at or 1, {path: node.items[path].plain for path in paths})


def _judge(node: YamlNode, path: str, fields: Fields) -> None:
    """Note what is no path, and a `null` at one where nothing can ever stand: it would hold in every call."""
    assert isinstance(node, YamlMap)
    if not is_path(path):
        hint = "write $.payload.name, $.list[0] or $['odd name']"
        fields.fault("F004", node, f"`{path}` is no path", hint, node.keys[path])
    elif node.items[path].plain is None and (first := next(steps(path))) not in TOP:
        near = nearest(f"{first}", TOP, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"at the top stand {', '.join(TOP)}: write $.payload{path[1:]}"
        fields.fault("F004", node, f"no webhook has `{first}` at its top", hint, node.keys[path])


def check(value: tuple[BodyCheck, ...], run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """Each item names a webhook by its type and number, and the fields that it must have."""
    for number, item in enumerate(value):
        bodies = [webhook.body for webhook in run.webhooks if webhook.type == item.type]
        if len(bodies) < item.at:
            yield Miss(f"{item.type} number {item.at}", f"{len(bodies)} of type {item.type}", (number,))
            continue
        for path, wanted in item.fields.items():
            found = at_path(bodies[item.at - 1], path)
            if found != wanted or isinstance(found, bool) is not isinstance(wanted, bool):
                yield Miss(f"{path}: {_json(wanted)}", f"{path}: {_json(found)}", (number, path), found)
            elif wanted is None and (near := _misspelt(bodies[item.at - 1], path)):
                yield Miss(f"{path}: null", f"nothing is there, but `{near}` is", (number, path), severity="warn")


def _misspelt(body: Any, path: str) -> str:
    """The name beside an absent field that it was probably meant to be; "" where none is that near."""
    above, name = at_path(body, parent(path)), [*steps(path)][-1]
    if not isinstance(above, dict) or name in above:
        return ""
    found = ((_likeness(f"{name}", known), known) for known in above)
    return max((one for one in found if one[0] >= ALIKE), default=(0, ""))[1]


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # only a `null` that holds asks

    return SequenceMatcher(None, one.lower(), other.lower()).ratio()


def at_path(body: Any, path: str) -> Any:
    """What stands at a JSON path, None where nothing does."""
    for step in steps(path):
        try:
            body = body[step]
        except (KeyError, IndexError, TypeError):
            return None
    return body


def _json(value: Any) -> str:
    return written((value,))[1:-1]
