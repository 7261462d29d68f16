"""What all calls of one run share: the request, the account, the instant and the seed. Never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from simulator.engine.agenda import ranks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.compiler.compiled import Compiled
    from simulator.compiler.tabling import ListKind
    from simulator.model.account import Account
    from simulator.model.assumptions import Assumptions
    from simulator.model.table import Trigger


@frozen(eq=False)
class Inbound:
    """A call that comes in: who calls, and which number."""

    source: str
    destination: str


@frozen(eq=False)
class Setting:
    """The setting of a session; `now` is the simulated instant of the request, in ms since 1970.

    `stored` holds the platform scenarios whose call flow is known, compiled. `watch_plays` makes the call
    wait before each prompt, so that a fault can strike there.
    """

    compiled: Compiled
    account: Account
    now: int
    seed: int = 0
    valid_until: int | None = None
    client_request_id: str | None = None
    inbound: Inbound | None = None
    stored: Mapping[tuple[str, ListKind], Compiled] = field(factory=dict)
    watch_plays: bool = False
    ranks: Mapping[Trigger, int] = field(init=False)

    @ranks.default
    def _ranks(self) -> dict[Trigger, int]:
        return ranks(self.account.assumptions)

    @property
    def assumptions(self) -> Assumptions:
        """The settings of the account."""
        return self.account.assumptions
