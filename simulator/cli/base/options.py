"""Options that several commands share, spelled and explained once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from simulator.running.spreading.crew import Workers


def add_account(command: argparse.ArgumentParser) -> None:
    """`--account FILE`."""
    command.add_argument("--account", metavar="FILE", help="account file: caller ids, voices, limits, assumptions")


def add_at(command: argparse.ArgumentParser, default: str) -> None:
    """`--at TIME`; `default` says in words what holds without it."""
    command.add_argument("--at", metavar="TIME", help=f"the simulated now, 2026-01-13T08:26:58Z (default: {default})")


def add_seed(command: argparse.ArgumentParser, drives: str = "the ids, and nothing else") -> None:
    """`--seed N`; None where it is not given: then each session has ids of its own."""
    command.add_argument("--seed", metavar="N", type=int, help=f"fixes {drives} (default: each session has its own)")


def add_workers(command: argparse.ArgumentParser) -> None:
    """`--workers N`, or a Dask cluster."""
    command.add_argument(
        "--workers",
        metavar="N",
        default="1",
        help='processes that share the work; "dask" (a cluster of this machine) or the address of a Dask scheduler,'
        " tcp://10.0.0.5:8786",
    )


def workers_of(options: argparse.Namespace) -> Workers:
    """What `--workers` asks for. Raises UsageError."""
    from simulator.errors import UsageError
    from simulator.running.spreading.crew import KINDS, workers_from

    given = str(options.workers)
    try:
        return workers_from(given)
    except UsageError:
        wanted = f"{', '.join(one.words for one in KINDS)}"
        raise UsageError(f"--workers {given}: expected 1 or more, as {wanted}") from None


def add_watch(command: argparse.ArgumentParser) -> None:
    """`--watch`."""
    command.add_argument("--watch", action="store_true", help="run again whenever a file that is named changes")


def add_coverage(command: argparse.ArgumentParser, known: tuple[str, ...]) -> None:
    """`--cov`, `--cov-format` and `--cov-fail-under`."""
    command.add_argument(
        "--cov", action="store_true", help="measure which places and edges of the flows the scenarios cover"
    )
    command.add_argument(
        "--cov-format",
        metavar="NAME[:FILE]",
        action="append",
        default=[],
        help=f"{', '.join(known)}; with :FILE a further report; turns --cov on",
    )
    command.add_argument(
        "--cov-fail-under",
        metavar="PERCENT",
        help="exit with 1 where fewer edges are covered, 0 to 100; turns --cov on",
    )


def add_secrets(command: argparse.ArgumentParser) -> None:
    """`--show-secrets`."""
    command.add_argument(
        "--show-secrets",
        action="store_true",
        help="do not mask entries that the backend's source or data hold in the formats that are meant to be shared, "
        "such as html and junit",
    )


def add_output(command: argparse.ArgumentParser, known: tuple[str, ...]) -> None:
    """`--format`, `--output` and `--force`."""
    command.add_argument(
        "--format",
        metavar="NAME[:FILE]",
        action="append",
        default=[],
        help=f"{', '.join(known)}; with :FILE a further report (any number of them)",
    )
    command.add_argument("--output", metavar="FILE", help="write the result there instead of to standard output")
    command.add_argument("--force", action="store_true", help="let --output overwrite a file that exists")
