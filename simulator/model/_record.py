"""Records that are made by the thousand: frozen for the type checker, plain attributes while the program runs.

attrs makes a class frozen by writing each field past `__setattr__`, which takes two to three times as long as an
assignment; a call makes fifty records, so that this alone would be a third of its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as record
else:
    from attrs import define

    record = define(unsafe_hash=True, weakref_slot=False)

__all__ = ["record"]
