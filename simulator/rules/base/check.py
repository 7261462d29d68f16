"""A body is read, every rule looks at it, and of all findings the platform's one answer is chosen.

The order in which the platform looks for faults is assumed (setting `answerOrder`), and so is which codes
go with HTTP 400 and which with 422 (setting `httpSplit`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve

from simulator.actions.base.params import lasting
from simulator.loading.body.read import read_body
from simulator.loading.faults import ENVELOPE_CAUSE
from simulator.loading.paths import parent, steps
from simulator.loading.signs import hidden_in
from simulator.model.diagnostic import Diagnostic, Instead, Span
from simulator.model.kept import Cache
from simulator.model.record import record
from simulator.model.status import ANSWER_ORDER, ENVELOPE, STATUS
from simulator.registry import modules
from simulator.rules.base.slips import with_slips_joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from simulator.loading.body.body import Body, BodyKind
    from simulator.model.account import Account
    from simulator.model.diagnostic import Code, Finding
    from simulator.rules.base.rule import Context

    RuleCheck = Callable[[Body, Context], Iterator[Finding]]

PACKAGE = "simulator.rules"
KEPT, ACTIONS = 4096, 100_000
"""Lists without an error that are kept, so that those that differ in what is spoken or dialled need not be looked
through; and their actions in all."""
_sound: Cache[tuple[object, ...], Account] = Cache(KEPT, ACTIONS)
"""The accounts are kept too: their `id` names them."""
SessionStatus = Literal["CREATED", "NOT_CREATED"]

_RANK = {code: rank for rank, code in enumerate(ANSWER_ORDER)}


@record
class RequestAnswer:
    """What the platform answers; `http_status` is None for a webhook reply, which nobody answers."""

    http_status: int | None
    session_status: SessionStatus
    status_code: int
    status_message: str

    def as_dict(self) -> dict[str, Any]:
        """The answer with the platform's own spellings."""
        return {
            "httpStatus": self.http_status,
            "sessionStatus": self.session_status,
            "statusCode": self.status_code,
            "statusMessage": self.status_message,
        }


@record
class Checked:
    """A body, everything that is to be said of it in the order of the file, and the platform's answer."""

    body: Body
    diagnostics: tuple[Diagnostic, ...]
    answer: RequestAnswer

    @property
    def accepted(self) -> bool:
        """Whether the platform would take the body."""
        return self.answer.status_code == 1

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Why the platform would not take it, where it would not."""
        return tuple(found for found in self.diagnostics if found.severity == "error")


def check_body(raw: bytes, kind: BodyKind, context: Context, file: str = "") -> Checked:
    """Check a request body or a webhook reply; whatever the bytes are, nothing is raised."""
    body = read_body(raw, kind, context.account)
    if not context.lints and not _errors(body, context):
        return Checked(body, (), answer_for(1, kind, context.account))
    every = _findings(body, evolve(context, lints=True))  # an error may take its words from a lint
    findings = _folded(with_slips_joined(every, body.data))
    if not context.lints:
        findings = [found for found in findings if found.severity == "error"]
    placed = sorted(_placed(findings, body, file), key=lambda pair: pair[1].order)
    diagnostics = tuple(diagnostic for _, diagnostic in placed)
    return Checked(body, diagnostics, _answer([pair[0] for pair in placed], kind, context.account))


def answer_for(code: int, kind: BodyKind, account: Account, message: str = "") -> RequestAnswer:
    """The answer with this code, also for a -9999 that is injected; a -1009 brings its own message."""
    http: int | None = STATUS[code].http
    if kind == "reply":
        http = None
    elif code == -9999:
        http = account.assumptions.internal_error_http
    elif http == 400 and account.assumptions.http_split == "422":
        http = 422
    return RequestAnswer(http, "CREATED" if code == 1 else "NOT_CREATED", code, message or STATUS[code].message)


def can_be_dialled(body: Body, context: Context) -> bool:
    """Whether no code has something to say of the numbers of a list like one without an error."""
    return not any(found for check in _rules_about("DIALLED") for found in check(body, context))


def _errors(body: Body, context: Context) -> list[Finding]:
    """Errors alone. Of a list like one without any, what is spoken and dialled alone is looked at."""
    alike = _alike(body, context)
    if alike is not None and _sound.get(alike) is context.account:
        return [found for check in _rules_about("SPOKEN", "DIALLED") for found in check(body, context)]
    found = _findings(body, context)
    if alike is not None and not found:
        _sound.keep(alike, context.account, len(body.actions))
    return found


def _alike(body: Body, context: Context) -> tuple[object, ...] | None:
    """All that rules look at but what is spoken or dialled; None where reading found something, or there is a date."""
    actions = body.actions
    if body.faults or body.data is None or body.valid_until is not None or len(actions) < len(body.entries):
        return None
    return (id(context.account), context.free_legs, body.kind, body.names, *map(lasting, actions))


@cache
def _rules() -> tuple[tuple[RuleCheck, ...], tuple[tuple[str, RuleCheck], ...]]:
    """The checks of all status codes, and those of all lints by name; the registry is walked once."""
    found = modules(PACKAGE)
    return (
        tuple(module.check for module in found if isinstance(module.CODE, int)),
        tuple((module.CODE, module.check) for module in found if isinstance(module.CODE, str)),
    )


@cache
def _rules_about(*marks: str) -> tuple[RuleCheck, ...]:
    """The checks of the status codes that depend on what differs from call to call: what is `SPOKEN`, or `DIALLED`."""
    return tuple(
        module.check
        for module in modules(PACKAGE)
        if isinstance(module.CODE, int) and any(hasattr(module, mark) for mark in marks)
    )


def _findings(body: Body, context: Context) -> list[Finding]:
    statuses, lints = _rules()
    found: list[Finding] = []
    for check in statuses:
        found += check(body, context)
    if body.data is not None and context.lints:
        ignored = context.account.ignore
        for name, check in lints:
            if name not in ignored:
                found += check(body, context)
    return found


def _folded(findings: Iterable[Finding]) -> list[Finding]:
    """One finding per fault: of those at one place with one cause, the first in the answer order."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        cause: object = finding.cause or (finding.code, finding.message, finding.hint)
        key = (finding.path, cause, finding.span)
        if key not in kept or _rank(finding) < _rank(kept[key]):
            kept[key] = finding
    return list(kept.values())


