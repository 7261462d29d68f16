"""Every exception that this package raises on purpose.

A mistake in a user's file is never one of these: it is a diagnostic, and comes back as a value.

    CallflowError
    ├── UsageError          an option, a file name or a key script that cannot be used
    │   ├── UnreachableError    a backend that cannot be reached or started
    │   └── EndlessPatternError     a regular expression that does not come to an end
    ├── RefusedError        a call flow with errors was handed to something that needs a sound one
    ├── OutOfTurnError      a call was fed something that it was not waiting for
    ├── StrayedError        a backend answered the same question differently
    └── MissingExtraError   an optional library is needed and not installed
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class ReportedSpan(Protocol):
    """Where a finding stands: line and column count from 1."""

    @property
    def line(self) -> int:
        """The line."""
        ...

    @property
    def column(self) -> int:
        """The column, in characters."""
        ...


class Reported(Protocol):
    """What can be read of a diagnostic (`simulator.Diagnostic`), which knows more and stands above this module."""

    @property
    def code(self) -> int | str:
        """A status code of the platform, or the name of a lint."""
        ...

    @property
    def severity(self) -> str:
        """`error`, `warning` or `info`."""
        ...

    @property
    def message(self) -> str:
        """What was found."""
        ...

    @property
    def hint(self) -> str:
        """What to do about it."""
        ...

    @property
    def path(self) -> str:
        """The JSON path."""
        ...

    @property
    def span(self) -> ReportedSpan:
        """The place in the file."""
        ...

    @property
    def file(self) -> str:
        """The file."""
        ...


class CallflowError(Exception):
    """The base of every error below; the command line shows it and exits with 2. Each argument is a line of its own."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that it means: a line break within one of them came with a text of the user."""
        return tuple(map(str, self.args))


class UsageError(CallflowError):
    """An option, a file name, an account file or a key script that cannot be used."""


class UnreachableError(UsageError):
    """A backend that cannot be reached or started at all: the first line says why, more lines show its own traceback.

    It is found out before anything is asked, by importing it, starting it, or connecting to it.
    """

    @property
    def cause(self) -> str:
        """Why, in one line."""
        return str(self).partition("\n")[0]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, those of its own traceback among them."""
        return tuple(str(self).split("\n"))


class EndlessPatternError(UsageError):
    """A regular expression of the user that was stopped, since it would not have come to an end."""

    def __init__(self, text: str, seconds: float) -> None:
        self._given = text, seconds
        super().__init__(
            f"`/{text}/` thinks longer than {seconds:g} s about one text: a repetition within a repetition, as in "
            "(a+)+, can be read in too many ways"
        )

    def __reduce__(self) -> tuple[type[EndlessPatternError], tuple[str, float]]:
        """How it is pickled: as it was made."""
        return type(self), self._given


class RefusedError(CallflowError):
    """A call flow has structural errors, so there is nothing to compile; `diagnostics` holds them all."""

    def __init__(self, diagnostics: Sequence[Reported]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"[{d.code}] {d.message}" for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[RefusedError], tuple[Sequence[Reported]]]:
        """How it is pickled: as it was made."""
        return type(self), (self.diagnostics,)


class OutOfTurnError(CallflowError):
    """A call was fed something (a key, a leg's outcome, a reply) that it was not waiting for."""


class StrayedError(CallflowError):
    """A backend answered the question number `at` (from 0) of a call otherwise than before; `now` says how."""

    def __init__(self, at: int, now: str) -> None:
        super().__init__(f"question {at + 1} was answered otherwise than before: {now}")
        self.at, self.now = at, now

    def __reduce__(self) -> tuple[type[StrayedError], tuple[int, str]]:
        """How it is pickled: as it was made."""
        return type(self), (self.at, self.now)


class MissingExtraError(CallflowError):
    """An optional library is needed and not installed; the message says which extra brings it."""
