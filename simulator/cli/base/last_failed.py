"""Which scenarios failed last time: remembered in `.callflow_cache` in the working folder."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.model.scenario.verdict import SuiteResult
    from simulator.scenario.suite import Suite

FOLDER = ".callflow_cache"
FILE = "last_failed.json"


def among(suite: Suite) -> frozenset[str] | None:
    """Those of a suite that failed last time; None where none of them did, which means all."""
    failed = _read() & {scenario.id for scenario in suite.scenarios}
    return frozenset(failed) or None


def remember(result: SuiteResult) -> None:
    """Note what failed; what was not run now keeps its old state. A folder that cannot be written is no fault."""
    ran = {verdict.scenario.id for verdict in result.verdicts}
    failed = {verdict.scenario.id for verdict in result.verdicts if verdict.outcome == "fail"}
    known = _read()
    now = (known - ran) | failed
    if now == known:
        return
    with suppress(OSError):
        Path(FOLDER).mkdir(exist_ok=True)
        Path(FOLDER, ".gitignore").write_text("*\n", encoding="utf-8")
        Path(FOLDER, FILE).write_text(json.dumps(sorted(now), indent=1) + "\n", encoding="utf-8")


def _read() -> set[str]:
    try:
        found = json.loads(Path(FOLDER, FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return {one for one in found if isinstance(one, str)} if isinstance(found, list) else set()
