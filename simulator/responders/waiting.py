"""What waiting for answers that never came costs: seconds of real time, which a person should hear of.

Each question that a server takes and never answers costs its whole time limit. The command line says so after the
first, on standard error, and how much it was in all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Waited:
    """Questions that got no answer in time, and the seconds that were waited for them."""

    def __init__(self) -> None:
        self.begin()

    def begin(self, first: Callable[[Waited], None] = lambda _waited: None) -> None:
        """Count from nothing; `first` is called after the first such question."""
        self.questions, self.seconds, self._first = 0, 0.0, first

    def add(self, seconds: float) -> None:
        """One more question stayed without an answer for so many seconds."""
        self.questions += 1
        self.seconds += seconds
        if self.questions == 1:
            self._first(self)


WAITED = Waited()
"""What this process has waited, since a command began."""
