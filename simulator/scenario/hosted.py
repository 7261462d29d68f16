"""Whether scenarios are better run in a process of their own: a backend that runs in ours may never give it back."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.files.reading import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.scenario.scenario import Scenario

HOSTED = (b"python:", b"wsgi:", b"asgi:")
"""How the name of a backend begins that runs in this process."""


def wants_apart(scenarios: Iterable[Scenario], backend: str | None = None) -> bool:
    """Whether one of them has such a backend, or all have this one, and nobody (debugger, coverage) looks in here."""
    if not hasattr(os, "fork") or watched():
        return False
    if backend is not None:
        return backend.encode().startswith(HOSTED)
    return any(_hosted(flow) for flow in {one.flow for one in scenarios} if flow is not None)


def watched() -> bool:
    """Whether a debugger or coverage looks at what runs here."""
    monitoring = getattr(sys, "monitoring", None)
    tools = () if monitoring is None else map(monitoring.get_tool, range(6))
    return sys.gettrace() is not None or any(tools)


def _hosted(flow: str) -> bool:
    """Whether a flow file names such a backend: that it does not is sure, that it does is not."""
    try:
        raw = read_plain(Path(flow))
    except OSError:
        return False
    return any(name in raw for name in HOSTED)
