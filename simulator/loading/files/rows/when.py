"""The `when` of a table's row: stage, digits and call status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from simulator.loading.files.flow_fields import HOURS, KEYS_PRESSED, WHEN
from simulator.loading.yaml.nodes import YamlList, YamlMap, YamlScalar, described
from simulator.model.call.event import CallStatus
from simulator.model.flow.flow_file import When
from simulator.registry import nearest

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.flow.flow_file import DigitsForm
    from simulator.model.flow.hours import Hours

_FORMS = 'a text of keys ("1"), a list of such, /a regular expression/, null, or other'

Digits = tuple["DigitsForm", tuple[str, ...]]


def read_when(node: YamlNode, row: dict[str, YamlNode], fields: Fields) -> tuple[When, ...]:
    """When a row answers, once for each stage that it names; what is at fault is a finding and counts as not named.

    `row` are the keys of the row, beside `when`, which may name its hours too.
    """
    given = fields.known(node, WHEN, "`when`")
    stages = _stages(given["clientActionId"], fields) if "clientActionId" in given else (None,)
    status = fields.choice(given["callStatus"], get_args(CallStatus)) if "callStatus" in given else None
    form: DigitsForm = "any"
    texts: tuple[str, ...] = ()
    # A null is a value here, which `known` does not give: it stands for "nothing was captured".
    if isinstance(node, YamlMap) and "digits" in node.items:
        form, texts = _digits(node.items["digits"], fields)
    hours = _hours(given, row, fields)
    return tuple(When(stage, form, texts, status, hours) for stage in stages)  # type: ignore[arg-type]


def _hours(when: dict[str, YamlNode], row: dict[str, YamlNode], fields: Fields) -> Hours | None:
    if HOURS.keys().isdisjoint(when) and HOURS.keys().isdisjoint(row):
        return None
    from simulator.loading.files.rows.hours import read_hours  # few rows name any, and clocks take time to import

    return read_hours(when, row, fields)


def _stages(node: YamlNode, fields: Fields) -> tuple[str | None, ...]:
    if not isinstance(node, YamlList):
        return (fields.text(node),)
    listed = tuple(dict.fromkeys(fields.listing(node, fields.text)))
    if not node.items:
        fields.fault("F004", node, "the list names no stage", 'name one, or write "*" for every stage')
    return listed or (None,)


def _digits(node: YamlNode, fields: Fields) -> Digits:
    if isinstance(node, YamlList):
        return "texts", fields.listing(node, lambda item: _keys(item, fields))
    if not isinstance(node, YamlScalar):
        fields.fault("F003", node, f"digits cannot be {described(node)}", f"write {_FORMS}")
        return "any", ()
    if node.is_null and not node.commented:
        return "null", ()
    if node.text == "other":
        return "other", ()
    if len(node.text) > 1 and node.text[0] == node.text[-1] == "/":
        return _pattern(node, fields)
    keys = _keys(node, fields)
    return ("any", ()) if keys is None else ("texts", (keys,))


def _pattern(node: YamlScalar, fields: Fields) -> Digits:
    try:
        re.compile(node.text[1:-1])
    except (re.error, RecursionError, OverflowError) as error:
        fields.fault("F004", node, f"`{node.text}` is no regular expression: {error}", "see Python's `re`")
        return "any", ()
    return "pattern", (node.text[1:-1],)


def _keys(node: YamlNode, fields: Fields) -> str | None:
    text = fields.text(node)
    if text is None or KEYS_PRESSED.fullmatch(text):
        return text
    near = nearest(text, ("other", "null"), 1)
    hint = f"did you mean `{near[0]}`, in a row of its own?" if near else f"write {_FORMS}"
    fields.fault("F004", node, f"`{text}` cannot be pressed: keys are 0-9, *, # and A-D", hint)
    return None
