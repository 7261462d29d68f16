"""The emulator of a run of scenarios: started where one of them begins with `trigger`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from simulator.cli.base.telling import tell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from simulator.model.scenario.scenario import Scenario
    from simulator.server.testing.triggering import TriggerEmulator

VARIABLE = "CALLFLOW_EMULATOR_URL"
"""What tells the server of `--serve` where the platform is."""


def add_emulating(command: argparse.ArgumentParser) -> None:
    """`--emulator-port`."""
    command.add_argument(
        "--emulator-port",
        metavar="PORT",
        type=int,
        help="where the emulator listens that takes the call flows of scenarios with `trigger`, a free port by "
        f"default; the command of --serve finds its address in the variable {VARIABLE}",
    )


@contextmanager
def emulating(options: argparse.Namespace, chosen: Sequence[Scenario]) -> Iterator[TriggerEmulator | None]:
    """The emulator, listening, where a scenario needs it. Raises UsageError and MissingExtraError."""
    if not any(one.trigger is not None and not one.skip for one in chosen):
        yield None
        return
    from simulator.server.testing.triggering import TriggerEmulator

    emulator = TriggerEmulator(port=options.emulator_port or 0)
    emulator.PORT = "--emulator-port"
    with emulator:
        tell(f"the emulator listens on {emulator.base_url}")
        yield emulator


def address_for(emulator: TriggerEmulator | None) -> dict[str, str]:
    """The variables of the environment that tell a program where the platform is."""
    return {} if emulator is None else {VARIABLE: emulator.base_url}
