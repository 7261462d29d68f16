"""The entries of a list become actions: first the name, then the shape, then the parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from simulator.actions.base.known import actions
from simulator.actions.base.params import params_of
from simulator.loading.body.body import ListedAction
from simulator.loading.body.structure import structure
from simulator.loading.faults import MISSING, fault, renamed, shape, unknown_field, wrong_type
from simulator.loading.paths import child
from simulator.loading.words import choices, json_type, quoted
from simulator.model.diagnostic import Instead
from simulator.registry import meant, nearest, renames

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.diagnostic import Finding

FIELDS = ("action", "params")
_NO_NAMES: dict[str, str] = {}


@define
class Reading:
    """What was read of a list so far."""

    strict: bool
    old: bool
    """Whether the dialect v1.1 is read."""

    entries: list[ListedAction] = field(factory=list)
    names: list[str | None] = field(factory=list)
    faults: list[Finding] = field(factory=list)

    def name_of(self, index: int, item: Any) -> str | None:
        """The name of an entry's action as the body has it; anything else is a finding."""
        path = f"$.callflow[{index}]"
        if not isinstance(item, dict):
            hint = f'found {quoted(item)}: write an object, {{"action": ..., "params": {{...}}}}'
            self.faults.append(shape(path, wrong_type(json_type(item), "object"), hint))
            return None
        name = item.get("action")
        if isinstance(name, str) and (name in actions() or (self.old and name == OLD_CAPTURE)):
            if self.strict and len(item) > sum(known in item for known in FIELDS):
                self._unknown(item, path, FIELDS, "an entry")
            return name
        hint, right = self._wrong_name(name, given="action" in item), _meant(name)
        fix = Instead(name, right) if right is not None else None
        self.faults.append(fault(-1007, f"{path}.action", hint, fix=fix))
        return None

    def _wrong_name(self, name: Any, *, given: bool) -> str:
        known = tuple(actions())
        every = ", ".join(known)
        if not given:
            return f"`action` is missing: write one of {every}"
        if name == OLD_CAPTURE:
            return (
                "`say&capture` belongs to the old dialect: set `dialect: v1.1` in the account, or write sayAndCapture"
            )
        if not isinstance(name, str):
            return f"found {quoted(name)}: write one of {every}"
        return f"found {quoted(name)}: {choices(nearest(name, known)) or f'write one of {every}'}"

    def params_of(self, index: int, item: dict[str, Any], name: str) -> dict[str, Any] | None:
        """The entry's `params`; None where they are missing or no object, which is a finding."""
        path, params = f"$.callflow[{index}].params", item.get("params")
        if isinstance(params, dict):
            return params
        if params is not None:
            hint = f"found {quoted(params)}: write an object, the parameters in curly braces"
            self.faults.append(shape(path, wrong_type(json_type(params), "object"), hint))
            return None
        # What has a code of its own is missed by its own name, whether or not there are `params`.
        declared = params_of(actions()[name]).items()
        needed = [param for param, how in declared if how.required and how.owner == -1009]
        if not needed:
            return {}
        self.faults.append(shape(path, MISSING, f"add `params` with {' and '.join(f'`{param}`' for param in needed)}"))
        return None

    def add(self, index: int, name: str, given: dict[str, Any] | None, spelled: dict[str, str] = _NO_NAMES) -> None:
        """Structure one action and keep it as an entry, with what is wrong with it."""
        kind = actions()[name]
        if given is None:
            self.entries.append(ListedAction(index, name, {}, frozenset(params_of(kind))))
            return
        path = f"$.callflow[{index}].params"
        if self.strict and (spelled or not given.keys() <= params_of(kind).keys()):
            known = tuple(spelled.get(param, param) for param in params_of(kind))
            self._unknown([spelled.get(param, param) for param in given], path, known, f"`{name}`")
        read = structure(kind, given, path, spelled)
        self.faults += read.faults
        self.entries.append(ListedAction(index, name, given, read.bad, read.value, read.beyond, spelled))

    def _unknown(self, given: Iterable[str], path: str, known: tuple[str, ...], where: str) -> None:
        given = tuple(given)
        names = renames(given, known)
        for param in given:
            if param not in known:
                hint = (
                    choices(nearest(param, known, 1)) or f"remove it: {where} has {', '.join(known) or 'no parameters'}"
                )
                self.faults.append(unknown_field(child(path, param), hint, fix=renamed(param, names)))


OLD_CAPTURE = "say&capture"


def _near(item: Any) -> str | None:
    name = item.get("action") if isinstance(item, dict) else None
    if not isinstance(name, str) or name == OLD_CAPTURE:
        return None
    return next(iter(nearest(name, actions(), 1)), None)


def _meant(name: Any) -> str | None:
    """The action that a misspelt name can only mean; the capture of the old dialect means another one than today's."""
    return meant(name, actions()) if isinstance(name, str) and name != OLD_CAPTURE else None


def read_today(listed: list[Any], reading: Reading) -> None:
    """Read a list of the dialect v1.2, the one that is documented today; a misspelt action as the nearest one."""
    for index, item in enumerate(listed):
        name = reading.name_of(index, item) or _near(item)
        reading.names.append(name)
        if name is not None:
            reading.add(index, name, reading.params_of(index, item, name))
