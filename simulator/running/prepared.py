"""What begins calls, checked and compiled once: a request body, or a call that comes in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from attrs import field

from simulator.actions.make_call import MakeCall
from simulator.compiler.compiled import Compiled, compile_actions
from simulator.engine.setting import Setting, nothing_stored
from simulator.errors import UsageError
from simulator.model.assumptions import DEFAULT_INSTANT
from simulator.model.kept import Cache
from simulator.model.number import plus
from simulator.model.record import frozen
from simulator.running.alike import keep_alike, known_alike
from simulator.running.compiling import compile_source
from simulator.running.source import Source, moment
from simulator.webhooks.base.ids import uuid1

if TYPE_CHECKING:
    from simulator.compiler.tabling import ListKind
    from simulator.engine.setting import Stored
    from simulator.loading.body.body import BodyKind
    from simulator.model.account import Account
    from simulator.model.flow.flow_file import FlowFile, Inbound

REMEMBERED = 1024
"""Seeds whose setting is remembered."""
MOMENTS, BYTES = 256, 4 << 20
"""Instants at which the beginning of one flow is remembered, and how large it is at all of them."""

_DEFAULT = moment(DEFAULT_INSTANT) or 0
_of_flows: WeakKeyDictionary[FlowFile, Cache[int, Prepared]] = WeakKeyDictionary()


@frozen(eq=False)
class Prepared:
    """A beginning that any number of calls can share; `compiled` is None where the request is refused.

    `ids_from` is the instant that is in the ids of its calls, that of `source` where it is None.
    """

    source: Source
    compiled: Compiled | None
    stored: Stored
    inbound: Inbound | None = None
    ids_from: int | None = None
    _settings: dict[tuple[int, bool], Setting] = field(init=False, factory=dict)

    def setting(self, seed: int, watch_plays: bool) -> Setting:
        """The setting of one session; the next one with the same seed gets the same."""
        found = self._settings.get((seed, watch_plays))
        if found is None:
            found = self._setting(seed, watch_plays)
            if len(self._settings) < REMEMBERED:
                self._settings[seed, watch_plays] = found
        return found

    def _setting(self, seed: int, watch_plays: bool) -> Setting:
        source = self.source
        body = source.checked.body
        assert source.at is not None  # what runs calls never asks the real clock
        assert self.compiled is not None  # nobody runs a refused request
        return Setting(
            self.compiled,
            source.account,
            source.at,
            seed,
            body.valid_until,
            body.client_request_id,
            self.inbound,
            self.stored,
            watch_plays,
            ids_from=source.at if self.ids_from is None else self.ids_from,
        )

    def ids(self, seed: int) -> dict[str, str]:
        """The ids in the answer to a request that was accepted."""
        made = (self.source.at or 0) if self.ids_from is None else self.ids_from
        return {"callFlowRequestId": uuid1(seed, made, 1), "sessionId": uuid1(seed, made, 0)}

    @cached_property
    def _answer(self) -> dict[str, Any]:
        return self.source.answer

    def accepted(self, seed: int) -> dict[str, Any] | None:
        """The whole answer to a request that was accepted, for the caller to keep; None where the call comes in.

        The old dialect has fields of its own (documented; that `uid` is the session's id is assumed).
        """
        if self.inbound is not None:
            return None
        data, ids = self.source.checked.body.data or {}, self.ids(seed)
        if self.source.account.dialect == "v1.1":
            dialled = next(iter(self.source.checked.body.actions), None)
            number = {"destination": plus(dialled.destination)} if isinstance(dialled, MakeCall) else {}
            own = {"uid": ids["sessionId"], "status": "CREATED", **number}
            return {**self._answer, **own, **_given(data, "clientRequestId")}
        return {**self._answer, **ids, **_given(data, "validUntil")}


def _given(data: dict[str, Any], field: str) -> dict[str, Any]:
    return {} if data.get(field) is None else {field: data[field]}


def prepare(source: Source, inbound: Inbound | None = None, ids_from: int | None = None) -> Prepared:
    """Check and compile what begins a call; for an inbound call `source` stands for its account and instant."""
    compiled = None
    if inbound is not None:
        compiled = compile_actions((), "inbound", source.account.assumptions)
    elif source.lints:
        compiled = compile_source(source) if source.checked.accepted else None
    else:
        compiled = known_alike(source) or _first_of_its_kind(source)
    return Prepared(source, compiled, _stored(source.account, source.at), inbound, ids_from)


def _first_of_its_kind(source: Source) -> Compiled | None:
    """The list of a request that is read whole."""
    if not source.checked.accepted:
        return None
    compiled = compile_source(source)
    keep_alike(source, compiled)
    return compiled


def now_of(at: str | int | None) -> int:
    """The simulated now of what runs calls, in ms since 1970: the one that is given, or the fixed one."""
    return _DEFAULT if at is None else moment(at) or 0


def prepared(flow: FlowFile, at: str | int | None = None) -> Prepared:
    """The flow's beginning, checked and compiled at a simulated now, once."""
    now = now_of(at)
    known = _of_flows.get(flow)
    if known is None:
        known = _of_flows[flow] = Cache(MOMENTS, BYTES)
    return known.get(now) or known.keep(now, _prepare(flow, now), 0 if flow.body is None else len(flow.body.raw))


def _prepare(flow: FlowFile, now: int) -> Prepared:
    if flow.body is None:
        return prepare(Source(b"{}", flow.file, "reply", flow.account, now), flow.inbound)
    return prepare(Source(flow.body.raw, flow.body.text.file, "request", flow.account, now))


class _Stored:
    """The platform scenarios whose call flow the account file gives, compiled when a call needs them."""

    def __init__(self, account: Account, at: int | None) -> None:
        self._account, self._at = account, at
        self._found: dict[tuple[str, ListKind], Compiled | None] = {}

    def __call__(self, name: str, kind: ListKind) -> Compiled | None:
        if (name, kind) not in self._found:
            text = (self._account.scenarios or {}).get(name)
            of: BodyKind = "request" if kind == "request" else "reply"
            self._found[name, kind] = None if text is None else _compile_stored(name, text, of, self._account, self._at)
        return self._found[name, kind]


def _stored(account: Account, at: int | None) -> Stored:
    return _Stored(account, at) if account.scenarios else nothing_stored


def _compile_stored(name: str, text: str, kind: BodyKind, account: Account, at: int | None) -> Compiled:
    checked = Source(text.encode("utf-8", "surrogatepass"), "", kind, account, at).checked
    if not checked.accepted:
        first = next(found for found in checked.diagnostics if found.code == checked.answer.status_code)
        raise UsageError(
            f'the platform scenario "{name}" stands for a call flow that would be refused: '
            f"{first.message} at {first.path}, line {first.span.line} [{first.code}]"
        )
    return compile_actions(checked.body.actions, kind, account.assumptions)
