"""What a live backend answered, as a flow file with a table: the same conversation without the backend."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.loading.words import escaped
from simulator.model.call.event import Asked, Replied

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.call.event import Event
    from simulator.model.flow.flow_file import FlowBody, FlowFile


def recorded(flow: FlowFile, trace: Iterable[Event], output: Path) -> str:
    """The text of a flow file whose table answers as the backend did; its paths are seen from `output`."""
    source = escaped(str(flow.backend or flow.file))  # a name of a file may hold a line break
    lines = [f"# Recorded from {source}: what was answered to each question of one call."]
    lines.append(f"flow: {_json(f'{flow.name}, recorded')}")
    given = flow.account_given
    if given is not None:
        lines.append(f"account: {_json(_seen_from(output, given) if isinstance(given, str) else given)}")
    lines += _beginning(flow, output)
    rows = list(_rows(trace))
    lines.append("replies:" if rows else "replies: []")
    return "\n".join([*lines, *rows]) + "\n"


def _beginning(flow: FlowFile, output: Path) -> Iterator[str]:
    if flow.inbound is not None:
        yield f"inbound: {_json({'source': flow.inbound.source, 'destination': flow.inbound.destination})}"
    if flow.body is not None:
        yield f"request: {_body(flow.body, output)}"


def _body(body: FlowBody, output: Path) -> str:
    """A path where the body has a file of its own, else its JSON, which YAML reads too."""
    if body.place is None and Path(body.text.file).is_file():
        return _json(_seen_from(output, body.text.file))
    try:
        return _json(json.loads(body.raw))
    except (ValueError, RecursionError):
        raise UsageError("a flow file cannot hold a request that is no JSON: write it to a file of its own") from None


def _rows(trace: Iterable[Event]) -> Iterator[str]:
    """A row for each question, once; a backend that answers one question in two ways cannot be a table."""
    known: dict[str, str] = {}
    when = ""
    for event in trace:
        if isinstance(event, Asked):
            when = _when(event)
        elif isinstance(event, Replied):
            reply = _json(json.loads(event.body))
            if when not in known:
                known[when] = reply
                yield f"  - when: {when}\n    reply: {reply}"
            elif known[when] != reply:
                yield f"  # The backend answered this question differently later, which a table cannot:\n  # {reply}"


def _when(asked: Asked) -> str:
    named: dict[str, Any] = {}
    if asked.client_action_id is not None:
        named["clientActionId"] = asked.client_action_id
    if asked.call_status == "CALL_RECEIVED":
        named["callStatus"] = "CALL_RECEIVED"
    else:
        named["digits"] = asked.digits
    return _json(named)


def _seen_from(output: Path, file: str) -> str:
    return Path(os.path.relpath(file, output.parent)).as_posix()


def _json(value: object) -> str:
    """JSON in one line, which YAML reads as what it is: separators of lines and the like as escapes."""
    return escaped(json.dumps(value, ensure_ascii=False))
