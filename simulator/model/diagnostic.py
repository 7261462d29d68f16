"""A finding, where it is, and how grave: what `check` prints and every other layer hands on."""

from __future__ import annotations

import re
from typing import Any, Literal

from attrs import field

from simulator.model.record import frozen, record

Severity = Literal["error", "warning", "info"]
Code = int | str
"""A status code of the platform (a negative number) or the name of a lint of ours (`L001`)."""

LINE_BREAK = re.compile("\r\n|[\n\r]")
"""What ends a line wherever lines are counted; U+2028 and the like end none, as in JSON and YAML 1.2."""

GRAVITY: dict[Severity, int] = {"error": 2, "warning": 1, "info": 0}


@record
class Span:
    """A stretch of a file: lines and columns start at 1 and count characters; the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def moved(self, lines: int) -> Span:
        """The same stretch so many lines further down."""
        return Span(self.line + lines, self.column, self.end_line + lines, self.end_column)


@record
class Instead:
    """What a value certainly should be or, with `name`, what the field that holds it should be called.

    `was` is the value or name as it was found: only where a file says just that, it is rewritten.
    """

    was: Any
    value: Any
    name: bool = False


@record
class Fix:
    """A stretch of a file and the text that certainly belongs there; `instead` says the same of its data, if any."""

    span: Span
    text: str
    instead: Instead | None = None


NO_MARK = Fix(Span(), "")
"""The byte order mark of a file goes: it stands before the first column, where nothing else could be replaced."""


@frozen
class Finding:
    """What a rule says before anyone knows on which line it stands.

    `path` is a JSON path (`$.callflow[0].params.text`). `cause` is what findings at the same path fold by:
    two codes that complain of one fault carry the same cause, and the first in the answer order is kept.
    `span` is given only where the path cannot say it (a syntax error). `key` is the path of a member whose name is at
    fault, not its value: there it is shown. `meant` is the path of the field that such a name is near to. `fix` is what
    certainly mends it, in words of the data, or of the text where there are no data.
    """

    code: Code
    path: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    cause: str = ""
    span: Span | None = None
    key: str = ""
    meant: str = ""
    fix: Instead | Fix | None = None

    @property
    def fixed_at(self) -> str:
        """The path of what `fix` changes."""
        return self.key or self.path


@frozen
class Diagnostic:
    """A finding with its place in a file, as users, editors and CI systems see it; `key` as that of the finding."""

    code: Code
    severity: Severity
    message: str
    hint: str
    path: str
    span: Span
    file: str = ""
    key: str = ""
    fix: Fix | None = field(default=None, hash=False)

    @property
    def fixed_at(self) -> str:
        """The path of what `fix` changes."""
        return self.key or self.path

    @property
    def order(self) -> tuple[str, int, int, bool, str]:
        """Sort by file, line and column; numbers stand before names."""
        return (self.file, self.span.line, self.span.column, isinstance(self.code, str), str(self.code))
