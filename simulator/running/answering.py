"""Who answers the webhook of a flow's calls: its table, its backend, or nobody."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from simulator.errors import UsageError
from simulator.model.flow.where import parse_function, parse_where
from simulator.responders.nobody import Nobody
from simulator.responders.table import TableResponder

if TYPE_CHECKING:
    from simulator.engine.answer import RawReply, WebhookAnswer
    from simulator.engine.ports import Responder
    from simulator.model.flow.flow_file import FlowFile

_tables: WeakKeyDictionary[FlowFile, TableResponder] = WeakKeyDictionary()
_lives: WeakKeyDictionary[FlowFile, Responder] = WeakKeyDictionary()
_judged: WeakKeyDictionary[FlowFile, dict[RawReply, WebhookAnswer]] = WeakKeyDictionary()


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
