"""A conversation with an assistant: what comes in is answered at once, tools run beside it, one thread writes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from attrs import define, field

from simulator.cli.base.assisting._protocol import (
    INVALID,
    OUR_FAULT,
    PARSE,
    ProtocolError,
    answer,
    message_of,
    number_of,
    params_of,
    tool_of,
)
from simulator.cli.base.assisting.command_child import CommandChild
from simulator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Write = Callable[[str], object]

AT_ONCE = 4
"""Tools that run at the same time; more wait for their turn."""


@define
class AssistantTalk:
    """Reads messages, a line each, until there are no more; `write` is given each answer as a line."""

    write: Write
    folder: str
    seconds: float
    _queue: SimpleQueue[str | dict[str, Any] | None] = field(factory=SimpleQueue, init=False)
    _running: dict[Any, CommandChild] = field(factory=dict, init=False)

    def hold(self, lines: Iterable[str]) -> None:
        """Answer all of it. What still runs when the other side has gone is ended."""
        Thread(target=self._listen, args=(lines,), daemon=True).start()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                while (came := self._queue.get()) is not None:
                    self._take(came, pool)
            finally:
                self._stop()

    def _stop(self) -> None:
        for child in self._running.values():
            child.stop()

    def _listen(self, lines: Iterable[str]) -> None:
        try:
            for line in lines:
                self._queue.put(line)
        finally:
            self._queue.put(None)

    def _take(self, came: str | dict[str, Any], pool: ThreadPoolExecutor) -> None:
        if isinstance(came, dict):  # a tool has come to its end
            if self._running.pop(came["id"], None) is not None:
                self._tell(came)
        elif came.strip():
            self._read(came, pool)

    def _read(self, line: str, pool: ThreadPoolExecutor) -> None:
        number = None
        try:
            message = message_of(line)
            number = number_of(message)
            self._act(message, number, pool)
        except ProtocolError as error:
            self._fail(number, error.code, str(error))
        except Exception as error:
            self._fail(number, OUR_FAULT, f"a fault of the simulator: {error!r}")

    def _fail(self, number: Any, code: int, why: str) -> None:
        """Say why there is no answer; what was only told is answered by nothing, unless nobody knows what it was."""
        if number is not None or code in (PARSE, INVALID):
            self._tell({"id": number, "error": {"code": code, "message": why}})

    def _act(self, message: dict[str, Any], number: Any, pool: ThreadPoolExecutor) -> None:
        method, params = message.get("method"), params_of(message)
        if number is None or method is None:  # told, not asked: or an answer to what we never ask
            if method == "notifications/cancelled" and (child := self._running.pop(params.get("requestId"), None)):
                child.stop()
        elif method == "tools/call":
            self._call(number, params, pool)
        else:
            self._tell({"id": number, "result": answer(str(method), params)})

    def _call(self, number: Any, params: Any, pool: ThreadPoolExecutor) -> None:
        tool, given = tool_of(params)
        if number in self._running:  # two answers of one id would be taken for each other
            raise ProtocolError(INVALID, f"a tool with the id {json.dumps(number)} is running: each needs its own")
        try:
            words, text = tool.line(given)
        except UsageError as error:  # told as an answer: the assistant can mend it
            result = {"content": [{"type": "text", "text": str(error)}], "isError": True}
            self._tell({"id": number, "result": result})
            return
        child = self._running[number] = CommandChild(words, text, self.folder, self.seconds)
        pool.submit(self._run, number, child)

    def _run(self, number: Any, child: CommandChild) -> None:
        try:
            self._queue.put({"id": number, "result": child.result()})
        except Exception as error:
            self._queue.put({"id": number, "error": {"code": OUR_FAULT, "message": f"it did not run: {error!r}"}})

    def _tell(self, answered: dict[str, Any]) -> None:
        self.write(json.dumps({"jsonrpc": "2.0", **answered}, ensure_ascii=False) + "\n")
