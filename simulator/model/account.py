"""What an account allows: the content of `account.yaml`, every key optional."""

from __future__ import annotations

from typing import Literal

from attrs import Factory

from simulator.model.assumptions import Assumptions
from simulator.model.record import frozen

Dialect = Literal["v1.2", "v1.1"]


@frozen
class Account:
    """An account as the checks and the calls see it; an empty one restricts nothing.

    `scenarios` maps the name of a platform scenario to the text of the call flow it stands for, or to
    None where only its name is known. None for the whole means that no list is configured.
    """

    sub_account_id: str = "sandbox"
    dialect: Dialect = "v1.2"
    caller_ids: tuple[str, ...] | None = None
    voice_profiles: tuple[str, ...] | None = None
    scenarios: dict[str, str | None] | None = None
    coverage: tuple[str, ...] | None = None
    capacity: int | None = None
    limits: dict[str, int] = Factory(dict)
    webhooks: dict[str, bool] = Factory(dict)
    strict: bool = False
    ignore: frozenset[str] = frozenset()
    assumptions: Assumptions = Assumptions()
    virtual_numbers: dict[str, str] = Factory(dict)

    def sends(self, webhook: str) -> bool:
        """Whether a webhook of this kind is registered; not saying anything means that there is one."""
        return self.webhooks.get(webhook, True)
