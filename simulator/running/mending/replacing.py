"""A text with some of its stretches replaced; all that is not replaced stays byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import LINE_BREAK, NO_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.diagnostic import Fix

BOM = b"\xef\xbb\xbf"


class Mendable:
    """The text of a file, which is UTF-8, and the offsets of its lines. Raises ValueError for what is no UTF-8."""

    def __init__(self, raw: bytes) -> None:
        self._mark = BOM if raw.startswith(BOM) else b""
        self._text = raw.removeprefix(BOM).decode()
        self._lines = [0, *(found.end() for found in LINE_BREAK.finditer(self._text))]

    def with_fixes(self, fixes: Iterable[Fix]) -> bytes:
        """The file with these fixes, none of which touches another one."""
        parts, at, mark = [], 0, self._mark
        for fix in sorted(fixes, key=self._ends):
            start, end = self._ends(fix)
            parts += [self._text[at:start], fix.text]
            at = end
            mark = b"" if fix == NO_MARK else mark
        return mark + "".join([*parts, self._text[at:]]).encode()

    def apart(self, fixes: Iterable[Fix]) -> list[Fix]:
        """Those of the fixes that touch none before them in the text, in its order."""
        chosen: list[Fix] = []
        begun, over = -1, 0
        for fix in sorted(fixes, key=self._ends):
            start, end = self._ends(fix)
            if start >= over and (start, end) != (begun, over):
                chosen.append(fix)
                begun, over = start, end
        return chosen

    def said(self, fix: Fix) -> str:
        """What stands where a fix replaces it."""
        start, end = self._ends(fix)
        return self._text[start:end]

    def _ends(self, fix: Fix) -> tuple[int, int]:
        span = fix.span
        return self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)

    def _offset(self, line: int, column: int) -> int:
        return self._lines[line - 1] + column - 1 if line <= len(self._lines) else len(self._text)
