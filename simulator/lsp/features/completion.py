"""What may stand at the cursor: keys and values of the schemas, voices, stages, prompts, files, lints."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Literal

from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.lsp.base.document import LARGEST
from simulator.lsp.base.known import account_for, prompts, voices
from simulator.lsp.base.links import flows_of, naming
from simulator.lsp.base.nodes import at
from simulator.lsp.base.schemas import described
from simulator.lsp.features.shapes import schemas_of
from simulator.lsp.features.stages import given_stages
from simulator.lsp.features.typing import typed_at
from simulator.model.account import Account
from simulator.model.record import frozen
from simulator.rules.base.docs import all_docs
from simulator.scenario.writing.yaml_words import value as as_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.lsp.base.desk import Desk
    from simulator.lsp.base.document import EditedFile
    from simulator.lsp.base.schemas import SchemaPart
    from simulator.lsp.features.typing import TypedWord
    from simulator.model.diagnostic import Span

ProposalKind = Literal["key", "value", "text", "file"]
MOST = 200
"""Files and prompts that are proposed at once."""
_FILES = {
    "account": (".yaml", ".yml"),
    "flow": (".flow.yaml", ".flow.yml"),
    "request": (".json",),
    "reply": (".json",),
}
"""Keys that name a file, and how the names end that are proposed."""
_HEARD = ("hears", "heard", "never", "before", "after")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")
_BEGUN = 20
"""Signs of a JSON file that has hardly begun, and may become a body."""


@frozen
class Proposal:
    """One thing that may stand there: how it is called, what is written at `span`, and what it means."""

    label: str
    kind: ProposalKind
    text: str
    span: Span
    about: str = ""
    needed: bool = False


def complete(desk: Desk, document: EditedFile, lines: list[str], place: tuple[int, int]) -> list[Proposal]:
    """Everything that may stand at a place; the editor chooses by what is typed already."""
    typed = typed_at(lines, *place) if _ours(desk, document) else None
    if typed is None:
        return []
    if typed.is_key:
        return list(_keys(document, typed, typed.steps))
    known = _values(document, typed)
    found = list({one.label: one for one in reversed([*_beside(desk, document, typed), *known])}.values())[::-1]
    return [*found, *_keys(document, typed, typed.steps)] if typed.alone and not document.as_json else found


def _ours(desk: Desk, document: EditedFile) -> bool:
    """Whether a text is one of ours, or may become one; JSON of others is left alone."""
    if len(document.text) > LARGEST:
        return False
    begun = document.as_json and len(document.text) < _BEGUN
    return document.kind is not None or begun or bool(naming(desk, document))


def _keys(document: EditedFile, typed: TypedWord, steps: tuple[str | int, ...]) -> Iterator[Proposal]:
    """The keys that a mapping may still have, those that it must have first."""
    holder = at(typed.root, *steps)
    given = holder.items if isinstance(holder, YamlMap) else {}
    found: dict[str, list[SchemaPart]] = {}
    needed: set[str] = set()
    for schema in schemas_of(document).at(typed.root, steps):
        needed.update(schema.get("required", ()))
        for key, one in schema.get("properties", {}).items():
            if key not in given:
                found.setdefault(key, []).append(one)
    for key, schemas in found.items():
        text = _key_text(key, document, typed)
        yield Proposal(key, "key", text, typed.span, described(tuple(schemas)), needed=key in needed)


def _key_text(key: str, document: EditedFile, typed: TypedWord) -> str:
    quoted = document.as_json and not typed.quote
    text = f'"{key}"' if quoted else key
    if typed.has_value or (typed.quote and typed.has_quote):
        return text
    return f"{text}{typed.quote}: "


def _values(document: EditedFile, typed: TypedWord) -> Iterator[Proposal]:
    """What may stand there by the schemas."""
    for schema in schemas_of(document).at(typed.root, typed.steps):
        for one in schema.get("enum", ()):
            yield _value(one, document, typed, "value", described((schema,)))
        if schema.get("type") in ("boolean", ["boolean", "null"]):
            yield from (_value(one, document, typed, "value") for one in (True, False))


def _beside(desk: Desk, document: EditedFile, typed: TypedWord) -> Iterator[Proposal]:
    """What may stand there by what other texts and files say."""
    names = [step for step in typed.steps if isinstance(step, str)]
    key, flows = names[-1] if names else "", flows_of(desk, document)
    if key in ("voiceProfile", "voiceProfiles"):
        account = Account() if key == "voiceProfiles" else account_for(desk, document, flows)
        yield from (_value(one, document, typed, "value", "a voice") for one in voices(account))
    elif key == "clientActionId":
        known = ("*", *given_stages(desk, flows)) if "when" in names else given_stages(desk, flows)
        yield from (_value(one, document, typed, "value", "a stage") for one in known)
    elif key in _HEARD:
        yield from (_value(one, document, typed, "text", "a prompt") for one in prompts(desk, flows)[:MOST])
    elif key == "ignore":
        lints = ((str(code), docs.title) for code, docs in all_docs().items() if isinstance(code, str))
        yield from (_value(code, document, typed, "value", title) for code, title in lints)
    elif key in _FILES:
        yield from (_value(one, document, typed, "file") for one in _files(document, _FILES[key])[:MOST])


def _value(said: object, document: EditedFile, typed: TypedWord, kind: ProposalKind, about: str = "") -> Proposal:
    label = said if isinstance(said, str) else json.dumps(said)
    if typed.quote:
        inside = as_yaml(label)[1:-1] if typed.quote == '"' else label.replace("'", "''")
        return Proposal(label, kind, inside + ("" if typed.has_quote else typed.quote), typed.span, about)
    bare = not isinstance(said, str) or (not document.as_json and _is_plain(label))
    return Proposal(label, kind, label if bare else as_yaml(label), typed.span, about)


def _is_plain(text: str) -> bool:
    """Whether YAML reads a text without quotes as that text."""
    return bool(_PLAIN.fullmatch(text)) and YamlScalar((), 0, text).plain == text


def _files(document: EditedFile, endings: tuple[str, ...]) -> list[str]:
    """Files below the folder of a text, by the names that it would call them."""
    found: list[str] = []
    root = str(document.path.parent)
    for folder, below, names in os.walk(root):
        here = os.path.relpath(folder, root)
        below[:] = [one for one in sorted(below) if not one.startswith(".")] if here == "." else []
        listed = (name for name in sorted(names) if name.endswith(endings) and name != document.path.name)
        found += (name if here == "." else f"{here}/{name}" for name in listed)
        if len(found) > MOST:
            break
    return found
