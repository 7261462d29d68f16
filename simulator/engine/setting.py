"""What all calls of one run share: the request, the account, the instant and the seed. Never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from simulator.engine.agenda import ranks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.compiler.compiled import Compiled
    from simulator.compiler.tabling import ListKind
    from simulator.model.account import Account
    from simulator.model.assumptions import Assumptions
    from simulator.model.flow.flow_file import Inbound
    from simulator.model.machine.table import Trigger

    Stored = Callable[[str, ListKind], Compiled | None]
    Measure = Callable[[str], int | None]


def nothing_stored(_name: str, _kind: ListKind) -> Compiled | None:
    """No call flow of any platform scenario is known."""
    return None


@frozen(eq=False)
class Setting:
    """The setting of a session; `now` is the simulated instant of the request, in ms since 1970.

    `stored` gives the call flow of a platform scenario, compiled, where it is known. `watch_plays` makes the call
    wait before each prompt, so that a fault can strike there. `measure` gives how long the file of an address plays,
    in ms; None where nobody can tell, and then the setting `fileLength` holds. `ids_from` is the instant that is in
    the ids, `now` where nothing is said.
    """

    compiled: Compiled
    account: Account
    now: int
    seed: int = 0
    valid_until: int | None = None
    client_request_id: str | None = None
    inbound: Inbound | None = None
    stored: Stored = nothing_stored
    watch_plays: bool = False
    measure: Measure | None = None
    ids_from: int = field()
    assumptions: Assumptions = field(init=False)
    """The settings of the account."""
    ranks: Mapping[Trigger, int] = field(init=False)

    def calling(self, account: Account) -> Setting:
        """The same for another account."""
        return Setting(
            self.compiled,
            account,
            self.now,
            self.seed,
            self.valid_until,
            self.client_request_id,
            self.inbound,
            self.stored,
            self.watch_plays,
            self.measure,
            self.ids_from,
        )

    @ids_from.default
    def _ids_from(self) -> int:
        return self.now

    @assumptions.default
    def _assumptions(self) -> Assumptions:
        return self.account.assumptions

    @ranks.default
    def _ranks(self) -> Mapping[Trigger, int]:
        return ranks(self.account.assumptions)
