"""What an operation is given, and what it gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from simulator.server.emulation import Emulation
    from simulator.server.tenants import Tenant

JSON = "application/json"


@define(eq=False)
class Incoming:
    """One request to an operation; `path` are the parts of the path that its template names."""

    emulation: Emulation
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""
    tenant: Tenant | None = None
    base_url: str = ""

    @property
    def own(self) -> Tenant:
        """The subaccount of the path: there is one wherever the path names it."""
        assert self.tenant is not None  # whoever routes has looked
        return self.tenant


@define(eq=False)
class Outgoing:
    """An answer: data that is sent as JSON, or `raw` as it is, or a stream."""

    status: int = 200
    data: Any = None
    headers: dict[str, str] = field(factory=dict)
    raw: bytes | None = None
    media: str = JSON
    stream: AsyncIterator[bytes] | None = None

    @property
    def content(self) -> bytes:
        """The bytes of the body."""
        if self.raw is not None:
            return self.raw
        return b"" if self.data is None else _as_json(self.data).encode("utf-8", "replace")


_as_json = json.JSONEncoder(ensure_ascii=False).encode
