"""Data classes of attrs that are quick to make: their instances in a call, and the classes when the program starts.

attrs makes a class frozen by writing each field past `__setattr__`, which takes two to three times as long as an
assignment; a call makes fifty records, so that this alone would be a third of its time. And it writes and compiles a
`__repr__` for each class, a third of the time that a class takes; all of ours share one, which says the same.
"""

from __future__ import annotations

from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

import attrs

FEW = 4
"""Items of a container that are shown."""
LONGEST = 800
"""The most characters that stand for one thing."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attrs import frozen
    from attrs import frozen as record
else:

    def record(made):
        """A record that is made by the thousand: frozen for the type checker, plain attributes while we run."""
        return attrs.define(_shown(made), unsafe_hash=True, weakref_slot=False)

    def frozen(made=None, **options):
        """A frozen class, as that of attrs, with its own `__repr__` where `repr=False` says so."""
        if made is None:
            return lambda made: frozen(made, **options)
        return attrs.frozen(made if options.get("repr") is False else _shown(made), **options)


def _shown(made: type[Any]) -> type[Any]:
    """The class with a `__repr__`, which attrs then leaves alone."""
    made.__repr__ = _repr  # type: ignore[assignment]
    return made


@recursive_repr("...")
def _repr(self: Any) -> str:
    """The fields that are not as they are by default; what is long in part, so that one line shows it."""
    given = [f"{name}={_part(value)}" for name, value in _told(self)]
    text = f"{type(self).__qualname__.rpartition('>.')[2]}({', '.join(given)})"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 100]} ... {text[-90:]}"


def _told(self: Any) -> Iterator[tuple[str, Any]]:
    for field in attrs.fields(type(self)):
        if field.repr:
            value, default = getattr(self, field.name), field.default
            if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
                default = attrs.NOTHING if default.takes_self else default.factory()
            if type(value) is not type(default) or value != default:
                yield field.name, value


def _part(value: Any) -> str:
    """A value, of a long container its beginning."""
    if isinstance(value, tuple | list) and len(value) > FEW:
        return f"{type(value)(value[:FEW])!r} and {len(value) - FEW} more"
    return f"<{len(value)} by name>" if isinstance(value, dict) and len(value) > FEW else repr(value)


__all__ = ["frozen", "record"]
