"""Who answers the webhook of a flow's calls: its table, its backend, or nobody."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from simulator.errors import UsageError
from simulator.model.flow.where import parse_function, parse_where
from simulator.responders.nobody import Nobody
from simulator.responders.table import TableResponder

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from simulator.engine.ports import Responder
    from simulator.model.flow.flow_file import FlowFile
    from simulator.responders.hosting.importing import ImportedTarget
    from simulator.responders.live import BackendAnswers, Live

_tables: WeakKeyDictionary[FlowFile, TableResponder] = WeakKeyDictionary()
_lives: WeakKeyDictionary[FlowFile, Responder] = WeakKeyDictionary()
_sources: WeakKeyDictionary[FlowFile, ImportedTarget] = WeakKeyDictionary()
"""What those of these flows whose backends are in this process have imported."""
_reached: WeakKeyDictionary[FlowFile, list[Responder]] = WeakKeyDictionary()
"""The flows whose backend was reached, and the responder that was made for it, until a call takes it."""
_answers: WeakKeyDictionary[FlowFile, BackendAnswers] = WeakKeyDictionary()

IN_VAIN = 3
"""Questions in a row without an answer after which a backend that never gave one is not asked any more."""


def responder_for(flow: FlowFile) -> Responder:
    """Who answers the webhook of one call; `reset`, where it is named, is called now.

    Raises UsageError, which is an UnreachableError where the backend cannot be reached or started.
    """
    reach(flow)
    if flow.reset is not None:
        _reset(flow, flow.reset)
    if flow.rows is not None:
        if flow not in _tables:
            _tables[flow] = TableResponder(flow)
        return _tables[flow]
    if flow.backend is None:
        return Nobody()
    known = _lives.get(flow)
    if known is not None:
        return known if _sources[flow].current else _anew(flow)
    made = _reached[flow]
    return made.pop() if made else _live(flow, flow.backend)


def reach(flow: FlowFile) -> None:
    """Reach and start the backend of a flow, once, without a question. Raises UnreachableError, each time anew."""
    if flow.rows is None and flow.backend is not None and flow not in _reached:
        found = _live(flow, flow.backend)
        found.backend.reach()
        _reached[flow] = [found]


def _anew(flow: FlowFile) -> Responder:
    """Import and start a backend that has changed. Raises UnreachableError."""
    del _lives[flow], _reached[flow]
    reach(flow)
    return _lives[flow]


def useless(flow: FlowFile) -> str:
    """What is wrong with the answers of a flow's backend that was asked and never gave a usable one; else nothing."""
    found = _answers.get(flow)
    return "" if found is None or found.usable else found.useless


def not_in_vain(flow: FlowFile) -> None:
    """Raise UsageError where a flow's backend let so many questions in a row wait, and never gave a usable answer.

    Who asks on and on looks here first: each question more would cost its whole time limit.
    """
    found = _answers.get(flow)
    if found is not None and not found.usable and found.silent >= IN_VAIN:
        raise UsageError(
            f"{flow.backend} takes questions and answers none, so no more are asked: {found.silent} in a row got "
            f"{found.useless}"
        )


def _live(flow: FlowFile, backend: str) -> Live:
    """A responder that asks a live backend; one that only calls into this process serves all calls of the flow."""
    from simulator.responders.live import BackendAnswers, Live

    where = parse_where(backend)
    module = import_module(f"simulator.responders.{'function' if where.kind == 'python' else where.kind}")
    if flow not in _answers:
        _answers[flow] = BackendAnswers()
    made: Any = module.backend(where, Path(flow.file).parent, flow.authorization)
    found = Live(made, flow.account, _answers[flow], _clock(flow, backend))
    if where.kind != "http":
        _lives[flow], _sources[flow] = found, made.imported
    return found


def _clock(flow: FlowFile, backend: str) -> Callable[[int], AbstractContextManager[None]] | None:
    if not flow.sees_clock:
        return None
    from simulator.responders.hosting.simulated import simulated_clock

    return simulated_clock(backend)


def _reset(flow: FlowFile, name: str) -> None:
    from simulator.responders.hosting.alarm import within
    from simulator.responders.hosting.frames import frames_of, summary
    from simulator.responders.hosting.importing import load_callable

    function = load_callable(name, *parse_function(name), Path(flow.file).parent)
    done = within(function, flow.account.assumptions.reply_timeout / 1000)
    if done is None:
        raise UsageError(f"`{name}` (reset) does not return within {flow.account.assumptions.reply_timeout} ms")
    if done.error is not None:
        raise UsageError(f"`{name}` (reset) failed: {summary(done.error)}", *frames_of(done.error).split("\n"))
