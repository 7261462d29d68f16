"""What an in-process backend remembers of a session, told by a function of the user's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.flow.where import parse_function, parse_where
from simulator.responders.hosting.importing import load_callable

if TYPE_CHECKING:
    from simulator.exploring.search.probers import Fingerprint
    from simulator.model.flow.flow_file import FlowFile


def fingerprint_of(flow: FlowFile, name: str) -> Fingerprint:
    """`module:function`, called with the session's id: what it returns, as a text, is part of each place.

    Raises UsageError where there is no such function, or where the backend is not in this process.
    """
    if flow.backend is None or parse_where(flow.backend).kind == "http":
        raise UsageError("a fingerprint asks a backend in this process: wsgi:, asgi: or python:")
    try:
        module, attribute = parse_function(name)
    except ValueError as error:
        raise UsageError(f'"{name}" is no function: {error}') from None
    function = load_callable(name, module, attribute, Path(flow.file).parent)

    def fingerprint(session: str) -> str:
        try:
            return str(function(session))
        except Exception as error:
            raise UsageError(f"`{name}` (fingerprint) failed: {error!r}") from error

    return fingerprint
