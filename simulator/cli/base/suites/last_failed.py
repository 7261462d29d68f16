"""Which scenarios failed last time: remembered in `.callflow_cache` in the working folder."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.files.reading import read_plain
from simulator.files.writing import as_bytes, write_files

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
    with suppress(UsageError):
        write_files(
            {Path(FOLDER, ".gitignore"): b"*\n", Path(FOLDER, FILE): as_bytes(json.dumps(sorted(now), indent=1) + "\n")}
        )


def _read() -> set[str]:
    try:
        found = json.loads(read_plain(Path(FOLDER, FILE)))
    except (OSError, ValueError):
        return set()
    return {one for one in found if isinstance(one, str)} if isinstance(found, list) else set()
