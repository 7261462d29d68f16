"""`callflow generate --failing CALLS`: random calls; the first that fails is reduced to the fewest keys and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun
    from simulator.scenario.shrinking import Shrunk


def search(options: argparse.Namespace, flow: FlowFile) -> int:
    """Write a scenario that fails as the call did, and exit with 1; 0 where no random call fails."""
    import sys
    from pathlib import Path

    from simulator.cli.base.options import workers_of
    from simulator.cli.base.stopping import STOPPING
    from simulator.errors import UsageError
    from simulator.exploring.search.random_walks import find_failure
    from simulator.scenario.shrinking import shrink_call
    from simulator.scenario.writing.shrunk_file import shrunk_file
    from simulator.scenario.writing.written import write_files

    if options.failing < 1:
        raise UsageError(f"--failing {options.failing}: expected 1 or more calls")
    walk = find_failure(flow, _fails, walks=options.failing, seed=options.seed, workers=workers_of(options))
    if walk is None:
        sys.stdout.write(f"none of {options.failing} random calls fails (seed {options.seed or 0})\n")
        return 0
    shrunk = shrink_call(flow, walk.dtmf, _fails, legs=walk.legs, at=options.at, seed=options.seed)
    file = shrunk_file(flow, shrunk, Path(options.output), at=options.at)
    with STOPPING.held():
        (path,) = write_files((file,), Path(options.output), "" if options.force else "--force")
    sys.stdout.write(f"{path.as_posix()}\n{_told(shrunk, flow)}")
    return 1


def _fails(run: DryRun) -> bool:
    return not run.ok


def _told(shrunk: Shrunk, flow: FlowFile) -> str:
    """What fails, and with which keys."""
    from simulator.model.behaviour.way import Way

    run = shrunk.run
    why = run.backend_faults[0].what if run.backend_faults else "the simulator stopped the call"
    way = Way(shrunk.keys, shrunk.legs, inbound=flow.inbound is not None)
    return f"{way.told}: {why} ({shrunk.runs} runs)\n"
