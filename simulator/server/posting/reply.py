"""What a webhook that was sent came to: an answer, or none and why."""

from __future__ import annotations

from typing import Literal

from simulator.engine.answer import RawReply
from simulator.model.record import frozen, record
from simulator.responders.live import Served, received

FailureKind = Literal[
    "forbidden", "unsendable", "dns", "tls", "refused", "unreachable", "timeout", "dropped", "no HTTP"
]
"""forbidden: not allowed to ask; unsendable: a header that HTTP cannot carry; unreachable: any other word of the
system; timeout: the whole took too long; dropped: the connection ended too early."""


@record
class Reply:
    """An answer, whatever its status: one that is not 2xx too.

    `body` is what came, neither decompressed nor decoded; where it has more than `limit` bytes, `limit` and one of
    them. `ms` is how long the whole took. Names of headers are in lower case.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ms: int

    def header(self, name: str) -> str | None:
        """The first header of that name (in lower case); None where there is none."""
        return next((value for given, value in self.headers if given == name), None)

    def served(self) -> Served:
        """The same as what a dry run judges."""
        return Served(received(self.status, self.body, self.header))


@frozen
class Unanswered:
    """No answer: of which kind, in the words of a dry run, and after how many ms.

    `status` and `body` are what came of one that broke off; 0 where not even its head came.
    """

    kind: FailureKind
    words: str
    ms: int
    status: int = 0
    body: bytes = b""

    def served(self) -> Served:
        """The same as what a dry run judges."""
        raw = RawReply(self.status, self.body) if self.status else RawReply(dropped=True)
        return Served(raw, why=self.words)
