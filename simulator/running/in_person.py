"""A backend that is given itself, as a function or an app, instead of being named."""

from __future__ import annotations

import inspect
import re
from typing import Any

from simulator.errors import UsageError
from simulator.model.flow.where import InPerson, WhereKind, parse_where
from simulator.model.values import shown

_NO_NAME = re.compile(r"\W")
_KINDS: dict[int, WhereKind] = {1: "python", 2: "wsgi", 3: "asgi"}
"""What a callable is by the arguments that it must be given."""


def in_person(backend: Any) -> str:
    """The place of a backend: that of a function (one argument), a WSGI app (two) or an ASGI app (three) holds it.

    Raises UsageError where it is neither a place nor one of these.
    """
    if isinstance(backend, str):
        try:
            parse_where(backend)
        except ValueError as error:
            raise UsageError(f'"{backend}" is not the place of a backend: {error}') from None
        return backend
    kind = _KINDS.get(_arguments(backend)) if callable(backend) else None
    if kind is None:
        raise UsageError(
            f"backend is {shown(backend)}, expected its place (http://..., python:module:function), "
            "a function of the webhook's body, or a WSGI or ASGI app"
        )
    place = InPerson(f"{kind}:{_module(backend)}:{_name(backend)}")
    place.target = backend
    return place


def _arguments(backend: Any) -> int:
    """How many arguments it must be given; one that does not tell takes the body."""
    try:
        parameters = inspect.signature(backend).parameters.values()
    except (TypeError, ValueError):
        return 1
    places = [one for one in parameters if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    needed = sum(one.default is one.empty for one in places)
    if needed == 0 and (places or any(one.kind is one.VAR_POSITIONAL for one in parameters)):
        return 1
    return needed


def _module(backend: Any) -> str:
    module = getattr(backend, "__module__", None)
    return module if isinstance(module, str) and all(map(str.isidentifier, module.split("."))) else "given"


def _name(backend: Any) -> str:
    name = getattr(backend, "__name__", type(backend).__name__)
    word = _NO_NAME.sub("", str(name))
    return word if word.isidentifier() else "backend"
