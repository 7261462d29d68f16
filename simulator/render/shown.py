"""Results of the public API that show themselves: printed, in a notebook, and in each format of their command."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from simulator.errors import UsageError
from simulator.model.by_value import by_value

if TYPE_CHECKING:
    from collections.abc import Hashable

LINES, CHARACTERS = 40, 4000
"""The most that a console shows of a result that is not printed."""


class Printed:
    """Shows its text where a notebook or a console shows a value: no generated `__repr__` may stand before this one.

    Two of the same content are equal. A text that is too long for a console is shown in part, and `print` shows all.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        text = str(self)
        begin = "".join(text[:CHARACTERS].splitlines(keepends=True)[:LINES])
        if len(begin) == len(text):
            return text
        return f"{begin.rstrip()}\n... {len(text) - len(begin)} more characters: print() shows all\n"

    def _value(self) -> Hashable:
        """What it is compared and hashed by."""
        return by_value(self)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._value() == other._value()

    def __hash__(self) -> int:
        return hash(self._value())

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(str(self))


class Shown(Printed):
    """Has every format of a command: `formats` names their folder in `simulator/render`."""

    __slots__ = ()

    formats: ClassVar[str]

    if TYPE_CHECKING:

        def _shown(self) -> Any:
            """What the formats are given."""

    def render(self, format: str = "text", *, colour: bool = False, show_secrets: bool = False) -> str:  # noqa: A002
        """All of it, as `--format` of its command gives it. Raises UsageError for an unknown format.

        Where a format is meant to be shared, secrets that were found are masked, unless `show_secrets`.
        """
        from simulator.render.sharing import rendered

        return rendered(self.formats, format, self._shown(), colour, show_secrets)

    def __str__(self) -> str:
        return self.render()


class Drawn(Shown):
    """Shows its drawing in a notebook."""

    __slots__ = ()

    def _repr_svg_(self) -> str | None:
        """None where it would be too large to be read."""
        with suppress(UsageError):
            return fitting(self.render("svg"))
        return None


def fitting(svg: str) -> str:
    """A drawing that is never wider than the cell of a notebook."""
    return svg.replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)
