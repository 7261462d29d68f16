"""callflow serve: the platform's API on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.options import add_seed

if TYPE_CHECKING:
    import argparse

    from simulator.model.account import Account
    from simulator.model.flow.flow_file import FlowFile
    from simulator.server.emulation import Emulation

HELP = "the platform's API on this machine: call flows are taken, calls run, webhooks are called"
EXAMPLE = "callflow serve booking.flow.yaml --port 0 --speed max"
HOST, PORT = "127.0.0.1", 8088


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
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
        "--host", metavar="HOST", default=HOST, help=f"where to listen (default: {HOST}); elsewhere needs --api-key"
    )
    command.add_argument(
        "--port", metavar="PORT", type=int, default=PORT, help=f"the port, 0 for a free one (default: {PORT})"
    )
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
        "--allow",
        metavar="HOST",
        action="append",
        default=[],
        help="a host or network that webhooks may go to besides this machine (any number of them)",
    )
    command.add_argument(
        "--line",
        metavar="RULE",
        action="append",
        default=[],
        help="who is at the other end of a number or pattern, before `lines` of the account file: "
        "+65*=answered:2s keys=1,2#  +6591234567=busy  *=manual (any number of them)",
    )
    command.add_argument("--api-key", metavar="KEY", help="the key that everybody must have, for /_sim too")
    add_seed(command, "the ids, and callers by chance")
    command.add_argument(
        "--log", choices=("text", "json"), default="text", help="how the console tells what happens (default: text)"
    )
    for name, default, what in LIMITS:
        command.add_argument(f"--{name}", metavar="N", type=int, default=default, help=f"{what} (default: {default})")


LIMITS = (
    ("max-body", 1_048_576, "bytes that a request may have"),
    ("max-calls", 10_000, "calls at once"),
    ("keep-sessions", 10_000, "sessions that are kept once they are over"),
    ("keep-events", 10_000, "events that are kept for who comes back"),
)
"""Bounds; each is told in the console when it bites."""


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C; 130 then. Raises UsageError where it cannot listen."""
    from simulator.cli.base.emulating import run_server

    emulation = _emulation(options)
    return run_server(emulation, options)


def _emulation(options: argparse.Namespace) -> Emulation:
    from simulator.cli.base.emulating import emulation_parts, is_own_host
    from simulator.errors import UsageError
    from simulator.model.call.lines import parse_line
    from simulator.running.flow import load_flow
    from simulator.running.source import account_from

    parts = emulation_parts()
    if options.api_key is None and not is_own_host(options.host):
        raise UsageError(f"--host {options.host} lets others in: give --api-key too")
    flow = None if options.flow is None else load_flow(options.flow)
    accounts = tuple(account_from(file) for file in options.account)
    limits = parts.ServerLimits(*(_whole(f"--{name}", getattr(options, name.replace("-", "_"))) for name, *_ in LIMITS))
    found: Emulation = parts.Emulation(
        accounts=_with_flow(accounts, flow),
        speed=_speed(options.speed),
        seed=options.seed,
        allow=tuple(options.allow),
        api_key=options.api_key,
        limits=limits,
        flow=flow,
        lines=[parse_line(rule) for rule in options.line],
    )
    return found


def _with_flow(accounts: tuple[Account, ...], flow: FlowFile | None) -> tuple[Account, ...]:
    """The accounts that are given, else the flow's own."""
    return accounts or (() if flow is None else (flow.account,))


def _whole(name: str, given: int) -> int:
    from simulator.errors import UsageError

    if given < 1:
        raise UsageError(f"{name} is {given}, expected 1 or more")
    return given


def _speed(text: str) -> float:
    from math import inf

    from simulator.errors import UsageError
    from simulator.server.clock import FASTEST

    if text == "max":
        return inf
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found <= FASTEST:
        raise UsageError(f'--speed does not take "{text}": expected a number above 0, at most {FASTEST}, or max')
    return found
