"""`NAME.callers.yaml` becomes a `CallerModel`; every key is checked, and every fault is a finding with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.loading.yaml.fields import Fields
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import AnyOf, FieldKind, Integer, Keys, ListOf, MapOf, Number, Simple, Text
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlList, YamlMap, YamlNode
from simulator.loading.yaml.reading import read
from simulator.loading.yaml.registry_keys import RegistryKeys
from simulator.loading.yaml.text import load_yaml
from simulator.model.call.keys import KEYS
from simulator.model.caller_model import MOST_PER_SECOND, CallerModel
from simulator.model.callers.law import MOST, TIME, WRITTEN
from simulator.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAW = (
    rf"{TIME}|lognormal\({TIME}, *[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?\)|normal\({TIME}, *{TIME}\)"
    rf"|(?:exponential|constant)\({TIME}\)"
)


def _legs() -> tuple[str, ...]:
    from simulator.model.call.leg_outcomes import LEG_OUTCOMES

    return tuple(LEG_OUTCOMES)


def _law(doc: str) -> AnyOf:
    named = Text("", Form(_LAW), "a law of chance", WRITTEN)
    measured = ListOf(Text("", Form(TIME), "a time", "write a time with its unit: 1200ms"), "measured values", 1)
    return AnyOf((named, measured), doc)


_OUTCOMES = Keys(
    "the outcomes of a leg",
    RegistryKeys(_legs, Number(0, MOST, "how often, beside the others")),
    "how often it comes to each",
)
_KEYED = MapOf(
    "the weights of a stage",
    Number(0, MOST, "how likely this key is, beside the others"),
    "how likely each key is",
    Form(rf"[{KEYS}]+"),
)
_HANGUP = Keys(
    "`hangup`",
    {
        "atOnce": Number(0, 1, "the chance of hanging up as the call is answered"),
        "perSecond": Number(0, MOST_PER_SECOND, "how often in a second later on"),
        "perEntry": Number(0, 1, "the chance at each entry"),
    },
    "the chance as the call is answered, in each later second, and at each entry",
)
WHO: dict[str, FieldKind] = {
    "wants": MapOf(
        "`wants`",
        Number(0, MOST, "how many want that, beside the others"),
        "words of an announcement, and how many callers want that",
    ),
    "weights": MapOf("`weights`", _KEYED, 'by stage ("*": all, "start": before any reply): how likely each key is'),
    "wrong": Number(0, 1, "the chance of a key that nobody offers, at each entry"),
    "silence": Number(0, 1, "the chance of no key, at each entry"),
    "slip": Number(0, 1, "the chance of another digit, for each key of an entry of several"),
    "bargeIn": Number(0, 1, "the share who press once the words of their own key were said"),
    "reaction": _law("from the end of the prompt to the first key"),
    "interKey": _law("between two keys"),
    "hangup": AnyOf((Number(0, 1), _HANGUP), "the chance of hanging up at each entry, or by the clock"),
    "patience": _law("from answering until the caller gives up; it does not count while leg B talks"),
    "talk": _law("how long leg B talks"),
    "legs": Keys("`legs`", {"A": _OUTCOMES, "B": _OUTCOMES}, "what the legs come to"),
    "goals": ListOf(Text(), "stages, or words heard, with which a call has reached what it is for"),
}
SEGMENT: dict[str, FieldKind] = {
    "segment": Text("the name of a kind of callers"),
    "share": Number(0, MOST, "how many of all they are, beside the others"),
    **WHO,
}
FIELDS: dict[str, FieldKind] = {
    "callers": Text("the name of the crowd"),
    "count": Integer(0, doc="how many they are, where nobody says"),
    "segments": ListOf(
        Keys("a segment", SEGMENT, "", ("segment",)), "kinds of callers, each as all are but for its own"
    ),
    **WHO,
}
"""What each key of the file may hold; the JSON Schema is made of the same."""

CALLERS = Keys("the callers file", FIELDS, "", ("callers",))
_FIELDS_OF = {
    "segment": "name", "callers": "name", "bargeIn": "barge_in", "interKey": "inter_key", "atOnce": "at_once",
    "perSecond": "per_second", "perEntry": "hangup",
}  # fmt: skip
"""The keys whose fields of the model have other names."""


def read_callers(raw: bytes) -> tuple[CallerModel | None, tuple[Finding, ...]]:
    """The model that a file describes, and what is wrong with it; None where anything is."""
    document = load_yaml(raw)
    if document.root is None:
        return None, document.findings or (_empty(),)
    fields = Fields()
    given = _value(CALLERS, document.root, fields)
    findings = (*document.findings, *fields.findings)
    if any(one.severity == "error" for one in findings):
        return None, findings
    try:
        return _model(given), findings
    except UsageError as error:
        what, _, hint = str(error).partition(": ")
        fields.fault("F004", document.root, what, hint or "change one of them")
        return None, (*document.findings, *fields.findings)


def _empty() -> Finding:
    return Finding("F006", "$", "the callers file is empty", "give it `callers: NAME`, to begin with")


def _value(kind: FieldKind, node: YamlNode, fields: Fields) -> Any:
    """The value of a node, as its kind says."""
    match kind:
        case Keys():
            return _keys(kind, node, fields)
        case MapOf():
            return _map(kind, node, fields)
        case ListOf(item, _, least):
            found = fields.listing(node, lambda one: _value(item, one, fields))
            if isinstance(node, YamlList) and len(node.items) < least:
                fields.fault("F004", node, "the list is empty", f"give it {least} or more")
            return list(found)
        case AnyOf(kinds):
            return _value(_meant(kinds, node), node, fields)
        case _:
            assert isinstance(kind, Simple)
            return read(kind, node, fields)


def _meant(kinds: tuple[FieldKind, ...], node: YamlNode) -> FieldKind:
    """Which of several kinds is meant, by the shape of what is found."""
    shape = Keys if isinstance(node, YamlMap) else ListOf if isinstance(node, YamlList) else Simple
    return next((kind for kind in kinds if isinstance(kind, shape)), kinds[0])


def _keys(kind: Keys, node: YamlNode, fields: Fields) -> dict[str, Any]:
    given = fields.known(node, kind.keys, kind.what)
    for key in kind.required:
        if key not in given:
            missing(fields, node, key, f"`{key}` of {kind.what}")
    return {key: _value(kind.keys[key], item, fields) for key, item in given.items()}


def _map(kind: MapOf, node: YamlNode, fields: Fields) -> dict[str, Any]:
    items = fields.mapping(node, kind.what)
    for key, item in items.items():
        if kind.key is not None and not kind.key.fullmatch(key) and isinstance(node, YamlMap):
            fields.fault("F004", item, f"`{key}` is no key", "write keys of 0-9 * # A-D, in quotes", node.keys[key])
    return {key: _value(kind.item, item, fields) for key, item in items.items()}


def _model(given: Mapping[str, Any]) -> CallerModel:
    shared = _who(given)
    segments = [CallerModel.usual(**{**shared, **_who(one)}) for one in given.get("segments", ())]
    return CallerModel.usual(**shared, segments=tuple(segments))


def _who(given: Mapping[str, Any]) -> dict[str, Any]:
    found = {_FIELDS_OF.get(key, key): value for key, value in given.items() if key not in ("segments", "hangup")}
    if "hangup" in given:
        told = given["hangup"]
        parts = told if isinstance(told, dict) else {"perEntry": told}
        found |= {"hangup": 0, "at_once": 0, "per_second": 0}
        found |= {_FIELDS_OF[key]: value for key, value in parts.items()}
    return found
