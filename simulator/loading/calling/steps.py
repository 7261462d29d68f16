"""One step of a caller: keys, a hang-up, and what should be heard before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.loading.calling.legs import contradict
from simulator.loading.files.texts import read_words
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlScalar
from simulator.model.call.keys import AFTER, parse_token
from simulator.model.call.legs import parse_time
from simulator.model.record import frozen
from simulator.model.scenario.scenario import CallerStep

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode

STEP_KEYS = ("hears", "press", "hangup", "use")
HANGUP_FORM = Form(rf"(?:hangup)?@({AFTER})")


@frozen
class Use:
    """A step that stands for the steps of a block."""

    name: str
    node: YamlNode


def read_step(node: YamlNode, fields: Fields, keys: tuple[str, ...] = STEP_KEYS) -> CallerStep | Use | None:
    """One step: keys (`press: "1"`), a hang-up, or the name of a block, where `keys` have `use`."""
    if isinstance(node, YamlScalar):
        token = _token(node, fields)
        return CallerStep(token, None, node.span, node.span) if token else None
    given = fields.known(node, keys, "a step of the caller")
    does = [key for key in ("press", "hangup", "use") if key in given]
    if len(does) > 1:
        contradict(fields, node, does[1], f"`{does[0]}` and `{does[1]}`: a step does one thing")
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
        contradict(fields, node, "hears", "`use` stands for whole steps, which have a `hears` of their own")
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
