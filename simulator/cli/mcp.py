"""callflow mcp: tools for assistants, over the Model Context Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

HELP = "check, run, explore, test, explain and diff as tools of an assistant (Model Context Protocol, standard input)"
EXAMPLE = "callflow mcp --folder scenarios"
LONGEST = 86_400
"""Seconds that a tool may be given: a day."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("--folder", metavar="FOLDER", default=".", help="where the files that it names are (here)")
    command.add_argument(
        "--time-limit", metavar="SECONDS", type=float, default=120.0, help="how long a tool may take (120)"
    )


def run(options: argparse.Namespace) -> int:
    """Answer what comes on standard input until it ends."""
    import io
    import sys
    from pathlib import Path

    from simulator.cli.base.assisting.conversing import AssistantTalk
    from simulator.errors import UsageError

    if not Path(options.folder).is_dir():
        raise UsageError(f'--folder: there is no folder "{options.folder}"')
    if not 0 < options.time_limit <= LONGEST:
        raise UsageError(f"--time-limit {options.time_limit:g}: expected more than 0 and at most {LONGEST:,} seconds")
    if sys.stdin is None:
        raise UsageError("standard input is closed: there is nothing to answer")

    def write(line: str) -> None:
        sys.stdout.write(line)
        sys.stdout.flush()

    # Detached, since Python aborts where it would close standard input at its end while a thread still reads from it.
    stdin: Any = sys.stdin
    lines = io.TextIOWrapper(stdin.detach(), "utf-8", "replace")
    AssistantTalk(write, options.folder, options.time_limit).hold(lines)
    return 0
