"""The subaccounts that one server serves: what each may do, and what it has registered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from simulator.model.account import Account
from simulator.webhooks.base.known import registered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.server.exports import ExportJob
    from simulator.server.sessions.wire import Registration

SUB_ACCOUNT_ID = re.compile(r"[A-Za-z0-9\-._&]{3,50}")
"""What an id must match (documented)."""
UNNAMED = Account().sub_account_id
"""The id of an account file that names none: it stands for any."""


@define(eq=False)
class Tenant:
    """One subaccount; `webhooks` by type, `push` is its configuration for recordings, `jobs` its exports by id."""

    account: Account
    webhooks: dict[str, Registration] = field(factory=dict)
    push: dict[str, Any] | None = field(default=None, repr=False)
    jobs: dict[str, ExportJob] = field(factory=dict)
    _accounts: dict[tuple[str, ...], Account] = field(factory=dict)

    @property
    def id(self) -> str:
        """Its `subAccountId`."""
        return self.account.sub_account_id

    @property
    def keys(self) -> tuple[str, ...] | None:
        """The keys that may ask; None where the account file names none: then any may."""
        return self.account.api_keys or None

    @property
    def enabled(self) -> dict[str, Registration]:
        """The webhooks that are called: one that is not enabled is as none registered."""
        return {kind: one for kind, one in self.webhooks.items() if one.enabled}

    def calling(self, sent: Iterable[str]) -> Account:
        """The account as calls have it: with these webhooks and no others."""
        kinds = tuple(sorted(sent))
        if kinds not in self._accounts:
            sends = {kind: kind in kinds for kind in registered()}
            self._accounts[kinds] = evolve(self.account, webhooks=sends)
        return self._accounts[kinds]

    def clear(self) -> None:
        """Forget what was registered."""
        self.webhooks.clear()
        self.jobs.clear()
        self.push = None


class Tenants:
    """The subaccounts by id. Where no account file names any, every well-formed id is one."""

    def __init__(self, accounts: Iterable[Account] = ()) -> None:
        given = tuple(accounts)
        self._template = next((one for one in given if one.sub_account_id == UNNAMED), Account())
        self.closed = any(one.sub_account_id != UNNAMED for one in given)
        """Whether only those that are named exist."""
        self._known = {one.sub_account_id: Tenant(one) for one in given if one.sub_account_id != UNNAMED}

    def find(self, name: str) -> Tenant | None:
        """The subaccount of this id; None where there is none."""
        if self.closed or not SUB_ACCOUNT_ID.fullmatch(name):
            return self._known.get(name)
        if name not in self._known:
            self._known[name] = Tenant(evolve(self._template, sub_account_id=name))
        return self._known[name]

    @property
    def first(self) -> str:
        """The id of the account that is meant where nobody names one."""
        return next(iter(self._known), UNNAMED)

    def __iter__(self) -> Any:
        return iter(self._known.values())

    def renewed(self, accounts: Iterable[Account]) -> Tenants:
        """Other accounts, with what was registered under their ids."""
        found = Tenants(accounts)
        for one in self:
            tenant = found.find(one.id)
            if tenant is not None:
                tenant.webhooks, tenant.push = one.webhooks, one.push
        return found

    def clear(self) -> None:
        """Forget what was registered; the accounts stay."""
        for one in self:
            one.clear()
