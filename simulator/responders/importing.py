"""The object that a backend's name stands for: imported from the flow's folder, or from wherever Python finds it."""

from __future__ import annotations

import os
import sys
from functools import lru_cache, reduce
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import UnreachableError
from simulator.registry import nearest
from simulator.responders.alarm import within
from simulator.responders.frames import cause, frames_of

if TYPE_CHECKING:
    from types import ModuleType

SECONDS = 60.0
"""How long an import may take."""

_found: dict[tuple[str, str, str], Any] = {}


def load_callable(text: str, module: str, attribute: str, folder: Path) -> Any:
    """The function or app that a module has under a name; `text` is how the user named it.

    Raises UnreachableError that says what is missing.
    """
    key = (_whole(os.getcwd(), folder), module, attribute)  # noqa: PTH109 - a Path of it takes longer than the look-up
    if key not in _found:
        done = within(lambda: _module(module, folder), SECONDS)
        if done is None:
            raise UnreachableError(f"`{text}` cannot be imported: it takes longer than {SECONDS:g} s")
        if done.error is not None:
            raise UnreachableError(_why(text, module, done.error))
        _found[key] = _attribute(text, done.value, attribute)
    return _found[key]


@lru_cache(maxsize=64)
def _whole(_here: str, folder: Path) -> str:
    """The whole path of a folder, as seen from the working folder; links on the way are followed once."""
    return folder.resolve().as_posix()


def _module(name: str, folder: Path) -> ModuleType:
    """Import it; two flows in two folders may both have an `app`, and each gets its own."""
    top = name.partition(".")[0]
    own = folder.resolve() / top
    if own.is_dir() or own.with_suffix(".py").exists():
        known = sys.modules.get(top)
        if known is not None and not _lives_in(known, folder.resolve()):
            for other in [key for key in sys.modules if key == top or key.startswith(f"{top}.")]:
                del sys.modules[other]
    for path in (Path.cwd().as_posix(), folder.resolve().as_posix()):
        if path in sys.path:
            sys.path.remove(path)
        sys.path.insert(0, path)
    return import_module(name)


def _lives_in(module: ModuleType, folder: Path) -> bool:
    places = [module.__file__] if getattr(module, "__file__", None) else list(getattr(module, "__path__", ()))
    return any(Path(str(place)).resolve().is_relative_to(folder) for place in places)


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
