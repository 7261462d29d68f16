"""The Model Context Protocol (JSON-RPC 2.0, a message a line), as far as tools and resources need it.

Documented in the protocol's own specification; the newest version that begins with a handshake is preferred.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from simulator.cli.base.assisting.resources import TEMPLATES, contents, instructions, resources
from simulator.cli.base.assisting.tools import TOOLS, Tool
from simulator.errors import UsageError
from simulator.registry import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Params = Mapping[str, Any]

VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
"""Versions of the protocol, the newest first: what we use of them is alike in all.

Batches, which 2025-03-26 alone has, are refused: observed of no client.
"""
PARSE, INVALID, UNKNOWN_METHOD, BAD_PARAMS, NO_RESOURCE, OUR_FAULT = -32700, -32600, -32601, -32602, -32002, -32603


class ProtocolError(Exception):
    """A message that cannot be answered: its code in JSON-RPC, and why."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


def message_of(line: str) -> dict[str, Any]:
    """A message. Raises ProtocolError for what is none."""
    try:
        message = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(PARSE, f"the line is no JSON: {error}") from error
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise ProtocolError(INVALID, 'expected an object with "jsonrpc": "2.0", one on each line')
    return message


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def number_of(message: Params) -> str | float | None:
    """The id of a question; None of what is told. Raises ProtocolError."""
    number = message.get("id")
    if isinstance(number, str | None) or (isinstance(number, int) and not isinstance(number, bool)):
        return number
    if isinstance(number, float) and number.is_integer():
        return number
    raise ProtocolError(INVALID, '"id" must be a text or a whole number')


def params_of(message: Params) -> Params:
    """The parameters of a message. Raises ProtocolError."""
    params = message.get("params") or {}
    if not isinstance(params, dict):
        raise ProtocolError(BAD_PARAMS, '"params" must be an object')
    return params


def answer(method: str, params: Params) -> dict[str, Any]:
    """What is answered at once; tools take longer. Raises ProtocolError."""
    found = METHODS.get(method)
    if found is None:
        raise ProtocolError(UNKNOWN_METHOD, f'there is no method "{method}" here')
    return found(params)


def tool_of(params: Params) -> tuple[Tool, Params]:
    """The tool that is called, and what it is given. Raises ProtocolError."""
    name, given = params.get("name"), params.get("arguments") or {}
    known = {tool.name: tool for tool in TOOLS}
    if not isinstance(name, str) or name not in known:
        near = nearest(str(name), list(known), 1)
        hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(known)}"
        raise ProtocolError(BAD_PARAMS, f'there is no tool "{name}": {hint}')
    if not isinstance(given, dict):
        raise ProtocolError(BAD_PARAMS, '"arguments" must be an object')
    return known[name], given


def _initialize(params: Params) -> dict[str, Any]:
    from importlib.metadata import version

    wanted = params.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
        "capabilities": {"tools": {}, "resources": {}},
        "serverInfo": {"name": "callflow-simulator", "version": version("callflow-simulator")},
        "instructions": instructions(),
    }


def _read(params: Params) -> dict[str, Any]:
    try:
        return {"contents": [contents(str(params.get("uri")))]}
    except UsageError as error:
        raise ProtocolError(NO_RESOURCE, str(error)) from error


METHODS: Mapping[str, Callable[[Params], dict[str, Any]]] = {
    "initialize": _initialize,
    "ping": lambda _params: {},
    "tools/list": lambda _params: {"tools": [tool.described for tool in TOOLS]},
    "resources/list": lambda _params: {"resources": resources()},
    "resources/templates/list": lambda _params: {"resourceTemplates": list(TEMPLATES)},
    "resources/read": _read,
}
