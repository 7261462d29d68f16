"""The pages of settings, actions and their parameters: what `explain` says of a name that is no code."""

from __future__ import annotations

import inspect
from importlib import import_module
from textwrap import dedent
from typing import TYPE_CHECKING

from simulator.actions.base.known import actions
from simulator.actions.base.params import params_of
from simulator.model.assumptions import SETTINGS
from simulator.render.assumptions.base.rows import row_of, shown
from simulator.render.explain._page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.actions.base.params import Param


def settings() -> Iterator[Page]:
    """A page for each setting of the account file."""
    for name in SETTINGS:
        row = row_of(name)
        preset = () if row.preset is None else (("in the preset schema", shown(row.preset)),)
        facts = (("default", shown(row.default)), *preset, ("choices", " or ".join(row.choices)))
        why = "The vendor does not publish it, so that it is assumed; `callflow assumptions` lists all such settings."
        other = next((one for one in row.choices if one != shown(row.default)), "")
        value = {"a whole number": shown(row.default), "language: number": "{en: 1.0}"}.get(row.choices[0], other)
        use = f"assumptions:\n  {name}: {value}"
        yield Page(name, "setting of the account file", row.meaning, facts, "", why, "", "", use=use)


def named_actions() -> Iterator[Page]:
    """A page for each action, with its parameters."""
    for name, kind in actions().items():
        facts = tuple((param, f"{declared.doc} ({_form(declared)})") for param, declared in params_of(kind).items())
        title, _, rest = inspect.cleandoc(import_module(kind.__module__).__doc__ or "").partition("\n")
        use = dedent(rest.partition("Example:\n")[2]).strip()
        yield Page(name, "action", title.partition(": ")[2].rstrip("."), facts, "", "", "", "", use=use)


def parameters() -> Iterator[Page]:
    """A page for each parameter; actions whose parameter is the same share one."""
    owners: dict[tuple[str, Param], list[str]] = {}
    for action, kind in actions().items():
        for param, declared in params_of(kind).items():
            owners.setdefault((param, declared), []).append(action)
    for (param, declared), found in owners.items():
        codes = sorted({declared.owner, *declared.range_owners}, reverse=True)
        about = ", ".join(name for name in SETTINGS if param in SETTINGS[name].metadata["doc"])
        facts = [("value", _form(declared)), ("codes", ", ".join(map(str, codes)))]
        facts += [("settings", about)] if about else []
        yield Page(param, f"parameter of {' and '.join(found)}", declared.doc, tuple(facts), "", "", "", "")


def _form(declared: Param) -> str:
    """The type and range of a parameter in words."""
    unit = " characters" if declared.kind == "string" else ""
    low, high = declared.low, declared.high
    bounds = (
        f", {low:g} to {high:g}{unit}" if high is not None else f", {low:g} or more{unit}" if low is not None else ""
    )
    return f"{declared.kind}{bounds}{', required' if declared.required else ''}"
