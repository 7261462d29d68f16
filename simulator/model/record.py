"""Data classes of attrs that are quick to make: their instances in a call, and the classes when the program starts.

attrs makes a class frozen by writing each field past `__setattr__`, which takes two to three times as long as an
assignment; a call makes fifty records, so that this alone would be a third of its time. And it writes and compiles a
`__repr__` for each class, a third of the time that a class takes; all of ours share one, which says the same.
"""

from __future__ import annotations

from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
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
    fields = attrs.fields(type(self))
    given = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields if field.repr)
    return f"{type(self).__qualname__.rpartition('>.')[2]}({given})"


__all__ = ["frozen", "record"]
