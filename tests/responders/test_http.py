"""`http://...`: a running server, whatever it does, ends the call in bounded time and memory."""

from __future__ import annotations

import json
import tracemalloc
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from simulator.api.run import run
from simulator.callers.scripted import Scripted
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.answering import responder_for
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow
from tests.responders import servers
from tests.responders._calls import MENU, call

if TYPE_CHECKING:
    from pathlib import Path

    from tests.responders.servers import Behaviour

TIMEOUT = 400


@pytest.mark.parametrize("behaviour", [servers.sound, servers.chunked, servers.until_closed, servers.interim])
def test_a_sound_answer_is_taken(behaviour: Behaviour) -> None:
    with servers.serving(behaviour) as url:
        assert call(url).ok


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (servers.failing, "the webhook answered HTTP 500, expected 200"),
        (servers.latin, "no UTF-8, but iso-8859-1 as its Content-Type says"),
        (servers.packed, "data compressed with br"),
        (servers.redirecting, "HTTP 307, a redirect to /elsewhere, which is not followed"),
        (servers.nothing, "Remote end closed connection without response"),
        (servers.half_head, "the connection was closed half way in the answer"),
        (servers.half_body, "the connection was closed half way in the answer"),
        (servers.half_chunk, "the connection was closed half way in the answer"),
        (servers.bad_chunk, "does not answer as HTTP should: its body is not chunked as HTTP has it"),
        (servers.no_http, "does not answer as HTTP should: it begins with `220 mail.example ready`"),
        (servers.http_2, "does not answer as HTTP should: it begins with `HTTP/2 200`"),
        (servers.ten_megabytes, "[-1001]"),
        (servers.silent, f"no answer within {TIMEOUT} ms (replyTimeout)"),
        (servers.byte_by_byte, f"no answer within {TIMEOUT} ms (replyTimeout)"),
        (servers.head_byte_by_byte, f"no answer within {TIMEOUT} ms (replyTimeout)"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_other_answer_ends_the_call_in_bounded_time_and_memory(behaviour: Behaviour, why: str) -> None:
    with servers.serving(behaviour) as url:
        tracemalloc.start()
        begin = monotonic()
        found = call(url, replyTimeout=TIMEOUT)
        took = monotonic() - begin
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert why in found.backend_faults[0].what
    assert found.session is not None
    assert (found.session["sessionStatus"], found.session["errorDetails"]["errorCode"]) == ("ERROR", -2003)
    assert took < 5
    assert peak < 30_000_000


def test_a_server_that_leaves_in_the_middle_of_a_call(tmp_path: Path) -> None:
    with servers.serving(servers.sound) as url:
        file = tmp_path / "x.flow.yaml"
        file.write_text(f"request: {MENU}\nbackend: {url}\n")
        flow = load_flow(file)
        responder = responder_for(flow)
    found = run_flow(flow, caller=Scripted.of("1"), network=ScriptedNetwork(), responder=responder)
    assert found.backend_faults[0].what == f"{url} cannot be asked: Connection refused"


def test_the_request_is_the_platforms_and_no_proxy_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    asked: list[bytes] = []
    with servers.serving(servers.sound, asked) as url:
        flow = tmp_path / "x.flow.yaml"
        flow.write_text(f"request: {MENU}\nbackend: {url}?a=b\nhttpAuthHeader: Basic abc\n")
        found = run(flow, "1")
    head, _, body = asked[0].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /vca?a=b HTTP/1.1"
    assert "Authorization: Basic abc" in lines
    assert "Content-Type: application/json" in lines
    assert json.loads(body) == next(webhook.body for webhook in found.webhooks if webhook.type == "VCA")


def test_webhooks_are_posted_where_the_flow_says_so(tmp_path: Path) -> None:
    asked: list[bytes] = []
    with servers.serving(servers.sound, asked) as url:
        flow = tmp_path / "x.flow.yaml"
        hang_up = "[{when: {}, reply: {callflow: [{action: hangup}]}}]"
        flow.write_text(f"request: {MENU}\nreplies: {hang_up}\npost: {{VSS: '{url}', VCS: '{url}'}}\n")
        found = run(flow, "1")
    assert found.ok
    posted = [json.loads(one.partition(b"\r\n\r\n")[2]) for one in asked]
    assert posted == [webhook.body for webhook in found.webhooks if webhook.type != "VCA"]


def test_duplicates_are_posted_twice_each(tmp_path: Path) -> None:
    asked: list[bytes] = []
    with servers.serving(servers.sound, asked) as url:
        flow = tmp_path / "x.flow.yaml"
        account, hang_up = (
            "{assumptions: {duplicateWebhooks: true}}",
            "[{when: {}, reply: {callflow: [{action: hangup}]}}]",
        )
        flow.write_text(f"account: {account}\nrequest: {MENU}\nreplies: {hang_up}\npost: {{VSS: '{url}'}}\n")
        found = run(flow, "1")
    assert found.ok
    posted = [json.loads(one.partition(b"\r\n\r\n")[2]) for one in asked]
    assert posted == [found.webhooks[-1].body] * 2


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (servers.failing, "HTTP 500"),
        (servers.nothing, "Remote end closed"),
        (servers.silent, "no answer within 300 ms (replyTimeout)"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_webhook_that_cannot_be_posted_is_a_fault_and_disturbs_no_call(
    tmp_path: Path, behaviour: Behaviour, why: str
) -> None:
    with servers.serving(behaviour) as url:
        flow = tmp_path / "x.flow.yaml"
        hang_up = "[{when: {}, reply: {callflow: [{action: hangup}]}}]"
        account = "{assumptions: {replyTimeout: 300}}"
        flow.write_text(f"account: {account}\nrequest: {MENU}\nreplies: {hang_up}\npost: {{VSS: '{url}'}}\n")
        found = run(flow, "1")
    assert not found.ok
    assert found.session is not None
    assert found.session["sessionStatus"] == "COMPLETED"
    (fault,) = found.backend_faults
    assert fault.what.startswith(f"VSS could not be posted to {url}: ")
    assert why in fault.what
