"""Webhooks over real HTTP: bounded whatever the other side does, nothing left behind, and the words of a dry run."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import tracemalloc
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from simulator.responders.http import HttpBackend
from simulator.server.posting import post as posting
from simulator.server.posting import resolving
from simulator.server.posting.allowed import Allowed
from simulator.server.posting.post import post
from simulator.server.posting.reply import Reply, Unanswered
from tests.responders import servers
from tests.server.leaving import leaving_nothing, nothing_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.responders.servers import Behaviour

    Posted = Reply | Unanswered

CERTIFICATE = Path(__file__).with_name("home.pem")
"""Of 127.0.0.1 and localhost, with its key, for a hundred years; nobody trusts it but these tests."""
LIMIT = 100_000
pytestmark = pytest.mark.filterwarnings("error::ResourceWarning", "error::pytest.PytestUnraisableExceptionWarning")
HEADERS = {"Content-Type": "application/json", "Authorization": "Bearer very-secret"}


@pytest.fixture(autouse=True)
def _leaves_nothing() -> Iterator[None]:
    with nothing_left():
        yield


def posted(url: str, *, timeout_ms: int = 5000, limit: int = LIMIT, hosts: tuple[str, ...] = ()) -> Posted:
    allow = Allowed.of(hosts)
    return leaving_nothing(post(url, b'{"a": 1}', HEADERS, timeout_ms=timeout_ms, limit=limit, allow=allow))


ENDING = [
    servers.sound,
    servers.chunked,
    servers.until_closed,
    servers.interim,
    servers.latin,
    servers.packed,
    servers.failing,
    servers.redirecting,
    servers.nothing,
    servers.half_head,
    servers.half_interim,
    servers.half_body,
    servers.half_chunk,
    servers.bad_chunk,
    servers.too_short,
    servers.http_2,
    servers.no_http,
    servers.resetting,
    servers.ten_megabytes,
]
"""Behaviours that end by themselves."""


@pytest.mark.parametrize("behaviour", ENDING, ids=lambda one: one.__name__)
def test_a_dry_run_hears_the_same(behaviour: Behaviour) -> None:
    """Status, body, what the headers say, and what was wrong, in the same words."""
    with servers.serving(behaviour) as url:
        found = posted(url)
        dry = HttpBackend(url, None).send({"a": 1}, LIMIT)
    assert found.served() == dry


def test_nobody_listening_is_told_in_the_words_of_a_dry_run() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/vca"
    found = posted(url)
    assert found == Unanswered("refused", f"{url} cannot be asked: Connection refused", found.ms)
    assert found.served() == HttpBackend(url, None).send({}, LIMIT)


@pytest.mark.parametrize(
    "behaviour",
    [servers.silent, servers.byte_by_byte, servers.head_byte_by_byte],
    ids=lambda one: one.__name__,
)
def test_the_whole_exchange_has_one_limit(behaviour: Behaviour) -> None:
    with servers.serving(behaviour) as url:
        begin = monotonic()
        found = posted(url, timeout_ms=150)
        assert monotonic() - begin < 2
    assert found == Unanswered("timeout", "no answer within 150 ms (replyTimeout)", found.ms)
    assert found.ms >= 149


def test_no_more_of_a_flood_is_read_than_the_limit_and_one_byte() -> None:
    with servers.serving(servers.ten_megabytes) as url:
        tracemalloc.start()
        found = posted(url, limit=1000)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert isinstance(found, Reply)
    assert found.body == b"x" * 1001
    assert peak < 5_000_000


def test_a_flood_of_interim_answers_ends_with_the_time() -> None:
    def flooding(connection: socket.socket, over: Event) -> None:
        while not over.is_set():
            connection.sendall(b"HTTP/1.1 102 Processing\r\n\r\n" * 100)

    with servers.serving(flooding) as url:
        found = posted(url, timeout_ms=100)
    assert isinstance(found, Unanswered)
    assert found.kind == "timeout"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", "illegal header line"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "conflicting Content-Length headers",
        ),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000_000, "Receive buffer too long"),
        (b"\x16\x03\x01\x02\x00\r\n", "it begins with `\\u0016\\u0003\\u0001\\u0002\\u0000`"),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "Received server _SWITCH_UPGRADE event without a pending"),
    ],
)
def test_what_is_not_http_is_told_without_what_its_headers_hold(answer: bytes, words: str) -> None:
    with servers.serving(lambda connection, _over: connection.sendall(answer)) as url:
        found = posted(url)
    assert isinstance(found, Unanswered)
    assert found.kind == "no HTTP"
    assert found.words.startswith(f"{url} does not answer as HTTP should: {words}")
    assert len(found.words) < 200


def test_what_came_of_an_answer_that_broke_off_is_kept() -> None:
    with servers.serving(servers.half_body) as url:
        found = posted(url)
    assert found == Unanswered(
        "dropped", "the connection was closed half way in the answer", found.ms, 200, servers.GOODBYE[:9]
    )


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    asked: list[bytes] = []
    with servers.serving(servers.redirecting, asked) as url:
        found = posted(url)
    assert isinstance(found, Reply)
    assert (found.status, found.header("location"), found.header("x"), len(asked)) == (307, "/elsewhere", None, 1)


def test_the_request_is_that_of_a_dry_run_and_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    asked: list[bytes] = []
    with servers.serving(servers.sound, asked) as url:
        here = url.removesuffix("/vca") + "?a=b"
        headers = {**HEADERS, "User-Agent": "callflow-simulator"}
        leaving_nothing(post(here, b'{"a": 1}', headers, timeout_ms=5000, limit=LIMIT))
        HttpBackend(here, "Bearer very-secret").send({"a": 1}, LIMIT)
    ours, dry = (one.decode().partition("\r\n\r\n") for one in asked)
    assert ours[0].startswith("POST /?a=b HTTP/1.1\r\n")
    assert sorted(ours[0].lower().split("\r\n")) == sorted(dry[0].lower().split("\r\n"))
    assert ours[2] == dry[2] == '{"a": 1}'


def test_a_large_body_arrives_whole() -> None:
    asked: list[bytes] = []
    body = bytes(range(256)) * 8000
    with servers.serving(servers.sound, asked) as url:
        found = leaving_nothing(post(url, body, {}, timeout_ms=5000, limit=LIMIT))
    assert isinstance(found, Reply)
    assert asked[0].endswith(b"\r\n\r\n" + body)


@pytest.mark.parametrize("value", ["Bearer a\r\nX: y", "Bearer \u20ac", "Bearer \x00"])
def test_a_header_that_cannot_be_sent_is_told_without_it(value: str) -> None:
    found = leaving_nothing(post("http://127.0.0.1:9", b"", {"Authorization": value}, timeout_ms=99, limit=1))
    assert isinstance(found, Unanswered)
    assert found.kind == "unsendable"
    assert "Bearer" not in repr(found)


def test_nobody_is_asked_who_is_not_allowed() -> None:
    found = posted("http://10.0.0.5/vca")
    assert isinstance(found, Unanswered)
    assert (found.kind, found.words) == ("forbidden", Allowed().refusal("http://10.0.0.5/vca"))


def test_localhost_is_this_machine_on_either_address() -> None:
    with servers.serving(servers.sound) as url:
        found = posted(url.replace("127.0.0.1", "LocalHost"))
    assert isinstance(found, Reply)
    assert found.status == 200


def test_whoever_is_cancelled_leaves_nothing() -> None:
    async def cancelled(url: str) -> None:
        task = asyncio.ensure_future(post(url, b"", {}, timeout_ms=60_000, limit=1))
        while not task.done():
            await asyncio.sleep(0)
            if len(asked):
                task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asked: list[bytes] = []
    with servers.serving(servers.silent, asked) as url:
        leaving_nothing(cancelled(url))


def test_whoever_is_cancelled_twice_leaves_nothing() -> None:
    failed: list[object] = []

    async def cancelled(url: str) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: failed.append(context))
        task = asyncio.create_task(post(url, b"{}", {}, timeout_ms=60_000, limit=LIMIT))
        while not asked:
            await asyncio.sleep(0)
        task.cancel()
        loop.call_soon(task.cancel)  # while it waits for its connection to be gone
        with suppress(asyncio.CancelledError):
            await task
        await asyncio.sleep(0)

    asked: list[bytes] = []
    with servers.serving(servers.silent, asked) as url:
        leaving_nothing(cancelled(url))
    assert not failed


def test_many_at_once_do_not_wait_for_each_other() -> None:
    """One server that answers, one that never does: what is asked of the first is there long before the limit."""

    async def both(good: str, silent: str) -> list[Posted]:
        posts = [post(url, b"{}", {}, timeout_ms=1000, limit=LIMIT) for url in (good, silent) for _ in range(20)]
        return await asyncio.gather(*posts)

    with servers.serving(servers.sound) as good, servers.serving(servers.silent) as silent:
        found = leaving_nothing(both(good, silent))
    assert [type(one) for one in found] == [Reply] * 20 + [Unanswered] * 20


@pytest.mark.parametrize("answers", [["10.0.0.1"], ["127.0.0.1", "169.254.169.254"], ["::ffff:192.168.0.1"]])
def test_the_address_is_checked_that_is_connected_to(answers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that was allowed may lead anywhere, and elsewhere the next time: nothing is looked up twice."""
    looked_up: list[str] = []

    def lookup(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        return [(0, 0, 0, "", (number, 0)) for number in answers]

    monkeypatch.setattr(resolving, "getaddrinfo", lookup)
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://backend.example:{server.getsockname()[1]}/"
    found = posted(url, hosts=("backend.example",))
    assert isinstance(found, Unanswered)
    assert (found.kind, looked_up) == ("forbidden", ["backend.example"])
    assert "backend.example leads to" in found.words


def test_a_name_that_was_allowed_may_lead_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolving, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("127.0.0.1", 0))])
    asked: list[bytes] = []
    with servers.serving(servers.sound, asked) as url:
        found = posted(url.replace("127.0.0.1", "backend.example"), hosts=("backend.example",))
    assert isinstance(found, Reply)
    assert b"\r\nhost: backend.example:" in asked[0].lower()


