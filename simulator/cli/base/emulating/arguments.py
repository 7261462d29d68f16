"""The options of `callflow serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.heard.options import FILES

if TYPE_CHECKING:
    import argparse

HOST, PORT = "127.0.0.1", 8088
LIMITS = (
    ("max-body", "body", 1_048_576, "bytes that a request may have"),
    ("max-calls", "live", 10_000, "calls at once"),
    ("keep-sessions", "sessions", 10_000, "sessions that are kept once they are over"),
    ("keep-events", "events", 10_000, "events that are kept for who comes back"),
)
"""Bounds, each with its name among those of the server; each is told in the console when it bites."""
LARGEST = 10**12
"""The largest bound: whoever wants none at all asks for this one, and nothing that counts up to it overflows."""


def add_what(command: argparse.ArgumentParser) -> None:
    """What is served: a flow, accounts, who is at the other end."""
    command.add_argument(
        "flow",
        metavar="FLOW",
        nargs="?",
        help="a flow file: its table, its backend and its `post` addresses answer where no webhook is registered",
    )
    command.add_argument(
        "--account",
        metavar="FILE",
        action="append",
        default=[],
        help="account file of a subaccount (any number of them); without one, every id and every key is taken",
    )
    command.add_argument(
        "--line",
        metavar="RULE",
        action="append",
        default=[],
        help="who is at the other end of a number or pattern, before `lines` of the account file: "
        "+65*=answered:2s keys=1,2#  +6591234567=busy  *=manual (any number of them)",
    )


def add_sound(command: argparse.ArgumentParser) -> None:
    """What prompts sound like."""
    command.add_argument("--files", metavar="FOLDER", dest="sounds", help=FILES)


def add_where(command: argparse.ArgumentParser) -> None:
    """Where it listens, who may ask, and where webhooks may go."""
    command.add_argument(
        "--host", metavar="HOST", default=HOST, help=f"where to listen (default: {HOST}); elsewhere needs --api-key"
    )
    command.add_argument(
        "--port", metavar="PORT", type=int, default=PORT, help=f"the port, 0 for a free one (default: {PORT})"
    )
    command.add_argument(
        "--allow",
        metavar="HOST",
        action="append",
        default=[],
        help="a host or network that webhooks may go to besides this machine (any number of them)",
    )
    command.add_argument("--open", action="store_true", help="open the phone page in the browser once it listens")
    command.add_argument("--api-key", metavar="KEY", help="the key that everybody must have, for /_sim too")


def add_how(command: argparse.ArgumentParser) -> None:
    """How time passes, what is kept, what is told."""
    command.add_argument(
        "--speed",
        metavar="SPEED",
        default="1",
        help="1 is real time, 60 is sixty times as fast, max is as fast as the backend answers (default: 1)",
    )
    command.add_argument(
        "--data",
        metavar="FOLDER",
        help="keep sessions and registrations in this folder: they are there again after a restart, also a killed one",
    )
    command.add_argument(
        "--freeze", action="store_true", help="with --data: no time passes for the calls while the server is away"
    )
    command.add_argument(
        "--log", choices=("text", "json"), default="text", help="how the console tells what happens (default: text)"
    )


def add_limits(command: argparse.ArgumentParser) -> None:
    """What bounds the server."""
    for name, _, default, what in LIMITS:
        command.add_argument(f"--{name}", metavar="N", type=int, default=default, help=f"{what} (default: {default})")
