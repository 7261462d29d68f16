"""A scenario file as data: who calls, what fails, and what is expected. `loading/scenario_file.py` reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import Factory, field

from simulator.model.diagnostic import Span
from simulator.model.record import frozen, record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.model.call.keys import TimedToken
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.call.wanted import Words
    from simulator.model.diagnostic import Finding
    from simulator.model.flow.flow_file import Inbound

InjectedKind = Literal["reply", "webhook", "say", "playFile", "session", "answer"]
SERVED = ("apiKeys", "lines", "numbers")
"""Keys of an account for the server alone; the first are secret."""
WITHIN = 10_000
"""Ms that a program has to send its call flow where nobody says otherwise."""
FAULT_KINDS: tuple[InjectedKind, ...] = ("reply", "webhook", "say", "playFile", "session", "answer")


@record
class CallerStep:
    """One step of the caller, which answers one entry; `token` is what is pressed there, as keys are written."""

    token: str
    hears: Words | None
    span: Span
    hears_span: Span


@frozen
class ReplyFault:
    """What the webhook answers instead of the backend: None where the backend's own is kept; `delay` in ms."""

    status: int | None = None
    body: str | None = None
    delay: int = 0
    drop: bool = False


@frozen
class InjectedFault:
    """One entry of `faults`: a reply, a webhook that is delivered twice, or a code of the platform.

    `at` is in ms of the session, None at the next chance.
    """

    kind: InjectedKind
    span: Span
    code: int = 0
    at: int | None = None
    reply: ReplyFault | None = None

    @property
    def of_network(self) -> bool:
        """Whether it is a code of the platform."""
        return self.kind not in ("reply", "webhook")


@frozen
class Duration:
    """Bounds of a call's length in ms from dialling: failing from `below` on, to `above`; a warning from `warn` on."""

    below: int | None = None
    warn: int | None = None
    above: int | None = None


@frozen
class BodyCheck:
    """Fields of webhook number `at` (from 1) of a type, by JSON path; None stands for null and for absent."""

    type: str
    at: int
    fields: Mapping[str, Any]


@record
class Expected:
    """One key of `expect`: its value as the key has it, its place, and the place of each item or field in it."""

    key: str
    value: Any
    span: Span
    places: Mapping[str, Span] = Factory(dict)

    def place(self, *names: object) -> Span:
        """The place of an item (a number from 0) or of a field; of the whole where that has none."""
        return self.places.get("/".join(map(str, names)), self.span)


@frozen
class ProgramTrigger:
    """A customer's program that is poked: it gets `body` at the address `post`, and sends a call flow `within` ms.

    That is the one to `destination`; where this is None, the first that comes.
    """

    post: str
    span: Span
    body: bytes = b"{}"
    within: int = WITHIN
    destination: str | None = None


@frozen(eq=False, slots=False)
class Scenario:
    """One scenario, its example filled in.

    `flow` (a path), `request` (a body, often of `request_file`), `inbound` (a call that comes in) or `trigger` begins
    it.
    `number` counts from 0 the document in its file, `row` the row of its `examples` (None: it has none);
    `overlay` is the node of the account that is laid over the flow's; `leg_spans` and `timed_spans` are the places of
    `legs` and `timed`; `at` and `seed` as `callflow run` takes them: a scenario without a seed has ids of its own.
    `remarks` are warnings about the file that are told with this scenario. `skip` says why it is not run, `xfail`
    names the ticket for which it fails. `row_lines` are the first and the last line of its row.
    """

    name: str
    file: str
    span: Span
    number: int = 0
    row: int | None = None
    flow: str | None = None
    request: bytes | None = None
    request_file: str | None = None
    inbound: Inbound | None = None
    trigger: ProgramTrigger | None = None
    tags: tuple[str, ...] = ()
    at: int | None = None
    seed: int | None = None
    overlay: Any = None
    legs: tuple[LegOutcome, ...] = ()
    leg_spans: tuple[Span, ...] = ()
    steps: tuple[CallerStep, ...] = ()
    timed: tuple[TimedToken, ...] = ()
    timed_spans: tuple[Span, ...] = ()
    faults: tuple[InjectedFault, ...] = ()
    expect: tuple[Expected, ...] = field(default=())
    remarks: tuple[Finding, ...] = ()
    skip: str = ""
    xfail: str = ""
    row_lines: tuple[int, int] = (0, 0)

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.span.line

    @property
    def laid_over(self) -> dict[str, Any]:
        """What the overlay says of calls, as JSON would read it: without what is for the server alone."""
        plain = getattr(self.overlay, "plain", None)
        return {key: value for key, value in plain.items() if key not in SERVED} if isinstance(plain, dict) else {}

    @property
    def own(self) -> tuple[object, ...]:
        """What tells its session from others on any machine: the name of the file, not where it is, name and row."""
        return (self.file.rpartition("/")[2], self.name, self.row)

    @property
    def id(self) -> str:
        """The file and the name: unique in a suite."""
        return f"{self.file}::{self.name}"
