"""`--watch`: run again each time that a file which the command read changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.base.stopping import INTERRUPTED
from simulator.errors import MissingExtraError
from simulator.files.reading import read_given, read_plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    Awaits = Callable[[frozenset[Path]], bool]


def watch(options: argparse.Namespace, once: Callable[[argparse.Namespace], int], wait: Awaits | None = None) -> int:
    """Run `once`, and again after every change, until `wait` says that it is over; the last exit status.

    `wait` blocks until one of the files changes (True) or the watch ends (False).
    """
    waiting = wait or wait_for_change
    if wait is None:
        _library()  # where it is missing, say so before anything is run
    while True:
        status = once(options)
        if status == INTERRUPTED:
            return status
        files = watched(options)
        sys.stdout.flush()
        sys.stderr.write(f"--- watching {len(files)} file{'' if len(files) == 1 else 's'}, Ctrl+C ends it\n")
        if not waiting(files):
            return status


def watched(options: argparse.Namespace) -> frozenset[Path]:
    """The files that a command names, and all that those name; also those that are missing now."""
    from simulator.scenario.found.at_line import named_path

    paths = [named_path(path).path for path in getattr(options, "paths", ())]
    named = [*getattr(options, "files", ()), *paths, getattr(options, "file", None)]
    found: dict[Path, None] = {}
    for name in (*named, getattr(options, "account", None)):
        if name and name != "-":
            found |= dict.fromkeys(_with_named(Path(name)))
    return frozenset(path.absolute() for path in found)


def _with_named(path: Path) -> Iterable[Path]:
    from simulator.loading.files.scenario_names import is_scenario_name
    from simulator.running.source import is_flow, kind_at

    yield path
    if path.is_dir():
        for inside in _collected(path):
            yield from _with_named(inside)
    elif is_scenario_name(path.name) or kind_at(path) == "scenario":
        yield from _of_scenarios(path)
    elif is_flow(path):
        yield from _of_flow(path)


def _collected(folder: Path) -> Iterable[Path]:
    from simulator.errors import UsageError
    from simulator.scenario.found.collecting import collect

    try:
        return collect([folder.as_posix()]).files
    except UsageError:  # there is none yet
        return ()


def _of_flow(path: Path) -> Iterable[Path]:
    from simulator.errors import UsageError
    from simulator.running.flow import read

    try:
        flow, _ = read(path)
    except UsageError:
        return
    if flow is not None:
        yield from map(Path, flow.files)


def _of_scenarios(path: Path) -> Iterable[Path]:
    from simulator.scenario.reading.scenario_file import read_scenarios

    named: list[Path] = []

    def read(file: Path) -> bytes:
        named.append(file)
        return read_plain(file)

    try:
        read_scenarios(read_given(path), path.parent, path.as_posix(), read)
    except OSError:
        return
    for file in dict.fromkeys(named):
        yield from _with_named(file)


def wait_for_change(files: frozenset[Path]) -> bool:
    """Block until one of the files changes; False where the watch ends."""
    folders = {path if path.is_dir() else path.parent for path in files}
    changes = _library().watch(*sorted(path for path in folders if path.exists()), debounce=50, step=20)
    return any({Path(name) for _, name in batch} & files for batch in changes)


def _library() -> Any:
    try:
        import watchfiles
    except ImportError:
        raise MissingExtraError(
            "--watch needs the library watchfiles: pip install 'callflow-simulator[watch]'"
        ) from None
    return watchfiles
