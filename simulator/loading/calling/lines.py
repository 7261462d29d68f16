"""`lines` of an account: who is at the other end, by number and pattern."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.loading.calling.kinds import leg_kinds, step_kinds, time_kind
from simulator.loading.calling.legs import contradict, read_leg
from simulator.loading.calling.steps import STEP_KEYS, read_step
from simulator.loading.words import SPACE
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import AnyOf, Choice, FieldKind, Keys, ListOf, MapOf, Number, Simple, Text
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlMap
from simulator.loading.yaml.reading import read
from simulator.model.call.keys import KEYS, TOKEN, KeyToken, Script, TimedToken, parse_script, parse_token
from simulator.model.call.lines import NUMBERS, LineRule, no_numbers, parse_who, presses, who_form
from simulator.model.caller_model import CallerModel
from simulator.model.scenario.scenario import CallerStep

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode

_MEAN: dict[str, FieldKind] = {
    "mean": Number(0, doc="the mean, in ms"),
    "spread": Number(0, doc="the standard deviation, in ms"),
}


def _spread(doc: str) -> AnyOf:
    return AnyOf((Number(0), Keys("a spread", _MEAN, required=("mean",))), doc)


_OFFERED = AnyOf(
    (
        Choice(("uniform",)),
        MapOf("`offered`", Number(0, doc="the share of this key"), "how likely each key is", Form(rf"[{KEYS}]+")),
    )
)
MODEL: dict[str, FieldKind] = {
    "offered": _OFFERED,
    "wrong": Number(0, 1, "the chance of a key that nobody offers, at each entry"),
    "silence": Number(0, 1, "the chance of no key, at each entry"),
    "hangup": Number(0, 1, "the chance of hanging up, at each entry"),
    "reaction": _spread("ms from the end of the prompt to the first key"),
    "patience": _spread("s from answering until the caller gives up"),
}
"""A caller by chance, as `simulator.CallerModel` has it."""
_KEYS = Text(
    "what is pressed, a token for each entry: 1 2#",
    Form(f"{SPACE}*(?:(?:{TOKEN}){SPACE}+)*(?:{TOKEN})?{SPACE}*"),
    numbers=((0, 10**9),),
)
_CALLER = AnyOf((ListOf(AnyOf(step_kinds()), "one step for each entry"), Keys("a caller", MODEL, "a caller by chance")))
_MORE: dict[str, FieldKind] = {"keys": _KEYS, "caller": _CALLER}
_WHO = Text(
    "manual, or what a dial comes to: answered:2s keys=1,2#",
    Form(who_form()),
    "who is at a line",
    "write manual, busy, answered:2s keys=1,2# and the like",
)
_STEPS = tuple(key for key in STEP_KEYS if key != "use")
LINES = MapOf(
    "`lines`",
    AnyOf((_WHO, *leg_kinds(time_kind(), pressed=_MORE)[1:])),
    "who is at the other end, by number or pattern (+65*)",
    Form(NUMBERS),
)


def read_lines(node: YamlNode, fields: Fields) -> tuple[LineRule, ...]:
    """The rules in their order; those at fault are left out."""
    found = []
    for numbers, item in fields.mapping(node, "`lines`").items():
        before = len(fields.findings)
        if isinstance(node, YamlMap) and LINES.key is not None and not LINES.key.fullmatch(numbers):
            what, _, hint = no_numbers(numbers).partition(": ")
            fields.fault("F004", item, what, hint, node.keys[numbers])
        else:
            rule = _rule(numbers, item, fields)
            found += [rule] if rule is not None and len(fields.findings) == before else []
    return tuple(found)


def _rule(numbers: str, node: YamlNode, fields: Fields) -> LineRule | None:
    if not isinstance(node, YamlMap):
        return _said(numbers, node, fields)
    outcome = read_leg(node, fields, tuple(_MORE))
    given = {key: item for key, item in node.items.items() if key in _MORE and item.plain is not None}
    if len(given) > 1:
        contradict(fields, node, list(given)[1], "`keys` and `caller`: one of them says what is pressed")
    if given and outcome is not None and not presses(outcome):
        contradict(
            fields, node, next(iter(given)), f"`{outcome.result}` and `{next(iter(given))}`: nobody can press keys"
        )
    if "keys" in given:
        return LineRule(numbers, outcome, _script(given["keys"], fields))
    caller = given.get("caller")
    if isinstance(caller, YamlMap):
        return LineRule(numbers, outcome, model=_model(caller, fields))
    steps = () if caller is None else fields.listing(caller, lambda item: read_step(item, fields, _STEPS))
    return LineRule(numbers, outcome, *_scripted([step for step in steps if isinstance(step, CallerStep)]))


def _said(numbers: str, node: YamlNode, fields: Fields) -> LineRule | None:
    text = fields.text(node)
    if text is None:
        return None
    try:
        return LineRule(numbers, *parse_who(text))
    except UsageError as error:
        _tell(node, error, fields)
        return None


def _script(node: YamlNode, fields: Fields) -> Script:
    try:
        return parse_script(fields.text(node) or "")
    except UsageError as error:
        _tell(node, error, fields)
        return Script()


def _tell(node: YamlNode, error: UsageError, fields: Fields) -> None:
    what, hint = re.split("[:,] (?=expected|did|write|keys)", str(error), maxsplit=1)
    fields.fault("F004", node, what, hint)


def _scripted(steps: list[CallerStep]) -> tuple[Script, Any]:
    """The script of steps, and what should be heard before each of its tokens."""
    both = [(parse_token(step.token), step.hears) for step in steps]
    answers = [(token, hears) for token, hears in both if isinstance(token, KeyToken)]
    timed = tuple([token for token, _ in both if isinstance(token, TimedToken)])
    return Script(tuple([token for token, _ in answers]), timed), tuple([hears for _, hears in answers])


def _model(node: YamlMap, fields: Fields) -> CallerModel | None:
    given = fields.known(node, MODEL, "a caller")
    before = len(fields.findings)
    values = {key: _value(key, item, fields) for key, item in given.items()}
    if len(fields.findings) > before:
        return None
    try:
        return CallerModel(**values)
    except UsageError as error:
        _tell(node, error, fields)
        return None


def _value(key: str, node: YamlNode, fields: Fields) -> Any:
    if key == "offered":
        if not isinstance(node, YamlMap):
            return fields.choice(node, ("uniform",))
        return {keys: fields.number(item, 0) for keys, item in node.items.items()}
    if isinstance(node, YamlMap):
        given = fields.known(node, ("mean", "spread"), "a spread")
        if "mean" not in given:
            missing(fields, node, "mean", "`mean` of the spread")
        return tuple([fields.number(given[one], 0) if one in given else 0 for one in ("mean", "spread")])
    kind = MODEL[key] if isinstance(MODEL[key], Simple) else Number(0)
    return read(kind, node, fields)  # type: ignore[arg-type]