@pytest.mark.parametrize("error", [socket.gaierror(-2, "Name or service not known"), UnicodeError("label too long")])
def test_a_name_that_nobody_knows(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(resolving, "getaddrinfo", unknown)
    found = posted("http://nobody.example/", hosts=("nobody.example",))
    assert isinstance(found, Unanswered)
    assert found.kind == ("dns" if isinstance(error, socket.gaierror) else "unreachable")
    assert found.words.endswith(("Name or service not known", "label too long"))


@pytest.mark.parametrize("in_time", [True, False])
def test_a_name_server_that_says_nothing_is_not_waited_for(in_time: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says at last goes nowhere, whether or not the loop is still there."""
    said = Event()

    def at_last(*_: object, **__: object) -> list[tuple[object, ...]]:
        said.wait(10)
        return [(0, 0, 0, "", ("127.0.0.1", 0))]

    async def asked() -> Posted:
        found = await post(
            "http://slow.example/", b"", {}, timeout_ms=50, limit=1, allow=Allowed(frozenset({"slow.example"}))
        )
        if in_time:
            _told(said)
            await asyncio.sleep(0)
        return found

    monkeypatch.setattr(resolving, "getaddrinfo", at_last)
    begin = monotonic()
    found = asyncio.run(asked())
    assert monotonic() - begin < 5
    _told(said)
    assert isinstance(found, Unanswered)
    assert found.kind == "timeout"


def _told(said: Event) -> None:
    said.set()
    for thread in threading.enumerate():
        if thread.name == "callflow-names":
            thread.join()


@contextmanager
def over_tls(behaviour: Behaviour) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)

    def secured(connection: socket.socket, over: Event) -> None:
        with suppress(OSError), context.wrap_socket(connection, server_side=True) as secure:
            while b"}" not in secure.recv(65536):
                pass
            behaviour(secure, over)

    with servers.connecting(secured) as url:
        yield url.replace("http:", "https:")


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    posting._trusting.cache_clear()
    yield
    posting._trusting.cache_clear()


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    "behaviour", [servers.sound, servers.until_closed, servers.half_body, servers.nothing], ids=lambda one: one.__name__
)
def test_over_tls_a_dry_run_hears_the_same(behaviour: Behaviour) -> None:
    with over_tls(behaviour) as url:
        found = posted(url)
        dry = HttpBackend(url, None).send({"a": 1}, LIMIT)
    assert found.served() == dry


@pytest.mark.usefixtures("trusted")
def test_a_silent_server_behind_tls_ends_with_the_time() -> None:
    with over_tls(servers.silent) as url:
        found = posted(url, timeout_ms=300)
    assert isinstance(found, Unanswered)
    assert found.kind == "timeout"


def test_a_certificate_that_nobody_trusts() -> None:
    with over_tls(servers.sound) as url:
        found = posted(url)
        dry = HttpBackend(url, None).send({"a": 1}, LIMIT)
    assert isinstance(found, Unanswered)
    assert found.kind == "tls"
    assert "certificate verify failed" in found.words.lower().replace("_", " ")
    assert found.served() == dry


def test_a_server_without_tls_where_it_was_asked_for() -> None:
    with servers.connecting(servers.no_http) as url:
        found = posted(url.replace("http:", "https:"))
    assert isinstance(found, Unanswered)
    assert found.kind == "tls"


def test_a_server_that_never_shakes_hands() -> None:
    with servers.connecting(servers.silent) as url:
        found = posted(url.replace("http:", "https:"), timeout_ms=100)
    assert isinstance(found, Unanswered)
    assert found.kind == "timeout"
