"""A small client of the protocol over two streams, and no more of it than tests need."""

from __future__ import annotations

import json
import os
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from simulator.lsp.checking.checks import Checks
from simulator.lsp.serving import serve

if TYPE_CHECKING:
    from pathlib import Path

Message = dict[str, Any]
PATIENCE = 60.0
"""Seconds after which no answer counts as none."""


class LspClient:
    """Requests wait for their answers; what the server tells is kept until it is asked for."""

    def __init__(self, given: IO[bytes], out: IO[bytes]) -> None:
        self._given, self._out = given, out
        self._answers: dict[int, Message] = {}
        self._came: Queue[Message] = Queue()
        self.logged: list[str] = []
        self._id = 0
        Thread(target=self._read, daemon=True).start()

    def initialize(self, **capabilities: Any) -> Message:
        """Shake hands; the answer of the server."""
        answer: Message = self.ask("initialize", processId=None, rootUri=None, capabilities=capabilities)
        self.tell("initialized")
        return answer

    def open(self, file: Path | str, text: str, version: int = 1) -> list[Message]:
        """Open a text; its findings."""
        uri = uri_of(file)
        self.tell("textDocument/didOpen", textDocument=_item(uri, version) | {"languageId": "yaml", "text": text})
        return self.told(uri, version)

    def change(self, file: Path | str, text: str, version: int) -> list[Message]:
        """Change a text; its findings."""
        uri = uri_of(file)
        self.tell("textDocument/didChange", textDocument=_item(uri, version), contentChanges=[{"text": text}])
        return self.told(uri, version)

    def close(self, file: Path | str) -> None:
        self.tell("textDocument/didClose", textDocument={"uri": uri_of(file)})

    def ask(self, method: str, **params: Any) -> Any:
        """The result of a request. Raises AssertionError with the message of an error."""
        self._id += 1
        self._send({"id": self._id, "method": method, "params": params})
        while self._id not in self._answers:
            self._take()
        answer = self._answers.pop(self._id)
        assert "error" not in answer, answer["error"]["message"]
        return answer["result"]

    def at(self, method: str, file: Path | str, place: tuple[int, int], **more: Any) -> Any:
        """Ask of a place, which counts from 0."""
        where = {"line": place[0], "character": place[1]}
        return self.ask(f"textDocument/{method}", textDocument={"uri": uri_of(file)}, position=where, **more)

    def of(self, method: str, file: Path | str, **more: Any) -> Any:
        """Ask of a file."""
        return self.ask(f"textDocument/{method}", textDocument={"uri": uri_of(file)}, **more)

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def told(self, uri: str, version: int | None = None) -> list[Message]:
        """The findings of a file, as soon as those of this version come."""
        while True:
            found = self._take()
            if found.get("method") == "textDocument/publishDiagnostics":
                params = found["params"]
                if params["uri"] == uri and params.get("version") == version:
                    return list(params["diagnostics"])

    def asked(self, method: str) -> Message:
        """What the server asks for next with this method; it gets no answer."""
        while (found := self._take()).get("method") != method:
            pass
        return found

    def end(self) -> None:
        """Say goodbye."""
        self.ask("shutdown")
        self.tell("exit")

    def raw(self, data: bytes) -> None:
        self._given.write(data)
        self._given.flush()

    def _send(self, message: Message) -> None:
        if message["method"] in ("shutdown", "exit"):
            message = {key: value for key, value in message.items() if key != "params"}
        self.raw(packed({"jsonrpc": "2.0", **message}))

    def _take(self) -> Message:
        try:
            found = self._came.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError("the server is silent") from None
        assert found, "the server has ended"
        if "id" in found and "method" not in found:
            self._answers[found["id"]] = found
        if found.get("method") == "window/logMessage":
            self.logged.append(found["params"]["message"])
        return found

    def _read(self) -> None:
        size = 0
        while line := self._out.readline():
            if line.startswith(b"Content-Length:"):
                size = int(line.split(b":")[1])
            elif not line.strip():
                self._came.put(json.loads(self._out.read(size)))
        self._came.put({})


def packed(message: Message) -> bytes:
    """A message as it goes over the wire."""
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def uri_of(file: Path | str) -> str:
    return file if isinstance(file, str) else file.as_uri()


def _item(uri: str, version: int) -> Message:
    return {"uri": uri, "version": version}


class ServedClient(LspClient):
    """A client of a server in a thread of this process."""

    def __init__(self, checks: Checks | None = None) -> None:
        given, to_server = os.pipe()
        from_server, out = os.pipe()
        self._ends = os.fdopen(given, "rb"), os.fdopen(out, "wb")
        self._thread = Thread(target=self._serve, args=(checks or Checks(),), daemon=True)
        self._thread.start()
        super().__init__(os.fdopen(to_server, "wb"), os.fdopen(from_server, "rb"))

    def end(self) -> None:
        """Say goodbye, and wait for the thread."""
        super().end()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        for one in (*self._ends, self._given):
            one.close()

    def _serve(self, checks: Checks) -> None:
        serve(checks, *self._ends)
        self._ends[1].close()
