"""`--backend` and `--serve`: against which server scenarios are run, and one that is started for them."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from simulator.cli.base.telling import tell
from simulator.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from simulator.model.scenario.scenario import Scenario
    from simulator.responders.hosting.server import Address, Server
    from simulator.scenario.flows import Flows

LONGEST = 3600.0


def add_serving(command: argparse.ArgumentParser) -> None:
    """`--backend`, `--serve` and `--serve-wait`."""
    command.add_argument(
        "--backend", metavar="URL", help="who answers the webhooks of every flow, instead of its own replies or backend"
    )
    command.add_argument(
        "--serve", metavar="CMD", help="start your server, wait until it answers, and end it, with all that it started"
    )
    command.add_argument(
        "--serve-wait",
        metavar="SECONDS",
        type=float,
        default=30.0,
        help="how long the server of --serve has until it answers (default: 30)",
    )


def checked(options: argparse.Namespace) -> None:
    """Raise UsageError where one of the options cannot be used."""
    from simulator.model.flow.where import parse_where

    if options.backend is not None:
        try:
            parse_where(options.backend)
        except ValueError as error:
            raise UsageError(f'--backend "{options.backend}" is not the place of a backend: {error}') from None
    if options.serve is not None and not options.serve.strip():
        raise UsageError('--serve "": expected the command that starts your server')
    if not 0 < options.serve_wait <= LONGEST:
        raise UsageError(f"--serve-wait {options.serve_wait:g}: expected more than 0 and at most {LONGEST:g} seconds")


@contextmanager
def serving(
    options: argparse.Namespace, chosen: Sequence[Scenario], flows: Flows, told: Mapping[str, str]
) -> Iterator[Server | None]:
    """The server, running and answering, where one is asked for; `told` are variables of its environment.

    Raises UsageError where it cannot be used.
    """
    if options.serve is None or not chosen:
        yield None
        return
    from simulator.responders.hosting.server import Server

    addresses = _addresses(chosen, flows)
    if not addresses:
        hint = "give its address as --backend URL" if options.backend is None else "expected http://HOST:PORT/PATH"
        raise UsageError(f"--serve: no flow here has a backend that is asked over http: {hint}")
    with Server(options.serve, addresses, options.serve_wait, told) as server:
        yield server


def _addresses(chosen: Sequence[Scenario], flows: Flows) -> tuple[Address, ...]:
    """Where the servers of these scenarios are to be found, each once."""
    from simulator.responders.hosting.server import address_of

    found: dict[Address, None] = {}
    for scenario in chosen:
        if scenario.trigger is not None and not scenario.skip:
            found |= dict.fromkeys(filter(None, (address_of(scenario.trigger.post),)))
        with suppress(UsageError):  # its verdict will say what is wrong with the flow
            backend = flows.of(scenario).backend
            if not scenario.skip and backend is not None and (address := address_of(backend)):
                found[address] = None
    return tuple(found)


def tell_of(server: Server | None, failed: bool) -> None:
    """Say on standard error what the server wrote, where something failed, and that it ended, where it did."""
    if server is None or not (failed or server.over):
        return
    if server.over:
        tell(server.over)
    tell(*server.wrote.split("\n"))
