"""What a person must be told of what is not heard: each thing once."""

from __future__ import annotations

from attrs import define, field


@define(eq=False)
class Notes:
    """Lines to be told, in the order in which they came up."""

    _lines: dict[str, None] = field(factory=dict)

    def add(self, line: str) -> None:
        """Tell a line, unless it was told before."""
        self._lines[line] = None

    @property
    def lines(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self._lines)
