"""What the types of answers say besides their kinds: patterns, bounds, examples."""

from __future__ import annotations

from typing import Annotated, Any

from simulator.model.record import frozen

_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@frozen
class Says:
    """Stands in `Annotated`: an example, the pattern of a whole text, the lowest number, what is to be said of it."""

    example: str | float
    pattern: str | None = None
    low: int | None = None
    words: str = ""

    @property
    def keywords(self) -> dict[str, Any]:
        """As a schema has it."""
        pattern = None if self.pattern is None else f"^(?:{self.pattern})$"
        found = {"description": self.words or None, "pattern": pattern, "minimum": self.low}
        return {**{key: value for key, value in found.items() if value is not None}, "examples": [self.example]}


@frozen
class Refers:
    """Stands in `Annotated`: the schema of that name, which is made otherwise."""

    name: str


Amount = Annotated[int, Says(1, low=0)]
CallEvent = Annotated[dict[str, Any], Refers("CallEvent")]
"""An event of a trace."""
Free = dict[str, Any]
"""An object whose keys are not ours."""
Id = Annotated[str, Says("b12c8a00-ea15-11f0-a8a2-6f41b1a0f9b6", _UUID)]
Instant = Annotated[str, Says("2026-01-05T09:00:00.000Z", rf"{_TIME}\.[0-9]{{3}}Z")]
"""As the platform writes it, in UTC."""
Ms = Annotated[int, Says(3000, low=0, words="in ms")]
Phone = Annotated[str, Says("+6591234567")]
SubAccountId = Annotated[str, Says("acme")]
SessionEnding = Annotated[str, Refers("SessionEnding")]
"""How a session ended, or that it lives."""
SomeText = Annotated[str, Says("ok")]
