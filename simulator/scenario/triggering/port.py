"""What plays triggers for scenarios: the emulator, which stands above this package and is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.model.account import Account
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.scenario.scenario import Scenario
    from simulator.running.dry_run import DryRun
    from simulator.scenario.left_over import Left


@frozen
class Amiss:
    """What is wrong with how the program sent its call flow."""

    expected: str
    found: str
    details: str = ""


@frozen(eq=False)
class Sent:
    """The call flow that the program sent, what came of it, and what of the scenario is left over."""

    flow: FlowFile
    run: DryRun
    left: tuple[Left, ...] = ()


@frozen(eq=False)
class Triggered:
    """What came of a trigger: `sent` is None where no call flow came that counts."""

    sent: Sent | None
    amiss: tuple[Amiss, ...] = ()


class TriggerRunner(Protocol):
    """Pokes the program of a scenario and runs the call flow that it sends."""

    def play(self, scenario: Scenario, account: Account, backend: str | None) -> Triggered:
        """What came of it; `backend` answers where the program registered no VCA webhook.

        Raises UnreachableError where there is no such program, and UsageError.
        """
        ...
