"""The parameters of actions as rows of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.reference.base.page import code, plain
from simulator.model.assumptions import SETTINGS
from simulator.render.assumptions.base.rows import row_of as setting
from simulator.render.assumptions.base.rows import shown

if TYPE_CHECKING:
    from simulator.actions.base.params import Param

HEAD = ("field", "type", "default", "meaning")
_SAID = re.compile(r",? default (\S+)")
_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}


def row_of(name: str, declared: Param) -> tuple[str, ...]:
    """A parameter: name, type with range and unit, default, meaning with the codes that speak of it."""
    codes = sorted({declared.owner, *declared.range_owners}, reverse=True)
    links = ", ".join(f"[{one}](../codes/{one}.md)" for one in codes)
    return code(name), type_of(declared), default(name, declared), f"{plain(_SAID.sub('', declared.doc))} ({links})"


def type_of(declared: Param) -> str:
    """The type of a parameter with its unit and range."""
    unit = " of ms" if declared.doc.startswith("ms") else ""
    of = " characters" if declared.kind == "string" else ""
    low, high = declared.low, declared.high
    bounds = f", {low:g} to {high:g}{of}" if high is not None else f", {low:g} or more{of}" if low is not None else ""
    return _TYPES[declared.kind] + unit + ("" if of and low is None else bounds)


def default(name: str, declared: Param) -> str:
    """What holds where it is not given: a setting where one says so."""
    if declared.required:
        return "needed"
    own = f"default{name[0].upper()}{name[1:]}"
    known = {"callRecording": "callRecordingDefault"}.get(name, own)
    if known in SETTINGS:
        return f"{code(shown(setting(known).default))} ([{known}](../settings/{known}.md))"
    if found := _SAID.search(declared.doc):
        return code(found[1])
    return code("1") if name in ("repetition", "speed") else ""
