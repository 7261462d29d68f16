"""What a file is, told by its keys: a flow, a scenario, an account, callers or a body, whatever its name says."""

from __future__ import annotations

import json
import re
from typing import Literal

FileKind = Literal["flow", "scenario", "account", "body", "callers"]

FLOW_ENDINGS = (".flow.yaml", ".flow.yml")
"""How the name of a flow file ends; one with another name is recognised by its keys."""

CALLERS_ENDINGS = (".callers.yaml", ".callers.yml")
"""How the name of a callers file ends; one with another name is recognised by its keys."""

_ENDINGS: dict[FileKind, tuple[str, ...]] = {
    "callers": CALLERS_ENDINGS,
    "scenario": (".scenario.yaml", ".scenario.yml"),
    "flow": FLOW_ENDINGS,
}
"""In this order they decide."""

_KEY = re.compile(r"^[\"']?([A-Za-z]+)[\"']?[ \t]*:(?=[ \t\r\n]|\Z)", re.MULTILINE)
_SCENARIO = {"scenario", "caller", "expect"}
_SHARED = {"account", "flow", "request"}
"""Keys that flow files share with others; in JSON they are not enough to know one by."""


def kind_of(raw: bytes) -> FileKind | None:
    """What the keys at the top of a text say that it is; None where they say nothing."""
    text = raw.decode("utf-8-sig", "replace").lstrip()
    as_json = text.startswith("{")
    keys = _of_json(text) if as_json else set(_KEY.findall(text))
    if not keys:
        return None
    if "callflow" in keys:
        return "body"
    if "callers" in keys:
        return "callers"
    if keys & _SCENARIO:
        return "scenario"
    from simulator.loading.files.flow_fields import FIELDS  # most files are bodies, and need neither

    if keys & (FIELDS.keys() - _SHARED if as_json else FIELDS.keys() - {"account"}):
        return "flow"
    from simulator.loading.files.account_file import KEYS

    return "account" if keys <= KEYS.keys() else None


def kind_named(name: str, by_keys: FileKind | None) -> FileKind | None:
    """What a file of this name is that its keys say to be `by_keys`; None where neither says anything."""
    if by_keys == "account":
        return by_keys
    for kind, endings in _ENDINGS.items():
        if by_keys == kind or name.endswith(endings):
            return kind
    return by_keys


def _of_json(text: str) -> set[str]:
    """The names at the top of an object; none where it is broken, which its own reader tells.

    Of most bodies the text alone shows what they are, and they are read but once.
    """
    if '"callflow"' in text and not any(f'"{key}"' in text for key in ("replies", "backend", "inbound", "scenario")):
        return {"callflow"}
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return set()
    return set(data)


def stem(name: str) -> str:
    """The name of a flow's file without what says that it is one."""
    for ending in (*FLOW_ENDINGS, ".yaml", ".yml"):
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name
