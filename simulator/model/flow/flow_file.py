"""A flow file as data: what begins a call, and who answers the webhook. `loading/flow_file.py` reads it."""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from attrs import Factory, field

from simulator.model.account import Account
from simulator.model.diagnostic import Span
from simulator.model.pattern import Pattern
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.model.call.event import CallStatus
    from simulator.model.diagnostic import Fix, Instead
    from simulator.model.flow.file_text import FileText
    from simulator.model.flow.hours import Hours
    from simulator.model.flow.invariant import Invariant

DigitsForm = Literal["any", "null", "other", "texts", "pattern"]
"""What a row says of digits: nothing, `null`, `other`, one or several texts, or `/a regular expression/`."""

ClockSeen = Literal["real", "simulated"]

EVERY_STAGE = "*"


@frozen(eq=False)
class Inbound:
    """A call that comes in: who calls, and which number."""

    source: str
    destination: str


@frozen(slots=False)
class When:
    """When a row answers. `stage` is the last reply's clientActionId: None where it gave none, `*` for any.

    `texts` holds the digits of the form `texts`, or the one expression (without slashes) of the form `pattern`. A row
    with `hours` answers only while these are open.
    """

    stage: str | None = None
    digits: DigitsForm = "any"
    texts: tuple[str, ...] = ()
    call_status: CallStatus | None = None
    hours: Hours | None = None

    @cached_property
    def expression(self) -> Pattern:
        """The regular expression of the form `pattern`."""
        return Pattern(self.texts[0])

    def matches(self, call_status: str, digits: str | None, stage: str | None, instant: int | None = None) -> bool:
        """Whether this row answers such a question at an instant, in ms since 1970 (None: whenever it is open)."""
        closed = self.hours is not None and instant is not None and not self.hours.open(instant)
        return self.stage in (EVERY_STAGE, stage) and self.answers(call_status, digits) and not closed

    def answers(self, call_status: str, digits: str | None) -> bool:
        """Whether it answers such a question at its stage."""
        if self.call_status is not None and self.call_status != call_status:
            return False
        return self.takes(digits) and (self.digits != "null" or call_status == "ACTION_COMPLETED")

    def takes(self, digits: str | None) -> bool:
        """Whether the row takes these digits, None where nothing was captured."""
        if self.digits == "any":
            return True
        if digits is None or self.digits == "null":
            return digits is None and self.digits == "null"
        if self.digits == "texts":
            return digits in self.texts
        return self.digits == "other" or self.expression.fullmatch(digits)


@frozen(eq=False)
class FlowBody:
    """A request or reply that a flow file names, or writes inline: its JSON, and where it stands.

    `text.file` is the file that holds it, the flow file itself where it is inline; `path` is the place in the
    flow file that names it. `place` says where a path of an inline body stands in the flow file, or what would hold it;
    a second path is that of a name in it, whose place it is then. `fix` says what to write there for another value or
    name.
    """

    raw: bytes
    text: FileText = field(repr=False)
    path: str
    span: Span
    place: Callable[[str, str], Span] | None = field(default=None, repr=False)
    fix: Callable[[str, Instead], Fix | None] | None = field(default=None, repr=False)


@frozen(eq=False)
class ReplyRow:
    """One row of the table, for one of the stages that it names; `number` counts from 1, `span` is its place.

    A row that names several stages stands in the table once for each, with one number.
    """

    number: int
    when: When
    reply: FlowBody
    span: Span


@frozen(eq=False)
class RowsByStage:
    """The rows of a table, found by the stage of a question: those that name it and those of every stage, in order."""

    rows: Sequence[ReplyRow]

    @cached_property
    def _named(self) -> dict[str | None, list[ReplyRow]]:
        found: dict[str | None, list[ReplyRow]] = {}
        for row in self.rows:
            found.setdefault(row.when.stage, []).append(row)
        return found

    @cached_property
    def _known(self) -> dict[str | None, list[ReplyRow]]:
        return {}

    def at(self, stage: str | None) -> list[ReplyRow]:
        """The rows that can answer at a stage."""
        found = self._known.get(stage)
        if found is not None:
            return found
        every = self._named.get(EVERY_STAGE, [])
        if stage == EVERY_STAGE or stage not in self._named:
            return every
        rows = self._known[stage] = [*self._named[stage], *every]
        # Rows of every stage mostly stand below all others, and looking at each row again takes time.
        if every and self._named[stage][-1].number > every[0].number:
            rows.sort(key=attrgetter("number"))
        return rows


@frozen(eq=False)
class FlowFile:
    """A flow: a request or an inbound call, and a table (`rows`) or a `backend` that answers the webhook.

    `post` maps VCS and VSS to the addresses that get them. `reset` (`module:function`) is called before each call,
    `authorization` is the Authorization header of every webhook. `files` are all files that it names, itself first.
    """

    name: str
    file: str
    account: Account = Account()
    body: FlowBody | None = None
    inbound: Inbound | None = None
    rows: tuple[ReplyRow, ...] | None = None
    backend: str | None = None
    post: dict[str, str] = Factory(dict)
    reset: str | None = None
    authorization: str | None = None
    files: tuple[str, ...] = ()
    account_given: str | dict[str, Any] | None = None
    """The account as the file gives it: the name of its file, or its content."""
    probes: tuple[str, ...] = ()
    """Entries that are worth trying in front of a backend; a table's rows say by themselves what they tell apart."""
    invariants: tuple[Invariant, ...] = ()
    """What must hold on every way."""
    clock: ClockSeen = "real"
    """Which clock a backend in this process sees."""

    @cached_property
    def hours(self) -> tuple[Hours, ...]:
        """The opening hours that its rows name, each once."""
        return tuple(dict.fromkeys(row.when.hours for row in self.rows or () if row.when.hours is not None))

    @property
    def sees_clock(self) -> bool:
        """Whether its backend sees the simulated clock: a running server has one of its own."""
        here = self.backend is not None and not self.backend.lower().startswith("http")
        return here and self.clock == "simulated"

    @property
    def of_file(self) -> bool:
        """Whether a flow file describes it; else it is a request body as it stands, with a backend or without."""
        return self.body is None or self.body.path != "$"

    @property
    def request(self) -> bytes | None:
        """The request body, None where the call comes in."""
        return self.body.raw if self.body else None
