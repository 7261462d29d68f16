"""The OpenAPI document: whole, true to its own schemas, and derived (every answer of other tests is judged by it)."""

from __future__ import annotations

import inspect
import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, TypedDict, get_args, get_type_hints

import jsonschema  # type: ignore[import-untyped]
import pytest
from attrs import fields

from simulator.model.account import Account
from simulator.model.call import event as events
from simulator.model.call import outcome
from simulator.model.machine import table
from simulator.model.machine.table import Prompt, Row, State
from simulator.render.run.json import event_data
from simulator.schema.documents import PARTS
from simulator.server.document.described import described as described_one
from simulator.server.document.examples import example_of
from simulator.server.document.typed import Typed
from simulator.server.routing import operations
from simulator.server.sim import get_ready
from tests.server._client import asked
from tests.server._document import validator, whole
from tests.server._house import MENU

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.server.api.base.operation import Operation
    from tests.server._client import Client

REQUIRED = {"METHOD", "PATH", "FAMILY", "SUMMARY", "ANSWER"}
ALWAYS = {"401", "403", "405", "413", "500"}
READ = ("body_of(", "asked.body", "begun(")
"""What an operation that reads its body has in its source."""


def described() -> list[tuple[str, dict[str, Any]]]:
    paths = whole()["paths"].items()
    return [(f"{method.upper()} {path}", one) for path, item in paths for method, one in item.items()]


