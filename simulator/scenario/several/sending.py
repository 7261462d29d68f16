"""A verdict on its way from one process to another, with its run where that is wanted.

What a run is made of is mostly shared by many: a compiled list is sent once, and a function that only its own process
can call is left behind.
"""

from __future__ import annotations

import io
import pickle
from functools import _lru_cache_wrapper
from types import FunctionType
from typing import TYPE_CHECKING, Any

from simulator.compiler.compiled import Compiled

if TYPE_CHECKING:
    from simulator.model.scenario.verdict import Verdict

LOCAL = "<l"
"""How the name of a function goes on that was made in another, or is a lambda: `<locals>`, `<lambda>`."""


class Sender:
    """Writes verdicts as bytes; one for each receiver."""

    def __init__(self) -> None:
        self._sent: dict[int, Compiled] = {}

    def written(self, number: int, verdict: Verdict) -> bytes:
        """A verdict and the number of its scenario."""
        if verdict.run is not None:
            verdict.run.answer  # noqa: B018 - it is worked out here, where that can be done
        room = io.BytesIO()
        pickler = pickle.Pickler(room, pickle.HIGHEST_PROTOCOL)
        pickler.persistent_id = self._shared  # type: ignore[method-assign]
        pickler.dump((number, verdict))
        return room.getvalue()

    def _shared(self, one: Any) -> tuple[int, bytes | None] | None:
        if isinstance(one, Compiled):
            known = id(one) in self._sent
            self._sent[id(one)] = one
            return id(one), None if known else pickle.dumps(one, pickle.HIGHEST_PROTOCOL)
        if isinstance(one, FunctionType | _lru_cache_wrapper) and LOCAL in one.__qualname__:
            return 0, None
        return None


class Receiver:
    """Reads what one sender has written, in the same order."""

    def __init__(self) -> None:
        self._known: dict[int, Compiled | None] = {0: None}

    def read(self, raw: bytes) -> tuple[int, Verdict]:
        """The number and the verdict."""
        reader = pickle.Unpickler(io.BytesIO(raw))
        reader.persistent_load = self._shared  # type: ignore[method-assign]
        found: tuple[int, Verdict] = reader.load()
        return found

    def _shared(self, named: tuple[int, bytes | None]) -> Compiled | None:
        number, raw = named
        if raw is not None:
            self._known[number] = pickle.loads(raw)
        return self._known[number]
