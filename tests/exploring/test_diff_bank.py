"""Fifteen changes of a bank's flow of four levels: each is found with the fewest keys, and rightly graded."""

from __future__ import annotations

import copy
import json
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from simulator.api.diff import diff
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from simulator.model.flow.flow_file import FlowFile

    Rows = list[dict[str, Any]]

pytestmark = pytest.mark.slow

HERE = "tests.exploring.test_diff_bank"
MAIN = "Main menu. For accounts press 1, for cards press 2, for an agent press 0."
PIN = menu("Please enter your PIN.", minDigits=4, maxDigits=4)
ACCOUNT = menu("For your balance press 1, to send money press 2, to go back press 9.", noOfTries=2)
SURE = menu("Shall we send it? For yes press 1, to cancel press 2.")
MUSIC = {"action": "playFile", "params": {"fileUrl": "https://bank.example/wait.wav"}}
SENT, CANCELLED, BALANCE = "Your money is on its way.", "Nothing was sent.", "Your balance is five pounds."
LEVELS: Rows = [
    row(reply(PIN, stage="pin"), digits="1"),
    row(reply(say("Your card is safe."), say("Good night."), HANGUP), digits="2"),
    row(reply(MUSIC, dial("+6587654321")), digits="0"),
    row(reply(ACCOUNT, stage="account"), stage="pin", digits="9999"),
    row(reply(say("That PIN is wrong."), HANGUP), stage="pin", digits="other"),
    row(reply(say(BALANCE), HANGUP), stage="account", digits="1"),
    row(reply(SURE, stage="sure"), stage="account", digits="2"),
    row(reply(menu(MAIN)), stage="account", digits="9"),
    row(reply(say(SENT), HANGUP), stage="sure", digits="1"),
    row(reply(say(CANCELLED), HANGUP), stage="sure", digits="2"),
    row(reply(say("We could not hear you."), HANGUP), stage="*", digits=None),
    row(reply(say("There is no such choice."), HANGUP), stage="*", digits="other"),
]


def answer(rows: Rows, stage: str | None, digits: str) -> Rows:
    """The actions with which a row answers."""
    when = {"digits": digits} if stage is None else {"clientActionId": stage, "digits": digits}
    found: Rows = next(one["reply"] for one in rows if one["when"] == when)["callflow"]
    return found


def _text(rows: Rows) -> None:
    answer(rows, "account", "1")[0]["params"]["text"] = "Your balance is six pounds."


def _order(rows: Rows) -> None:
    answer(rows, None, "2")[:2] = answer(rows, None, "2")[1::-1]


def _extra(rows: Rows) -> None:
    answer(rows, None, "2").insert(0, say("One moment."))


def _exchanged(rows: Rows) -> None:
    yes, no = answer(rows, "sure", "1"), answer(rows, "sure", "2")
    yes[:], no[:] = no[:], yes[:]


def _removed(rows: Rows) -> None:
    rows[:] = [one for one in rows if one["when"] != {"digits": "2"}]


def _number(rows: Rows) -> None:
    answer(rows, None, "0")[1]["params"]["destination"] = "+6587654322"


def _stage(rows: Rows) -> None:
    next(one for one in rows if one["reply"]["callflow"] == [SURE])["reply"]["clientActionId"] = "account"


def _timers(rows: Rows) -> None:
    answer(rows, "pin", "9999")[0]["params"]["overallTimeout"] = 7000


def _tries(rows: Rows) -> None:
    answer(rows, "pin", "9999")[0]["params"]["noOfTries"] = 1


def _second_pin(rows: Rows) -> None:
    rows.insert(3, row(reply(ACCOUNT, stage="account"), stage="pin", digits="0000"))


def _cancel(rows: Rows) -> None:
    answer(rows, "sure", "2")[:] = answer(rows, "sure", "1")


def _voice(rows: Rows) -> None:
    answer(rows, "sure", "1")[0]["params"]["voiceProfile"] = "en-GB-Ryan"


