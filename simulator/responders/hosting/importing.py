"""The object that a backend's name stands for: imported from the flow's folder, or from wherever Python finds it."""

from __future__ import annotations

import sys
from functools import reduce
from importlib import import_module, invalidate_caches
from types import MethodType
from typing import TYPE_CHECKING, Any

from simulator.errors import UnreachableError
from simulator.model.record import record
from simulator.registry import nearest
from simulator.responders.hosting.alarm import within
from simulator.responders.hosting.frames import cause, frames_of
from simulator.responders.hosting.home import Home, home_of

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from simulator.model.flow.where import Where

SECONDS = 60.0
"""How long an import may take."""


@record
class ImportedTarget:
    """What a name stood for when it was imported, and where it came from; `given` is one that was never named."""

    target: Any
    home: Home
    module: str
    attribute: str
    given: bool = False

    def enter(self) -> None:
        """Let imports come from where it came from."""
        if not self.given:
            self.home.enter()

    @property
    def current(self) -> bool:
        """Whether it still is what the name stands for: a file may have changed, a notebook defined it anew."""
        if self.given:
            return True
        self.home.enter()
        if self.home.changed():
            return False
        try:
            found: Any = reduce(getattr, self.attribute.split("."), sys.modules.get(self.module))
        except AttributeError:
            return False
        return found is self.target or (isinstance(found, MethodType) and found == self.target)


_found: dict[tuple[Home, str, str], ImportedTarget] = {}


def imported(text: str, module: str, attribute: str, folder: Path) -> ImportedTarget:
    """The function or app that a module has under a name; `text` is how the user named it.

    Raises UnreachableError that says what is missing.
    """
    home = home_of(folder)
    key = (home, module, attribute)
    known = _found.get(key)
    if known is None or not known.current:
        done = within(lambda: _module(module, home), SECONDS)
        if done is None:
            raise UnreachableError(f"`{text}` cannot be imported: it takes longer than {SECONDS:g} s")
        if done.error is not None:
            raise UnreachableError(_why(text, module, done.error))
        _found[key] = ImportedTarget(_attribute(text, done.value, attribute), home, module, attribute)
    return _found[key]


def target_of(where: Where, folder: Path) -> ImportedTarget:
    """The function or app at a place: that which was given, or what its name stands for. Raises UnreachableError."""
    if where.target is not None:
        own = f"{where.attribute}@{id(where.target)}"
        return ImportedTarget(where.target, home_of(folder), where.module, own, given=True)
    return imported(where.text, where.module, where.attribute, folder)


def load_callable(text: str, module: str, attribute: str, folder: Path) -> Any:
    """The function or app itself. Raises UnreachableError."""
    return imported(text, module, attribute, folder).target


def _module(name: str, home: Home) -> ModuleType:
    invalidate_caches()
    home.settle()
    before = set(sys.modules)
    found = import_module(name)
    home.watch([found, *(module for key, module in list(sys.modules.items()) if key not in before)])
    return found


def _attribute(text: str, module: ModuleType, attribute: str) -> Any:
    try:
        found = reduce(getattr, attribute.split("."), module)
    except AttributeError:
        near = nearest(attribute, [name for name in vars(module) if not name.startswith("_")], 1)
        hint = f": did you mean `{near[0]}`?" if near else ""
        raise UnreachableError(f"`{text}`: the module {module.__name__} has no `{attribute}`{hint}") from None
    if not callable(found):
        raise UnreachableError(f"`{text}` is of type {type(found).__name__}, expected a function or an app")
    return found


def _why(text: str, module: str, error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name and f"{module}.".startswith(f"{error.name}."):
        return f"`{text}`: there is no module {error.name} in the flow's folder, here, or among what is installed"
    return f"`{text}` cannot be imported: {cause(error)}\n{frames_of(error)}"
