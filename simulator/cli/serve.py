"""callflow serve: the platform's API on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.emulating.arguments import LARGEST, LIMITS, add_how, add_limits, add_sound, add_what, add_where
from simulator.cli.base.options import add_seed

if TYPE_CHECKING:
    import argparse

    from simulator.model.account import Account
    from simulator.model.flow.flow_file import FlowFile
    from simulator.server.emulation import Emulation
    from simulator.server.sounds import SoundDesk

HELP = "the platform's API on this machine: call flows are taken, calls run, webhooks are called"
EXAMPLE = "callflow serve booking.flow.yaml --port 0 --speed max"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    add_what(command)
    add_sound(command)
    add_where(command)
    add_how(command)
    add_seed(command, "the ids, and callers by chance")
    add_limits(command)


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C; 130 then. Raises UsageError where it cannot listen."""
    from simulator.cli.base.emulating.running import run_server

    emulation = _emulation(options)
    return run_server(emulation, options)


def _emulation(options: argparse.Namespace) -> Emulation:
    from simulator.cli.base.emulating.running import emulation_parts
    from simulator.errors import UsageError
    from simulator.model.call.lines import parse_line
    from simulator.model.web_address import is_own_host
    from simulator.running.flow import load_flow
    from simulator.running.source import account_from

    parts = emulation_parts()
    if options.api_key is None and not is_own_host(options.host):
        raise UsageError(f"--host {options.host} lets others in: give --api-key too")
    flow = None if options.flow is None else load_flow(options.flow)
    accounts = tuple(account_from(file) for file in options.account)
    given = {limit: _whole(f"--{name}", getattr(options, name.replace("-", "_"))) for name, limit, *_ in LIMITS}
    found: Emulation = parts.Emulation(
        accounts=_with_flow(accounts, flow),
        speed=_speed(options.speed),
        seed=options.seed,
        allow=tuple(options.allow),
        api_key=options.api_key,
        limits=parts.ServerLimits(**given),
        flow=flow,
        lines=[parse_line(rule) for rule in options.line],
        sounds=_sounds(options),
    )
    return found


def _sounds(options: argparse.Namespace) -> SoundDesk:
    from simulator.cli.base.heard.options import hearing_for
    from simulator.server.sounds import SoundDesk

    return SoundDesk(hearing_for(options))


def _with_flow(accounts: tuple[Account, ...], flow: FlowFile | None) -> tuple[Account, ...]:
    """The accounts that are given, else the flow's own."""
    return accounts or (() if flow is None else (flow.account,))


def _whole(name: str, given: int) -> int:
    from simulator.errors import UsageError

    if not 1 <= given <= LARGEST:
        raise UsageError(f"{name} is {given}, expected 1 to {LARGEST:,}")
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
