"""A flow as a value: loaded from anything, taken by everything, changed by `replace`, equal by content."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy
import pandas
import pytest

import simulator
from simulator.running.source import Source

DIAL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}
ASK = {
    "action": "sayAndCapture",
    "params": {"promptMessage": "Press 1.", "voiceProfile": "en-GB-Emma", "maxDigits": 1, "minDigits": 1},
}
BODY: dict[str, Any] = {"callflow": [DIAL, {"action": "hangup"}]}
REQUEST: dict[str, Any] = {"callflow": [DIAL, ASK]}
BYE = {"callflow": [{"action": "hangup"}]}
FLOW: dict[str, Any] = {"request": BODY, "replies": [{"when": {"digits": "1"}, "reply": BYE}]}
YAML = f"request: {json.dumps(BODY)}\nreplies:\n  - when: {{digits: '1'}}\n    reply: {json.dumps(BYE)}\n"
AT = 1767603600000


def answer(body: dict[str, Any]) -> dict[str, Any]:
    return BYE


def wsgi(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("content-type", "application/json")])
    return [json.dumps(BYE).encode()]


async def asgi(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(BYE).encode()})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "body.json").write_text(json.dumps(BODY))
    found = tmp_path / "menu.flow.yaml"
    found.write_text(f"request: body.json\nreplies:\n  - when: {{}}\n    reply: {json.dumps(BYE)}\n")
    return found


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (BODY, "request"),
        (json.dumps(BODY), "request"),
        (json.dumps(BODY).encode(), "request"),
        (FLOW, "flow"),
        (json.dumps(FLOW), "flow"),
        (YAML, "flow"),
        (YAML.encode(), "flow"),
        (Source(json.dumps(BODY).encode(), "", "request", simulator.Account()), "request"),
    ],
)
def test_a_flow_is_loaded_from_anything_and_taken_by_everything(given: Any, kind: str) -> None:
    flow = simulator.load(given)
    assert flow.kind == kind
    assert simulator.load(flow) is flow
    assert simulator.check(flow).accepted
    assert simulator.compile(flow).table
    assert simulator.run(flow).ok
    assert len(simulator.run_many(flow, ["", "1"])) == 2
    assert simulator.explore(flow).behaviour.complete
    assert not simulator.diff(flow, flow).differences
    assert simulator.faults(flow).calls
    assert flow.account == simulator.Account()


def test_a_file_is_read_once_with_all_that_it_names(file: Path) -> None:
    flow, again = simulator.load(file), simulator.load(str(file))
    assert flow == again
    assert hash(flow) == hash(again)
    (file.parent / "body.json").write_text("{}")
    assert simulator.run(flow).ok
    assert simulator.check(flow).accepted
    assert simulator.load(file) != flow
    assert not simulator.check(file).accepted


def test_a_flow_can_be_pickled_and_then_runs_the_same(file: Path) -> None:
    flow = simulator.load(file, at=AT, backend=answer)
    _ = simulator.run(flow)
    (file.parent / "body.json").unlink()
    twin = pickle.loads(pickle.dumps(flow))
    assert twin == flow
    assert str(simulator.run(twin, seed=1)) == str(simulator.run(flow, seed=1))


def test_scenarios_are_generated_of_a_flow_that_was_loaded_from_a_file(file: Path) -> None:
    flow = simulator.load(file)
    assert [one.name for one in simulator.generate(flow).files] == [one.name for one in simulator.generate(file).files]
    for wrong, why in ((FLOW, "flow is"), (simulator.load(FLOW), "no flow file"), (simulator.load(BODY), "no flow")):
        with pytest.raises(simulator.UsageError, match=why):
            simulator.generate(wrong)  # type: ignore[arg-type]
    for changed in (flow.replace(backend=answer), flow.replace(account={"strict": True})):
        with pytest.raises(simulator.UsageError, match="which does not say this account or backend"):
            simulator.generate(changed)


@pytest.mark.parametrize("backend", [answer, wsgi, asgi, lambda body: BYE, lambda *given: BYE, dict(BYE).copy])
def test_a_callable_is_a_backend(backend: Any) -> None:
    asked = []

    def noting(body: dict[str, Any]) -> Any:
        asked.append(body)
        return backend(body)

    called = backend if backend in (wsgi, asgi) else noting if backend is not BYE.copy else backend
    run = simulator.run(REQUEST, "1", backend=called)
    assert run.backend_faults == () or backend not in (answer, wsgi, asgi)
    assert simulator.load(REQUEST).replace(backend=called) == simulator.load(REQUEST, backend=called)


def test_a_backend_that_is_given_itself_is_the_one_that_answers() -> None:
    flow = simulator.load(REQUEST)
    first = flow.replace(backend=lambda body: BYE)
    second = flow.replace(backend=lambda body: 1 / 0)
    assert simulator.run(first, "1").ok
    assert not simulator.run(second, "1").ok
    assert simulator.run(first, "1").ok
    assert "lambda" in repr(first)
    assert simulator.diff(first, second).differences
    assert simulator.explore(first).behaviour.ground == "tried"


def test_a_backend_without_a_name_or_signature_has_a_place_all_the_same() -> None:
    from functools import partial

    class Answering:
        def __call__(self, body: Any) -> dict[str, Any]:
            return BYE

    odd = Answering()
    odd.__module__ = "no name"
    for backend in (odd, partial(answer), lambda body=None: BYE, lambda *bodies: BYE):
        assert simulator.run(REQUEST, "1", backend=backend) is not None
    with pytest.raises(simulator.UsageError, match="backend is <function"):
        simulator.run(REQUEST, backend=lambda a, b, c, d: None)
    with pytest.raises(simulator.UsageError, match="backend"):
        simulator.run(REQUEST, backend="nowhere")
    assert simulator.run(REQUEST, "1", backend=dict).backend_faults is not None


def test_what_is_given_takes_the_place_of_what_was_loaded(file: Path) -> None:
    flow = simulator.load(file)
    assert flow.replace() is flow
    quick = flow.replace(account={"assumptions": {"ringTime": 1}}, at="2026-01-05T09:00:00Z")
    assert quick.account.assumptions.ring_time == 1
    assert quick.at == AT
    assert simulator.run(quick).trace[-1].at < simulator.run(flow).trace[-1].at
    assert simulator.run(flow, account=quick.account).trace[-1].at == simulator.run(quick).trace[-1].at
    assert simulator.load(file, account=quick.account, at=AT) == quick


@pytest.mark.parametrize(
    "at",
    [
        AT,
        "2026-01-05T09:00:00Z",
        datetime(2026, 1, 5, 9, tzinfo=UTC),
        datetime(2026, 1, 5, 9),
        pandas.Timestamp("2026-01-05T10:00+01:00"),
        numpy.datetime64("2026-01-05T09:00"),
        numpy.int64(AT),
    ],
)
def test_instants_of_any_library_are_taken(at: Any) -> None:
    assert simulator.load(BODY, at=at).at == AT


def test_scalars_of_numpy_and_points_in_time_are_data(file: Path) -> None:
    until = numpy.datetime64("2026-01-06T09:00")
    asks = json.loads(json.dumps(ASK))
    asks["params"]["maxDigits"] = numpy.int64(2)
    given = {"validUntil": until, "callflow": [DIAL, asks]}
    flow = simulator.load(given)
    assert json.loads(flow.text)["validUntil"] == "2026-01-06T09:00:00Z"
    assert json.loads(flow.text)["callflow"][1]["params"]["maxDigits"] == 2
    assert simulator.run(flow, seed=numpy.int64(7)).answer == simulator.run(flow, seed=7).answer  # type: ignore[arg-type]
    from types import MappingProxyType

    assert simulator.load({"callflow": [MappingProxyType({"action": "hangup"})]}).text == json.dumps(BYE)


def test_what_cannot_begin_a_call_is_told_where_it_is_asked_to() -> None:
    inbound = {"inbound": {"source": "+6591234567", "destination": "+6562345678"}, "replies": FLOW["replies"]}
    comes_in = simulator.load(inbound)
    assert simulator.check(comes_in).answer == {}
    assert "inbound call" in simulator.check(comes_in)._repr_html_()
    with pytest.raises(simulator.UsageError, match='"<text>" has no request body: its call comes in'):
        simulator.compile(comes_in)
    with pytest.raises(simulator.UsageError, match="begins with a request body, and this is a webhook reply"):
        simulator.run(simulator.load(BYE, kind="reply"))
    broken = simulator.load("request: 5\nreplies: []\nrepleis: []\n")
    assert "F0" in str(simulator.check(broken).codes)
    with pytest.raises(simulator.UsageError, match="<text>:1:10"):
        simulator.run(broken)


def test_a_flow_shows_itself_in_one_line(file: Path) -> None:
    assert repr(simulator.load(BODY)).startswith("<Flow request of ")
    shown = repr(simulator.load(file, at=AT, account={"strict": True}))
    assert shown == f"<Flow flow {file} account=... at={AT}>"
