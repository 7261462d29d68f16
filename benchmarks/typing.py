"""Type a key into a flow of 2,000 lines, over the pipes of `callflow lsp`: what may stand there, and all findings.

Once while the text is no YAML (an open quote), which only the slow parser can tell the place of, and once while it is.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks._measure import line

LINES = 2000
WORD = 'successMessage: "Thank you'
ROW = """\
  - when: {{clientActionId: s{at}, digits: "1"}}
    reply:
      clientActionId: s{then}
      callflow:
        - action: sayAndCapture
          params:
            promptMessage: "This is menu {at}. Press 1 for the next."
            voiceProfile: en-GB-Emma
            minDigits: 1
            maxDigits: 1
            failureMessage: "Sorry, I did not get that."
"""
HEAD = """\
flow: Long
request:
  callflow:
    - {action: makeCall, params: {source: "+6562345678", destination: "+6591234567"}}
    - {action: sayAndCapture, params: {promptMessage: Press 1., voiceProfile: en-GB-Emma, minDigits: 1, maxDigits: 1}}
replies:
  - when: {digits: "1"}
    reply: {clientActionId: s0, callflow: [{action: hangup}]}
"""


class Server:
    """`callflow lsp`, asked and answered."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "simulator", "lsp"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self._uri = (folder / "long.flow.yaml").as_uri()
        self._version = 0
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.send({"method": "initialized", "params": {}})

    def send(self, message: dict[str, Any]) -> None:
        given = self._process.stdin
        assert given is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        given.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        given.flush()

    def came(self) -> dict[str, Any]:
        """The next message."""
        out, size = self._process.stdout, 0
        assert out is not None
        while (head := out.readline()) != b"\r\n":
            assert head, "the server has ended"
            if head.startswith(b"Content-Length:"):
                size = int(head.split(b":")[1])
        return dict(json.loads(out.read(size)))

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.send({"id": 1, "method": method, "params": params})
        while "result" not in (found := self.came()):
            pass
        return found["result"]

    def typed(self, text: str, row: int, column: int) -> tuple[float, float]:
        """Seconds until it says what may stand at a place of a text, and until it has told the findings."""
        self._version += 1
        begin = perf_counter()
        item = {"uri": self._uri, "version": self._version}
        if self._version == 1:
            self.send({"method": "textDocument/didOpen", "params": {"textDocument": {**item, "languageId": "yaml", "text": text}}})  # fmt: skip  # noqa: E501
        else:
            self.send({"method": "textDocument/didChange", "params": {"textDocument": item, "contentChanges": [{"text": text}]}})  # fmt: skip  # noqa: E501
        place = {"line": row, "character": column}
        self.ask("textDocument/completion", {"textDocument": {"uri": self._uri}, "position": place})
        answered = perf_counter() - begin
        while self.came().get("params", {}).get("version") != self._version:
            pass
        return answered, perf_counter() - begin

    def end(self) -> None:
        self.ask("shutdown", {})
        self.send({"method": "exit"})
        self._process.wait()


def report(lines: int = LINES) -> str:
    """The rows of the report."""
    rows = [ROW.format(at=at, then=at + 1) for at in range(lines // 11)]
    half = len(rows) // 2
    before, after = HEAD + "".join(rows[:half]), "".join(rows[half:])
    row = before.count("\n")
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.typed(before + after, row, 0)
        whole = f"{WORD}{'.' * len(WORD)}"
        broken = [(f"{before}            {WORD[:at]}\n{after}", 12 + at) for at in range(1, len(WORD) + 1)]
        sound = [(f'{before}            {whole[:at]}"\n{after}', 12 + at) for at in range(len(WORD), len(whole))]
        found = [
            _row(server, f"{lines} lines, sound", row, sound),
            _row(server, f"{lines} lines, broken", row, broken),
        ]
        server.end()
    return "\n".join(found)


def _row(server: Server, what: str, row: int, texts: list[tuple[str, int]]) -> str:
    """Texts as they are typed in a row, each with the column of the cursor."""
    took = [server.typed(text, row, column) for text, column in texts]
    answered, told = (statistics.median(one) for one in zip(*took, strict=True))
    what = f"type, {what}: what may stand there / findings"
    return line(what, answered, told, answered / told, "at most 100 ms")
