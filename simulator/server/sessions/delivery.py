"""What became of one webhook: what was posted, what was answered, how long it took, and what is to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

if TYPE_CHECKING:
    from simulator.model.diagnostic import Diagnostic


@define(eq=False)
class Delivery:
    """One webhook of a session, kept; `at` is in ms of the session, `took` in ms of real time.

    `status` and `answer` are None where nothing came, `why` says what was wrong, else it is empty. `url` is None where
    the flow that was started with the server answers. `tries` counts the times it was posted, `twice` has it posted
    twice.
    """

    type: str
    at: int
    url: str | None
    body: dict[str, Any]
    status: int | None = None
    answer: str | None = None
    took: float = 0.0
    why: str = ""
    findings: tuple[Diagnostic, ...] = field(default=())
    tries: int = 0
    twice: bool = False
    late: int = 0
    number: int = 0
    done: bool = False

    @property
    def received(self) -> bool:
        """Whether it was answered 2xx."""
        return self.status is not None and 200 <= self.status < 300