def _no_hangup(rows: Rows) -> None:
    answer(rows, "account", "1").pop()


def _file(rows: Rows) -> None:
    answer(rows, None, "0")[0]["params"]["fileUrl"] = "https://bank.example/other.wav"


def _loop(rows: Rows) -> None:
    answer(rows, "sure", "2")[:] = [ACCOUNT]


MUTANTS = {
    "text": (_text, "wording", "1 9999 1"),
    "order": (_order, "wording", "2"),
    "an extra prompt": (_extra, "wording", "2"),
    "exchanged keys": (_exchanged, "routing", "1 9999 2 1"),
    "a removed option": (_removed, "routing", "2"),
    "a wrong number": (_number, "routing", "0"),
    "a wrong stage": (_stage, "routing", "1 9999 2"),
    "timers": (_timers, "timing", "1 9999 silence"),
    "tries": (_tries, "outcome", "1 9999 silence"),
    "a second PIN": (_second_pin, "outcome", "1 0000"),
    "a cancel that acts": (_cancel, "routing", "1 9999 2 2"),
    "a voice": (_voice, "wording", "1 9999 2 1"),
    "no hang-up": (_no_hangup, "routing", "1 9999 1"),
    "another file": (_file, "wording", "0"),
    "a loop": (_loop, "outcome", "1 9999 2 2"),
}
UNUSUAL = {"7243": "9999", "5309": "0000"}
EVERY = pytest.mark.parametrize("name", MUTANTS)


def mutated(name: str) -> Rows:
    rows = copy.deepcopy(LEVELS)
    MUTANTS[name][0](rows)
    return rows


def answering(rows: Rows) -> Callable[[dict[str, Any]], object]:
    """A backend that answers as the rows do."""

    def backend(body: dict[str, Any]) -> object:
        stage, digits = body["payload"].get("clientActionId"), body["payload"]["dtmf"]
        for one in rows:
            when = one["when"]
            wanted = when["digits"]
            if when.get("clientActionId") in (stage, "*") and (
                wanted == digits or (wanted == "other" and digits is not None)
            ):
                return one["reply"]
        raise LookupError(stage, digits)

    return backend


def word(name: str) -> str:
    """The name of a mutant as part of an attribute or a path."""
    return name.replace(" ", "_").replace("-", "_")


NAMES = {word(one): one for one in MUTANTS}


