"""A customer's program: poked, it sends call flows to the platform, and its webhook thanks the caller."""

from __future__ import annotations

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Callable

SUBACCOUNT = "/api/v1/subaccounts/acme"


def call_flow(number: str, words: str = "Press 1 to confirm.") -> dict[str, Any]:
    """The call flow of the program: a menu for the customer of that number."""
    menu = {"promptMessage": words, "voiceProfile": "en-GB-Emma", "minDigits": 1, "maxDigits": 1, "digitTimeout": 5000}
    menu |= {"overallTimeout": 10_000, "completeOnHash": False, "noOfTries": 1}
    dialled = {"source": "+6562345678", "destination": number}
    return {"callflow": [{"action": "makeCall", "params": dialled}, {"action": "sayAndCapture", "params": menu}]}


class Program(ThreadingHTTPServer):
    """Listens; `platform` is the base URL, `poked` does something with what it is posted: the status, 0 for none."""

    daemon_threads = True

    def __init__(self, poked: Callable[[Program, dict[str, Any]], int] | None = None, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.poked = poked or notify
        self.platform, self.told = "", list[dict[str, Any]]()
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def send(self, path: str, data: Any) -> int:
        """POST to the platform, as the program's own HTTP client does."""
        asked = Request(f"{self.platform}{SUBACCOUNT}{path}", json.dumps(data).encode(), {"Authorization": "Bearer k"})
        try:
            with urlopen(asked) as answer:
                return int(answer.status)
        except HTTPError as error:
            with error:
                return error.code

    def register(self) -> None:
        """Have the platform call the program's webhooks."""
        for kind in ("VCA", "VSS"):
            self.send("/webhooks", {"type": kind, "url": f"{self.url}/{kind}"})

    def end(self) -> None:
        """Stop listening."""
        self.shutdown()
        self._thread.join()
        self.server_close()


def notify(program: Program, asked: dict[str, Any]) -> int:
    """Call the customer."""
    program.send("/callflows", call_flow(asked.get("number", "+6591234567")))
    return 202


class _Handler(BaseHTTPRequestHandler):
    server: Program

    def do_POST(self) -> None:
        """Be poked, or take a webhook."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, answer = 200, b"{}"
        if self.path == "/VCA":
            thanks = {"text": f"You pressed {body['payload'].get('dtmf')}.", "voiceProfile": "en-GB-Emma"}
            answer = json.dumps({"callflow": [{"action": "say", "params": thanks}, {"action": "hangup"}]}).encode()
        elif self.path == "/notify":
            status = self.server.poked(self.server, body)
        self.server.told.append({**body, "path": self.path})
        if not status:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    served = Program(port=int(sys.argv[1]))
    served.platform = os.environ["CALLFLOW_EMULATOR_URL"]
    served.register()
