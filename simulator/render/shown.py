"""Results of the public API that show themselves: printed, in a notebook, and in each format of their command."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from simulator.errors import UsageError


class Printed:
    """Shows its text where a notebook or a console shows a value: no generated `__repr__` may stand before this one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

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
            return self.render("svg")
        return None
