"""Flow files: load one, ask who answers its webhook, run a call of it."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from attrs import evolve

from simulator.errors import UsageError
from simulator.loading.files.flow_file import read_flow
from simulator.loading.yaml.text import load_yaml
from simulator.model.assumptions import DEFAULT_INSTANT
from simulator.model.diagnostic import Span
from simulator.model.flow.file_text import FileText
from simulator.model.flow.flow_file import FlowBody, FlowFile
from simulator.model.flow.where import parse_function, parse_where
from simulator.responders.nobody import Nobody
from simulator.responders.table import TableResponder
from simulator.running.prepared import Prepared, prepare
from simulator.running.source import Source, account_from, moment, read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Caller, Responder
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.account import Account
    from simulator.model.diagnostic import Diagnostic
    from simulator.networks.scripted import ScriptedNetwork
    from simulator.running.dry_run import Run

_DEFAULT = moment(DEFAULT_INSTANT) or 0
_tables: WeakKeyDictionary[FlowFile, TableResponder] = WeakKeyDictionary()
_lives: WeakKeyDictionary[FlowFile, Responder] = WeakKeyDictionary()
_judged: WeakKeyDictionary[FlowFile, dict[tuple[int, bytes], WebhookAnswer]] = WeakKeyDictionary()
_prepared: WeakKeyDictionary[FlowFile, dict[int, Prepared]] = WeakKeyDictionary()


def load_flow(
    path: str | Path,
    account_overlay: Mapping[str, Any] | YamlNode | None = None,
    account: Account | str | Path | Mapping[str, Any] | None = None,
) -> FlowFile:
    """Load a flow file; `account` takes the place of its own, `account_overlay` is laid over it.

    Raises UsageError with every error in it. What is wrong in its request and replies is not looked at.
    """
    flow, found = read(path, account_overlay, None if account is None else account_from(account))
    errors = [one for one in found if one.severity == "error"]
    if flow is None or errors:
        raise UsageError("\n".join(map(complaint, errors)))
    return flow


def read(
    path: str | Path, account_overlay: Mapping[str, Any] | YamlNode | None = None, account: Account | None = None
) -> tuple[FlowFile | None, tuple[Diagnostic, ...]]:
    """A flow file and every finding in it. Raises UsageError only where there is no such file."""
    file = Path(path)
    return read_flow(
        read_bytes(file),
        file.parent,
        str(path) if isinstance(path, str) else file.as_posix(),
        account_overlay=_node(account_overlay),
        account=account,
    )


def complaint(found: Diagnostic) -> str:
    """A finding in one line, its place first, as compilers print them."""
    hint = f" ({found.hint})" if found.hint else ""
    return f"{found.file}:{found.span.line}:{found.span.column}: {found.message}{hint} [{found.code}]"


def _node(overlay: Mapping[str, Any] | YamlNode | None) -> YamlNode | None:
    return load_yaml(json.dumps(overlay).encode()).root if isinstance(overlay, dict) else overlay  # type: ignore[return-value]


def flow_of(source: Source, backend: str | None = None) -> FlowFile:
    """A request body as a flow, answered by a backend."""
    text = FileText(source.file, source.text)
    body = FlowBody(source.raw, text, "$", Span())
    return with_backend(FlowFile(source.file, source.file, source.account, body, files=(source.file,)), backend)


def with_backend(flow: FlowFile, backend: str | None) -> FlowFile:
    """The same flow, answered by another backend. Raises UsageError where that is none."""
    if backend is None:
        return flow
    try:
        parse_where(backend)
    except ValueError as error:
        raise UsageError(f'"{backend}" is not the place of a backend: {error}') from None
    return evolve(flow, rows=None, backend=backend)


def responder_for(flow: FlowFile) -> Responder:
    """Who answers the webhook of one call; `reset`, where it is named, is called now. Raises UsageError."""
    if flow.reset is not None:
        _reset(flow, flow.reset)
    if flow.rows is not None:
        if flow not in _tables:
            _tables[flow] = TableResponder(flow)
        return _tables[flow]
    if flow.backend is None:
        return Nobody()
    known = _lives.get(flow)
    return _live(flow, flow.backend) if known is None else known


def _live(flow: FlowFile, backend: str) -> Responder:
    """A responder that asks a live backend; one that only calls into this process serves all calls of the flow."""
    from simulator.responders.live import Live

    where = parse_where(backend)
    module = import_module(f"simulator.responders.{'function' if where.kind == 'python' else where.kind}")
    judged = _judged.setdefault(flow, {})
    found = Live(module.backend(where, Path(flow.file).parent, flow.authorization), flow.account, judged)
    if where.kind in ("python", "wsgi"):
        _lives[flow] = found
    return found


def _reset(flow: FlowFile, name: str) -> None:
    from simulator.responders.alarm import within
    from simulator.responders.frames import frames_of, summary
    from simulator.responders.importing import load_object

    function = load_object(name, *parse_function(name), Path(flow.file).parent)
    done = within(function, flow.account.assumptions.reply_timeout / 1000)
    if done is None:
        raise UsageError(f"`{name}` (reset) does not return within {flow.account.assumptions.reply_timeout} ms")
    if done.error is not None:
        raise UsageError(f"`{name}` (reset) failed: {summary(done.error)}\n{frames_of(done.error)}")


def prepared(flow: FlowFile, at: str | int | None = None) -> Prepared:
    """The flow's beginning, checked and compiled at a simulated now, once."""
    now = _DEFAULT if at is None else moment(at) or 0
    known = _prepared.setdefault(flow, {})
    if now not in known:
        if flow.body is None:
            known[now] = prepare(Source(b"{}", flow.file, "reply", flow.account, now), flow.inbound)
        else:
            known[now] = prepare(Source(flow.body.raw, flow.body.text.file, "request", flow.account, now))
    return known[now]


def run_flow(
    flow: FlowFile,
    *,
    caller: Caller,
    network: ScriptedNetwork,
    seed: int = 0,
    at: str | int | None = None,
    responder: Responder | None = None,
) -> Run:
    """Run one call of a flow; `responder` takes the place of the flow's own. Raises UsageError.

    VCS and VSS are posted where the flow names an address for them; a failure to do so is a fault of the backend.
    """
    from simulator.running.dry_run import simulate

    answering = responder_for(flow) if responder is None else responder
    if not flow.post:
        return simulate(prepared(flow, at), network, caller, answering, seed)
    from simulator.responders.posting import Posting

    posting = Posting(answering, flow.post, flow.authorization)
    found = simulate(prepared(flow, at), network, caller, posting, seed)
    if found.call is not None:
        posting.rest(found.call.setting, found.call.trace)
    found.posted = tuple(posting.faults)
    return found