def contents(one: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from one.get("requestBody", {}).get("content", {}).values()
    for answer in one["responses"].values():
        yield from answer.get("content", {}).values()


def test_the_document_is_served_with_the_address_of_the_server() -> None:
    async def work(there: Client) -> None:
        found = (await there.get("/_sim/openapi.json")).data
        assert (found["openapi"], found["servers"]) == ("3.1.0", [{"url": "http://127.0.0.1:8088"}])
        assert found == json.loads(json.dumps(whole()))

    asked(work)


def test_the_document_names_every_operation_once() -> None:
    assert {name for name, _ in described()} == {f"{one.METHOD} {one.PATH}" for one in operations()}
    ids = [one["operationId"] for _, one in described()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("one", operations(), ids=lambda one: one.__name__.rpartition("server.")[2])
def test_each_operation_declares_its_body_and_its_answer(one: Operation) -> None:
    """A new one declares both in its own file: `ANSWER`, and `BODY` where it reads one."""
    assert vars(one).keys() >= REQUIRED
    source = inspect.getsource(one)  # type: ignore[arg-type]
    assert any(read in source for read in READ) <= hasattr(one, "BODY")
    assert ("asked.query" in source) <= hasattr(one, "QUERY")


@pytest.mark.parametrize(("name", "one"), described(), ids=lambda one: one if isinstance(one, str) else "")
def test_each_operation_says_all_that_it_can_answer(name: str, one: dict[str, Any]) -> None:
    answers = one["responses"]
    done = [status for status in answers if status < "300"]
    assert len(done) == 1 or done == ["200", "206"]  # a part of a sound
    assert answers.keys() >= ALWAYS
    assert ("404" in answers) >= ("{subAccountId}" in name)
    assert ("content" not in answers[done[0]]) == (done == ["204"])
    assert answers["405"]["headers"]["Allow"]
    assert one["summary"]
    for parameter in one["parameters"]:
        assert parameter["in"] == "query" or parameter["schema"].keys() & {"pattern", "enum", "minLength"}


@pytest.mark.parametrize(("name", "one"), described(), ids=lambda one: one if isinstance(one, str) else "")
def test_each_body_and_answer_has_an_example_that_fits(name: str, one: dict[str, Any]) -> None:
    for content in contents(one):
        check = validator(content["schema"])
        check.check_schema(check.schema)
        check.validate(content["example"])
        assert content["schema"], name


def test_what_is_ours_has_no_field_that_is_not_named() -> None:
    ours = {name: one for name, one in whole()["components"]["schemas"].items() if name not in PARTS}
    objects = {name: one for name, one in ours.items() if "anyOf" not in one and "enum" not in one}
    assert len(objects) > 50
    assert all(one["type"] == "object" and one["additionalProperties"] is False for one in objects.values())
    assert all(set(one["required"]) <= one["properties"].keys() for one in objects.values())


def test_what_begins_something_leads_to_what_names_it() -> None:
    """So that a tester goes from what has begun to what is then there."""
    known = dict(described())
    begun = known["POST /api/v1/subaccounts/{subAccountId}/callflows"]["responses"]["200"]["links"]
    assert begun["sim_post_session_hangup"] == {
        "operationId": "sim_post_session_hangup",
        "parameters": {"sessionId": "$response.body#/sessionId"},
    }
    assert begun["api_get_recordings"]["parameters"]["subAccountId"] == "$request.path.subAccountId"
    ids = {one["operationId"]: one for one in known.values()}
    for one in known.values():
        for answer in one["responses"].values():
            for link in answer.get("links", {}).values():
                names = {parameter["name"] for parameter in ids[link["operationId"]]["parameters"]}
                assert link["parameters"].keys() <= names
    old = known["POST /api/v1/subaccounts/{subAccountId}/calls"]["responses"]["200"]["links"]
    assert old["sim_get_session"]["parameters"] == {"sessionId": "$response.body#/uid"}
    inbound = known["POST /_sim/calls"]["responses"]["200"]["links"]["api_get_recordings"]["parameters"]
    assert inbound["subAccountId"] == "$response.body#/subAccountId"
    webhooks = known["POST /api/v1/subaccounts/{subAccountId}/webhooks"]["responses"]["200"]["links"]
    assert webhooks.keys() == {"api_get_webhooks", "api_delete_webhooks"}
    assert webhooks["api_delete_webhooks"]["parameters"]["type"] == "$request.body#/type"
    push = known["POST /api/v1/subaccounts/{subAccountId}/recording-push-config"]["responses"]["200"]["links"]
    assert push.keys() == {"api_get_recording_push_config", "api_delete_recording_push_config"}
    assert "links" not in known["GET /_sim/sessions/{sessionId}"]["responses"]["200"]


def test_an_answer_may_have_one_of_several_types() -> None:
    media = ("text/css", "text/plain")
    page = SimpleNamespace(**{**vars(get_ready), "ANSWER": str, "MEDIA": media})
    content = described_one(page, Typed())["responses"]["200"]["content"]
    assert {name: said["schema"] for name, said in content.items()} == {one: {"type": "string"} for one in media}


def test_bodies_are_those_of_the_schemas_of_files() -> None:
    parts = whole()["components"]["schemas"]
    assert parts["request"] == PARTS["request"]()
    path = whole()["paths"]["/api/v1/subaccounts/{subAccountId}/callflows"]["post"]
    assert path["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/request"}


SAMPLES: dict[Any, Any] = {
    int: 3, str: "x", bool: True, int | None: None, str | None: "x",
    Prompt: Prompt("say", "Hello."), Row: Row("dialled", "answered", "talking"),
    outcome.Unusable: outcome.Unusable(-2003, "no"), tuple[str, ...]: ("say",),
}  # fmt: skip


def sample(kind: Any) -> Any:
    """An event of that kind, each field of which has a value."""
    hints = get_type_hints(kind, localns={**vars(table), **vars(outcome)})
    given = {}
    for one in fields(kind):
        hint = hints[one.name]
        given[one.name] = (
            State("s", "talking") if hint is State else get_args(hint)[0] if hint not in SAMPLES else SAMPLES[hint]
        )
    return kind(**given)


@pytest.mark.parametrize("kind", get_args(events.Event), ids=lambda kind: kind.__name__)
def test_each_kind_of_event_is_written_as_its_schema_says(kind: Any) -> None:
    data = json.loads(json.dumps(event_data(sample(kind))))
    validator({"$ref": f"#/components/schemas/{kind.__name__}"}).validate(data)
    validator({"$ref": "#/components/schemas/CallEvent"}).validate(data)
    with pytest.raises(jsonschema.ValidationError):
        validator({"$ref": "#/components/schemas/CallEvent"}).validate({**data, "more": 1})


def test_types_that_have_no_schema_are_told() -> None:
    class Kept(TypedDict):
        letters: dict[str, int]
        word: Literal["a"]
        either: int | str

    assert Typed().record(get_type_hints(Kept))["properties"] == {
        "letters": {"type": "object", "additionalProperties": {"type": "integer"}},
        "word": {"enum": ["a"]},
        "either": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
    }
    with pytest.raises(TypeError, match="no schema is known of"):
        Typed().of(set)


def test_an_example_is_put_together_of_its_parts() -> None:
    schema = {"allOf": [{"$ref": "#/x/A"}, {"properties": {"b": {"const": 2}}}]}
    assert example_of(schema, {"A": {"type": "object", "properties": {"a": {"type": ["null", "string"]}}}}) == {
        "a": None,
        "b": 2,
    }


@pytest.mark.parametrize("dialect", ["v1.2", "v1.1"])
def test_a_body_of_either_dialect_is_that_of_its_account(dialect: Any) -> None:
    old = dialect == "v1.1"
    path = "calls" if old else "callflows"
    body = whole()["paths"][f"/api/v1/subaccounts/{{subAccountId}}/{path}"]["post"]["requestBody"]
    example = body["content"]["application/json"]["example"]

    async def work(there: Client) -> None:
        assert (await there.send(path, example)).status == 200

    asked(work, accounts=(Account(sub_account_id="acme", dialect=dialect),))


FAULTS: tuple[tuple[Any, bool], ...] = (
    ({"reply": {"status": 500}}, True),
    ({"reply": {"status": 99}}, False),
    ({"reply": {"status": "${status}"}}, False),
    ({"reply": {"delay": "1.5s"}}, True),
    ({"reply": {"delay": 0.5}}, True),
    ({"reply": {"delay": -0.5}}, False),
    ({"reply": {"delay": 999999999.5}}, True),
    ({"reply": {"delay": 1000000000.5}}, False),
    ({"reply": {"drop": True}}, True),
    ({"reply": {}}, False),
    ({"webhook": "twice"}, True),
    ({"session": -2010}, True),
    ({"session": {"code": -2001, "at": "9s"}}, True),
    ({"session": {"at": "9s"}}, False),
    ({"answer": -9999}, True),
    ({"answer": -1}, False),
    ({"say": "failed", "playFile": "failed"}, False),
)


@pytest.mark.parametrize(("fault", "fits"), FAULTS, ids=str)
def test_a_fault_fits_its_schema_where_it_is_taken(fault: Any, fits: bool) -> None:
    schema = whole()["paths"]["/_sim/faults"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    body = {"faults": [fault]}

    async def work(there: Client) -> None:
        assert (await there.send("/_sim/faults", body)).status == (200 if fits else 422)

    assert validator(schema).is_valid(body) is fits
    asked(work)


OLD: tuple[tuple[Any, bool], ...] = (
    ([{"action": "say", "params": {"source": "+6562345678", "destination": "+6591234567", "text": "Hello."}}], True),
    ([{"action": "say&capture", "params": {"source": "+6562345678", "destination": "+6591234567"}}], True),
    ([{"action": "say&capture", "params": {"text": 1}}], False),
    ([{"action": "say&capture", "params": {"endMessage": []}}], False),
    ([{"action": "playFile", "params": {"source": 65}}], False),
    ([{"action": "say&listen", "params": {}}], False),
    ([], False),
)


@pytest.mark.parametrize(("listed", "fits"), OLD, ids=str)
def test_what_a_body_of_the_old_dialect_must_not_have_is_refused(listed: Any, fits: bool) -> None:
    """What fits may still break a rule."""

    async def work(there: Client) -> None:
        status = (await there.send("calls", {"callflow": listed})).status
        assert fits or status in (400, 422)

    assert validator({"$ref": "#/components/schemas/oldRequest"}).is_valid({"callflow": listed}) is fits
    asked(work, accounts=(Account(sub_account_id="acme", dialect="v1.1"),))


@pytest.mark.parametrize(
    ("path", "name", "value", "fits"),
    [
        ("/_sim/sessions", "limit", "0", True),
        ("/_sim/sessions", "limit", "999999999999999999", True),
        ("/_sim/sessions", "limit", "1000000000000000000", False),
        ("/_sim/sessions", "limit", "597643748927844515840", False),
        ("/_sim/sessions", "limit", "-1", False),
        ("/_sim/events", "since", "1000000000000000000", False),
        ("/_sim/sessions/nobody/wait", "timeout", "300", True),
        ("/_sim/sessions/nobody/wait", "timeout", "300.5", False),
    ],
)
def test_a_part_of_the_query_fits_its_schema_where_it_is_taken(path: str, name: str, value: str, fits: bool) -> None:
    template = path.replace("nobody", "{sessionId}")
    (schema,) = (one["schema"] for one in whole()["paths"][template]["get"]["parameters"] if one["name"] == name)

    async def work(there: Client) -> None:
        path = template.replace("{sessionId}", (await there.send("callflows", MENU)).data["sessionId"])
        assert (await there.get(f"{path}?{name}={value}")).status == (200 if fits else 422)

    assert validator(schema).is_valid(json.loads(value)) is fits
    asked(work)