def served(backend: Callable[[dict[str, Any]], object]) -> Callable[..., Iterable[bytes]]:
    """The same as a WSGI application."""

    def app(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        body = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        start_response("200 OK", [])
        return [json.dumps(backend(body)).encode()]

    return app


def second_pin(pin: str) -> Rows:
    """The rows with one more PIN."""
    rows = copy.deepcopy(LEVELS)
    rows.insert(3, row(reply(ACCOUNT, stage="account"), stage="pin", digits=pin))
    return rows


@cache
def _backend(kind: str, which: str) -> object:
    backend = answering(LEVELS if which == "old" else mutated(NAMES[which]))
    return backend if kind == "python" else served(backend)


def __getattr__(name: str) -> object:
    """`python:` and `wsgi:` backends by name: `old`, or one of the mutants; asked for before every question."""
    kind, _, which = name.partition("_")
    if kind not in ("python", "wsgi"):
        raise AttributeError(name)
    return _backend(kind, which)


def first(old: FlowFile, new: FlowFile) -> tuple[str, str]:
    found = diff(old, new, legs=["answered"])
    assert found.complete
    return found.differences[0].kind, found.differences[0].way.dtmf


@EVERY
def test_each_is_found_in_a_table(name: str) -> None:
    old, new = flow(menu(MAIN), rows=LEVELS), flow(menu(MAIN), rows=mutated(name))
    assert first(old, new) == MUTANTS[name][1:]


@pytest.mark.parametrize("kind", ["python", "wsgi"])
@EVERY
def test_each_is_found_in_a_backend(name: str, kind: str) -> None:
    old, new = (flow(menu(MAIN), backend=f"{kind}:{HERE}:{kind}_{which}") for which in ("old", word(name)))
    assert first(old, new) == MUTANTS[name][1:]


@pytest.fixture(scope="module")
def bank() -> Iterator[str]:
    """A server that has every version under a path of its own; its PINs are none that anybody would guess."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            digits = body["payload"]["dtmf"]
            body["payload"]["dtmf"] = UNUSUAL.get(digits, "1" if digits in UNUSUAL.values() else digits)
            which = self.path[1:]
            answer = json.dumps(answering(LEVELS if which == "old" else mutated(NAMES[which]))(body)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join(5)


@EVERY
def test_each_is_found_in_a_server_with_probes(name: str, bank: str) -> None:
    old, new = (flow(menu(MAIN), backend=f"{bank}{which}", probes=list(UNUSUAL)) for which in ("old", word(name)))
    _, kind, keys = MUTANTS[name]
    assert first(old, new) == (kind, keys.replace("9999", "7243").replace("0000", "5309"))


def test_without_probes_it_is_said_how_many_entries_were_tried(bank: str) -> None:
    old, new = (flow(menu(MAIN), backend=f"{bank}{which}") for which in ("old", "text"))
    found = diff(old, new, legs=["answered"])
    assert found.differences == ()
    assert "Callers notice nothing in all that was tried." in str(found)
    ((where, tried),) = [one for one in found.comparison.tried if not one[1].all]
    assert where == '"Please enter your PIN."'
    assert 0 < len(tried.digits) < tried.possible == 10_000
    assert f"{where}: tried {len(tried.digits)} of 10,000 entries here: " in str(found)
    assert {"place": where, "of": 10_000, "entries": list(tried.digits), "apart": list(tried.apart)} in json.loads(
        found.render("json")
    )["tried"]


SECRET = """import json
from tests.exploring.test_diff_bank import LEVELS, answering, served, second_pin
python = answering(second_pin(PIN) if (PIN := "{pin}") else LEVELS)
wsgi = served(python)
"""


@pytest.mark.parametrize("kind", ["python", "wsgi"])
@pytest.mark.parametrize("sides", [("", "5309"), ("5309", "")])
def test_a_pin_that_stands_in_one_source_is_tried_in_both(
    kind: str, sides: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    names = [f"bank_{kind}_{sides.index(pin)}_{pin or 'plain'}" for pin in sides]
    for name, pin in zip(names, sides, strict=True):
        (tmp_path / f"{name}.py").write_text(SECRET.format(pin=pin), encoding="utf-8")
    old, new = (flow(menu(MAIN), backend=f"{kind}:{name}:{kind}") for name in names)
    assert first(old, new) == ("outcome", "1 5309")


def test_the_command_fails_from_the_kind_on_that_is_asked_for(tmp_path: Path) -> None:
    from simulator.cli.base.main import run_command_line  # the only test here that needs it

    def written(name: str, rows: Rows) -> str:
        given = {"flow": name, "request": {"callflow": [dial(), menu(MAIN)]}, "replies": rows}
        (tmp_path / f"{name}.flow.yaml").write_text(json.dumps(given), encoding="utf-8")
        return str(tmp_path / f"{name}.flow.yaml")

    old = written("old", LEVELS)
    for name, least in (("a loop", 0), ("a wrong number", 1), ("timers", 2), ("text", 3)):
        new = written("new", mutated(name))
        kinds = ("outcome", "routing", "timing", "wording")
        statuses = [run_command_line(["diff", old, new, "--leg", "answered", "--fail-on", kind]) for kind in kinds]
        assert statuses == [0] * least + [1] * (4 - least), name
        assert run_command_line(["diff", old, new, "--leg", "answered"]) == statuses[2]
