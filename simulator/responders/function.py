"""`python:module:function`: it takes the webhook's body and returns the reply."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.responders.hosting.alarm import within
from simulator.responders.hosting.importing import target_of
from simulator.responders.returned import served

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.flow.where import Where
    from simulator.responders.hosting.importing import ImportedTarget
    from simulator.responders.live import Served


@frozen
class FunctionBackend:
    """Calls a function with the body; it returns a dict, JSON as text or bytes, or (HTTP status, any of these)."""

    imported: ImportedTarget
    within = staticmethod(within)

    def send(self, body: dict[str, Any], most: int) -> Served:  # noqa: ARG002 - what it returns is in memory
        """Call it; a coroutine is waited for."""
        self.imported.enter()
        try:
            found = self.imported.target(body)
        except TypeError as error:
            if error.__traceback__ is not None and error.__traceback__.tb_next is None:
                raise TypeError(f"{error} (it is called with one argument, the webhook's body)") from None
            raise
        return served(asyncio.run(_wait(found)) if inspect.isawaitable(found) else found)

    def reach(self) -> None:
        """It is here already: it was imported."""

    def abort(self) -> None:
        """Nothing can stop a function."""


async def _wait(found: Any) -> Any:
    return await found


def backend(where: Where, folder: Path, authorization: str | None) -> FunctionBackend:  # noqa: ARG001
    """The backend of a flow. Raises UnreachableError where it cannot be imported."""
    return FunctionBackend(target_of(where, folder))