def _rank(finding: Finding) -> int:
    code: Code = ENVELOPE if (finding.code, finding.cause) == (-1009, ENVELOPE_CAUSE) else finding.code
    return _RANK.get(code, len(ANSWER_ORDER)) if isinstance(code, int) else len(ANSWER_ORDER)


def _placed(findings: list[Finding], body: Body, file: str) -> Iterator[tuple[Finding, Diagnostic]]:
    from simulator.loading.json.spans import Spans

    spans = Spans(body.text)
    odd = not body.text.isascii() or "\\u" in body.text
    for found in findings:
        span: Span = found.span or (spans.of_key(found.key) if found.key else spans.at(found.path))
        hint = _with_hidden(found, body.data) if odd else found.hint
        fix = spans.fix(found.fixed_at, found.fix) if isinstance(found.fix, Instead) else found.fix
        yield found, Diagnostic(found.code, found.severity, found.message, hint, found.path, span, file, found.key, fix)


def _with_hidden(found: Finding, data: Any) -> str:
    """The hint of a finding, with the signs that nobody sees in the value (of an error) or the key that it is about."""
    key: str | int = ""
    for key in steps(found.path):
        inside = isinstance(data, dict | list)
        data = data[key] if inside and (key in data if isinstance(data, dict) else int(key) < len(data)) else None
    value = data if found.severity == "error" and isinstance(data, str) and "U+" not in found.hint else ""
    said = hidden_in(str(key)) or hidden_in(value)
    return "; ".join(filter(None, (found.hint, said)))


def _inside(path: str, above: Iterable[str]) -> bool:
    return any(path.startswith((f"{one}.", f"{one}[")) for one in above)


def _answer(in_order: list[Finding], kind: BodyKind, account: Account) -> RequestAnswer:
    """The first error: in the assumed phases, and in the order of the file within each; or in the file alone."""
    errors = [finding for finding in in_order if isinstance(finding.code, int)]
    misspelt = tuple(parent(finding.path) for finding in errors if finding.code == -1007)
    # What is said of a misspelt action as of the nearest one is for its writer: the platform reads no further.
    errors = [found for found in errors if found.code == -1007 or not _inside(found.path, misspelt)]
    if not errors:
        return answer_for(1, kind, account)
    phased = account.assumptions.answer_order == "phased"
    first = min(errors, key=_rank) if phased else errors[0]
    assert isinstance(first.code, int)
    return answer_for(first.code, kind, account, first.message)
