"""The call of a scenario: what each dial comes to, what the caller does, and what fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.loading.files.flow_parts import missing
from simulator.loading.files.texts import read_time, read_words
from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.loading.yaml.reading import read
from simulator.model.call.keys import parse_token
from simulator.model.call.leg_outcomes import ANSWERED, LEG_OUTCOMES
from simulator.model.call.legs import parse_time
from simulator.model.call.outcome import LegOutcome
from simulator.model.record import frozen
from simulator.model.scenario.scenario import FAULT_KINDS, CallerStep, InjectedFault, InjectedKind, ReplyFault
from simulator.registry import nearest
from simulator.scenario.reading.kinds import (
    ANSWER_FAULT,
    HANGUP_FORM,
    HTTP_STATUS,
    LEG_KEYS,
    REPLY_KEYS,
    SIP,
)
from simulator.scenario.reading.values import SESSION_CODE

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode

STEP_KEYS = ("hears", "press", "hangup", "use")
_PARAMS = {"say": -2005, "playFile": -2006}


def read_leg(node: YamlNode, fields: Fields) -> LegOutcome | None:
    """`busy`, `{answered: 6s, talks: 20s}`, `{failed: 404}`."""
    if isinstance(node, YamlScalar):
        result = fields.choice(node, LEG_KEYS)
        return LegOutcome(result) if result else None
    given = fields.known(node, (*LEG_KEYS, "talks"), "a leg")
    results = [key for key in given if key != "talks"]
    if len(results) > 1:
        _contradict(fields, node, results[1], f"`{results[0]}` and `{results[1]}`: a dial comes to one thing")
    if isinstance(node, YamlMap) and not given:
        fields.fault("F006", node, "a leg says nothing here", "write busy, or {answered: 6s, talks: 20s}")
    result = results[0] if results else ANSWERED
    talks = read_time(given["talks"], fields) if "talks" in given else None
    if LEG_OUTCOMES[result].detail == "sip":
        return LegOutcome(result, talks=talks, sip=read(SIP, given[result], fields))
    after = read_time(given[result], fields) if result in given else None
    return LegOutcome(result, after, talks)


def _contradict(fields: Fields, node: YamlNode, key: str, what: str) -> None:
    place = node.keys[key] if isinstance(node, YamlMap) else node.span
    fields.fault("F007", node, what, "keep one of the two", place)


@frozen
class Use:
    """A step that stands for the steps of a block."""

    name: str
    node: YamlNode


def read_step(node: YamlNode, fields: Fields) -> CallerStep | Use | None:
    """One step: keys (`press: "1"`), a hang-up, or the name of a block."""
    if isinstance(node, YamlScalar):
        token = _token(node, fields)
        return CallerStep(token, None, node.span, node.span) if token else None
    given = fields.known(node, STEP_KEYS, "a step of the caller")
    does = [key for key in ("press", "hangup", "use") if key in given]
    if len(does) > 1:
        _contradict(fields, node, does[1], f"`{does[0]}` and `{does[1]}`: a step does one thing")
    if not does:
        missing(fields, node, "press", "`press` (or `hangup`, or `use`), what the caller does,")
        return None
    if "use" in given:
        return _use(node, given, fields)
    token = _token(given["press"], fields) if "press" in given else _hangup(given["hangup"], fields)
    words = read_words(given["hears"], fields) if "hears" in given else None
    if token is not None and "@" in token and words is not None:
        act, instead = ("hang-up", "hangup: 3s") if token.startswith("hangup") else ("key", f"press: {token[0]}")
        what = f"a {act} at a time of its own answers no entry, so there is nothing that it hears"
        fields.fault("F007", given["hears"], what, f"leave out `hears`, or write {instead}")
    span = given[does[0]].span
    return CallerStep(token, words, span, given["hears"].span if words else span) if token else None


def _use(node: YamlNode, given: Map[str, YamlNode], fields: Fields) -> Use | None:
    if "hears" in given:
        _contradict(fields, node, "hears", "`use` stands for whole steps, which have a `hears` of their own")
    name = fields.text(given["use"])
    return Use(name, given["use"]) if name is not None else None


def _token(node: YamlNode, fields: Fields) -> str | None:
    text = fields.text(node)
    if text is None:
        return None
    words = text.split()
    if len(words) != 1:
        hint = "write a step for each: - press: " + words[0] if words else 'press: "1", or silence'
        fields.fault("F004", node, f"`{text}` is not one key token: a step answers one entry", hint)
        return None
    try:
        parse_token(words[0])
    except UsageError as error:
        what, _, hint = str(error).partition(": ")
        fields.fault("F004", node, what, hint)
        return None
    return words[0]


def _hangup(node: YamlNode, fields: Fields) -> str | None:
    text = fields.text(node)
    if text is None:
        return None
    if at := HANGUP_FORM.fullmatch(text):
        return f"hangup@{at[1]}"
    try:
        return f"hangup[{parse_time(text)}]"
    except UsageError:
        what = f"`{text}` says no time to hang up at"
        fields.fault("F004", node, what, "write 3s (after this prompt begins) or @12s (after answering)")
        return None


def read_fault(node: YamlNode, fields: Fields) -> InjectedFault | None:
    """One thing that fails: `reply`, `webhook`, `say`, `playFile`, `session` or `answer`."""
    given = fields.known(node, FAULT_KINDS, "a fault")
    if len(given) > 1:
        first, second = list(given)[:2]
        _contradict(fields, node, second, f"`{first}` and `{second}`: write an entry of the list for each")
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
    if kind in _PARAMS:
        return InjectedFault(kind, node.span, _PARAMS[kind]) if fields.choice(node, ("failed",)) else None
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
