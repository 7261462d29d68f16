"""A flow, however it is given: the name of a flow file, or a request body with a backend or without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.model.assumptions import DEFAULT_INSTANT
from simulator.running.flow import flow_of, load_flow, with_backend
from simulator.running.source import is_flow, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from simulator.model.account import Account
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.source import Source


def any_flow(
    source: str | Path | bytes | Mapping[str, Any] | Source,
    *,
    account: Account | str | Path | Mapping[str, Any] | None = None,
    at: str | int | None = None,
    backend: str | None = None,
) -> tuple[FlowFile, str | int | None]:
    """A flow as `run` takes it, a request body or the name of a flow file, and its simulated now. Raises UsageError."""
    if is_flow(source):
        return with_backend(load_flow(source, account=account), backend), at  # type: ignore[arg-type]
    loaded = load(source, account=account, at=at).or_at(DEFAULT_INSTANT)
    if loaded.kind != "request":
        raise UsageError("a run begins with a request body, and this is a webhook reply")
    return flow_of(loaded, backend), loaded.at
