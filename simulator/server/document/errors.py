"""What an operation can answer besides what was asked for, by HTTP status: its own errors, and those of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.server.api.base.family import ENVELOPES, coded_error, plain_error
from simulator.server.api.base.operation import Refusal

if TYPE_CHECKING:
    from simulator.server.api.base.operation import Operation
    from simulator.server.document.typed import JsonSchema, Typed

OF_ALL = {
    401: Refusal("no key, or a wrong one"),
    403: Refusal(
        "asked under the name of another host, or by a page of another origin", envelope=ENVELOPES[plain_error]
    ),
    405: Refusal("there is no such method here"),
    413: Refusal("the body has more bytes than the server takes"),
    500: Refusal("an error of ours"),
}
OF_ACCOUNTS = {404: Refusal("there is no such account")}


def errors(one: Operation, typed: Typed) -> dict[int, tuple[str, JsonSchema]]:
    """The words and the schema of each."""
    accounts = OF_ACCOUNTS if "{subAccountId}" in one.PATH else {}
    known = {**OF_ALL, **accounts, **getattr(one, "REFUSED", {})}
    return {status: (found.words, _schema(one, status, found, typed)) for status, found in sorted(known.items())}


def _schema(one: Operation, status: int, refusal: Refusal, typed: Typed) -> JsonSchema:
    """The envelope, with the codes that come with this status."""
    envelope: Any = refusal.envelope or ENVELOPES[one.FAMILY]
    codes: list[Any] = [*(refusal.codes or (status,))]
    name = "code" if "code" in envelope.__annotations__ else "statusCode"
    if envelope is ENVELOPES[coded_error]:
        codes = [str(code) for code in codes]
    return {"allOf": [typed.of(envelope), {"properties": {name: {"enum": codes}}}]}
