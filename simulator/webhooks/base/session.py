"""What webhooks need to know of a session beside its trace; `engine/setting.py` knows more, and stands above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from simulator.model.account import Account
    from simulator.model.assumptions import Assumptions


class SessionSetting(Protocol):
    """The setting of a session, as payloads tell of it."""

    @property
    def account(self) -> Account:
        """The account: which webhooks it has registered, and its id."""
        ...

    @property
    def assumptions(self) -> Assumptions:
        """The settings of the account."""
        ...

    @property
    def now(self) -> int:
        """The simulated instant of the request, in ms since 1970."""
        ...

    @property
    def seed(self) -> int:
        """What drives the ids."""
        ...

    @property
    def ids_from(self) -> int:
        """The instant that is in the ids, in ms since 1970."""
        ...

    @property
    def client_request_id(self) -> str | None:
        """The `clientRequestId` of the request."""
        ...
