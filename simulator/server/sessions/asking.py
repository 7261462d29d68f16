"""One thread that asks the backends of this process: a slow one stops its own call, and never the server."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from attrs import define, evolve

from simulator.model.call.outcome import Unusable
from simulator.running.answering import responder_for

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question, Responder
    from simulator.model.flow.flow_file import FlowFile

    BackendHeard = tuple[WebhookAnswer, int]


@define(eq=False)
class FlowBackend:
    """The backend of this process that a flow names, for one call: started, and reset, once it is asked (a Responder).

    What is wrong with it makes its answer unusable.
    """

    flow: FlowFile
    _made: Responder | None = None

    def answer(self, question: Question) -> BackendHeard:
        """What it answers."""
        try:
            if self._made is None:
                self._made = responder_for(self.flow)
            return self._made.answer(question)
        except Exception as error:  # nobody waits in vain: the call ends
            return Unusable(-2003, f"the backend cannot be asked: {error}"), 0


def responder_of(flow: FlowFile) -> Responder:
    """Who answers the questions of one call: a table at once, a backend once it is asked."""
    return responder_for(flow) if flow.rows is not None or flow.backend is None else FlowBackend(flow)


class AskingThread:
    """Questions of all calls, one after the other: code of a customer need not be made for several at once.

    It is a daemon: code that never comes back holds up no end of the server.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[tuple[FlowBackend, Question, asyncio.Future[BackendHeard]]] = SimpleQueue()
        self._thread: Thread | None = None

    async def ask(self, backend: FlowBackend, question: Question) -> BackendHeard:
        """The answer, and the ms of the session that it took."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="callflow-flow", daemon=True)
            self._thread.start()
        done: asyncio.Future[BackendHeard] = asyncio.get_running_loop().create_future()
        self._waiting.put((backend, evolve(question, trace=list(question.trace)), done))
        return await done

    def _work(self) -> None:
        while True:
            backend, question, done = self._waiting.get()
            if done.cancelled():
                continue
            heard = backend.answer(question)
            with suppress(RuntimeError):  # the loop is over
                done.get_loop().call_soon_threadsafe(_tell, done, heard)


def _tell(done: asyncio.Future[BackendHeard], heard: BackendHeard) -> None:
    if not done.done():
        done.set_result(heard)
