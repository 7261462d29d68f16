"""Every answer that a test gets is judged by the server's own OpenAPI document."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema  # type: ignore[import-untyped]

from simulator.loading.yaml.text import load_yaml
from simulator.server.document.openapi import document
from simulator.server.routing import route_of

NOT_MODIFIED = 304
"""What is kept is as it was: that goes for whatever has an ETag."""
NO_PATH = {403, 404}
"""What is answered where no operation is meant."""

READ: dict[str, Any] = {"application/json": json.loads, "application/yaml": lambda raw: load_yaml(raw).data}
"""What is data in a type of content: that is what a schema speaks of."""


@cache
def whole() -> dict[str, Any]:
    return document("http://127.0.0.1:8088")


def validator(schema: dict[str, Any]) -> Any:
    """One that knows the parts of the document."""
    checks = jsonschema.Draft202012Validator
    return checks({**schema, "components": whole()["components"]}, format_checker=checks.FORMAT_CHECKER)


def described(method: str, path: str) -> dict[str, Any] | None:
    """The operation as the document has it; for another method, any of those that are there."""
    found = route_of(path)
    if found is None:
        return None
    item: dict[str, Any] = whole()["paths"][found[0].template]
    other: dict[str, Any] = {"responses": {"405": next(iter(item.values()))["responses"]["405"]}}
    return item.get(method.lower()) or other


@cache
def _validator(method: str, path: str, status: str, media: str) -> Any:
    return validator(whole()["paths"][path][method]["responses"][status]["content"][media]["schema"])


def judge(method: str, path: str, status: int, headers: dict[str, str], raw: bytes) -> None:
    """Fail where an answer is not as the document says."""
    one = described(method, path)
    if one is None:
        assert status in NO_PATH, (path, status)
        validator({"$ref": "#/components/schemas/PlainError"}).validate(json.loads(raw))
        return
    if status == NOT_MODIFIED:
        assert raw == b""
        return
    if str(status) == "403" and "403" not in one["responses"]:
        return  # a method that there is not, of a page of another origin
    assert str(status) in one["responses"], f"{method} {path}: {status} is not in the document"
    said = one["responses"][str(status)]
    assert {name.lower() for name in said.get("headers", {})} <= {name.lower() for name in headers}
    if "content" not in said:
        assert raw == b""
        return
    media = headers["content-type"].partition(";")[0]
    assert media in said["content"], f"{method} {path}: {media} is not in the document"
    value = READ.get(media, lambda given: given.decode("latin-1"))(raw)
    found = route_of(path)
    assert found is not None
    known = method.lower() if method in found[0].operations else next(iter(sorted(found[0].operations))).lower()
    _validator(known, found[0].template, str(status), media).validate(value)
