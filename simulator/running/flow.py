"""Flow files: load one, or make one of a request body; say who is to answer its webhook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.errors import UsageError
from simulator.files.reading import reading
from simulator.loading.files.flow_file import read_flow
from simulator.loading.files.recognised import FLOW_ENDINGS
from simulator.loading.yaml.text import load_yaml
from simulator.model.diagnostic import Span
from simulator.model.flow.file_text import FileText
from simulator.model.flow.flow_file import FlowBody, FlowFile
from simulator.model.flow.where import parse_where
from simulator.model.garbage import garbage_held
from simulator.running.source import account_from, read_bytes, refuse_other

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.loading.files.account_file import Read
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.account import Account
    from simulator.model.diagnostic import Diagnostic
    from simulator.running.source import Source


def load_flow(
    path: str | Path,
    account_overlay: Mapping[str, Any] | YamlNode | None = None,
    account: Account | str | Path | Mapping[str, Any] | None = None,
) -> FlowFile:
    """Load a flow file; `account` takes the place of its own, `account_overlay` is laid over it.

    Raises UsageError with every error in it. What is wrong in its request and replies is not looked at.
    """
    flow, found = read(path, account_overlay, None if account is None else account_from(account))
    errors = [one for one in found if one.severity == "error"]
    if flow is None or errors:
        raise UsageError(*map(complaint, errors))
    return flow


def read(
    path: str | Path,
    account_overlay: Mapping[str, Any] | YamlNode | None = None,
    account: Account | None = None,
    read_file: Read | None = None,
) -> tuple[FlowFile | None, tuple[Diagnostic, ...]]:
    """A flow file and every finding in it. Raises UsageError only where there is none of this name."""
    file = Path(path)
    read_file = read_file or reading(file)
    raw = read_bytes(file, read_file)
    if not file.name.endswith(FLOW_ENDINGS):
        refuse_other(file, raw, "flow")
    with garbage_held():
        return read_flow(
            raw,
            file.parent,
            str(path) if isinstance(path, str) else file.as_posix(),
            read_file,
            account_overlay=_node(account_overlay),
            account=account,
        )


def complaint(found: Diagnostic) -> str:
    """A finding in one line, its place first, as compilers print them."""
    hint = f" ({found.hint})" if found.hint else ""
    return f"{found.file}:{found.span.line}:{found.span.column}: {found.message}{hint} [{found.code}]"


def _node(overlay: Mapping[str, Any] | YamlNode | None) -> YamlNode | None:
    return load_yaml(json.dumps(overlay).encode()).root if isinstance(overlay, dict) else overlay  # type: ignore[return-value]


def flow_of(source: Source, backend: str | None = None) -> FlowFile:
    """A request body as a flow, answered by a backend."""
    text = FileText(source.file, source.text)
    body = FlowBody(source.raw, text, "$", Span())
    return with_backend(FlowFile(source.file, source.file, source.account, body, files=(source.file,)), backend)


def with_backend(flow: FlowFile, backend: str | None) -> FlowFile:
    """The same flow, answered by another backend. Raises UsageError where that is none."""
    if backend is None:
        return flow
    try:
        parse_where(backend)
    except ValueError as error:
        raise UsageError(f'"{backend}" is not the place of a backend: {error}') from None
    return evolve(flow, rows=None, backend=backend)
