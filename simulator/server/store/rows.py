"""The rows of the journal. A row takes the place of an earlier one with the same `KEY`, and keeps its place in order.

Each class is a table, each field a column: text, whole number, bytes, or `Json`, which is written as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import field

from simulator.model.record import frozen

if TYPE_CHECKING:
    WebhookState = Literal["due", "answered"]
    Json = Any
    """What JSON can hold; nobody changes it once it is in a row."""


@frozen
class StartRow:
    """A session that was accepted at `begun` (ms since 1970): its `body` as it came, and what it ran with.

    `flow` and `product` are the versions of the flow and of this program, `line` is who is at the other end.
    """

    KEY: ClassVar = ("id",)
    SESSION: ClassVar = "id"

    id: str
    account: str
    body: bytes = field(repr=False)
    begun: int
    settings: Json = field(default=None, repr=False)
    flow: str = ""
    product: str = ""
    line: Json = None


@frozen
class InputRow:
    """The input `number` (from 0) of a session: what came from outside `at` ms of the session."""

    KEY: ClassVar = ("session", "number")
    SESSION: ClassVar = "session"

    session: str
    number: int
    at: int
    kind: str
    data: Json = None


@frozen
class WebhookRow:
    """A webhook of a session, due at `due` ms since 1970; once answered, what came of it.

    `sent` is when it left (ms since 1970) and `took` how many ms it was out; `status` 0 and `words` tell of no answer.
    """

    KEY: ClassVar = ("session", "event")
    SESSION: ClassVar = "session"

    session: str
    event: str
    type: str
    url: str
    payload: Json
    due: int
    state: WebhookState = "due"
    sent: int | None = None
    took: int | None = None
    status: int | None = None
    reply: bytes | None = None
    words: str = ""


@frozen
class EndRow:
    """A session is over since `at` (ms since 1970); `summary` is what its VSS says."""

    KEY: ClassVar = ("session",)
    SESSION: ClassVar = "session"

    session: str
    at: int
    summary: Json = None


@frozen
class RegistrationRow:
    """A webhook type of an account and where it is posted to; `authorization` is shown nowhere."""

    KEY: ClassVar = ("account", "type")
    SESSION: ClassVar = ""

    account: str
    type: str
    url: str
    enabled: bool = True
    authorization: str | None = field(default=None, repr=False)


@frozen
class DocumentRow:
    """Anything else that an account keeps under a name; `value` is shown nowhere, since it may hold a password."""

    KEY: ClassVar = ("account", "name")
    SESSION: ClassVar = ""

    account: str
    name: str
    value: Json = field(default=None, repr=False)


JournalRow = StartRow | InputRow | WebhookRow | EndRow | RegistrationRow | DocumentRow
TABLES: tuple[type[JournalRow], ...] = (StartRow, InputRow, WebhookRow, EndRow, RegistrationRow, DocumentRow)
"""Every kind of row."""


@frozen
class Removal:
    """Takes away the row of a table with this key, if there is one; of a session it takes all that is its own."""

    table: type[JournalRow]
    key: tuple[str | int, ...]


@frozen
class Wipe:
    """Takes away every row that was written before."""


Written = JournalRow | Removal | Wipe


def key_of(row: JournalRow) -> tuple[str | int, ...]:
    """What no two rows of a table share."""
    return tuple(getattr(row, name) for name in row.KEY)


def session_of(row: JournalRow) -> str | None:
    """The session that a row belongs to; None where it outlives all sessions."""
    return getattr(row, row.SESSION) if row.SESSION else None
