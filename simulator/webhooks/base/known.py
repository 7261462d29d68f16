"""Which types of webhooks there are: a file of this package each, and no list of them anywhere else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from simulator.registry import modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.call.event import Event
    from simulator.webhooks.base.facts import Facts


class WebhookType(Protocol):
    """What the file of a type declares."""

    TYPE: str
    """Its name, as files and reports have it."""
    REGISTERED: bool
    """Whether an account registers it; one that is not goes to an address that the call flow names."""
    POSTED: bool
    """Whether a flow file can name an address that it is really posted to."""
    EXPECTED: bool
    """Whether scenarios can count it and assert its fields."""

    @property
    def TELLS(self) -> tuple[type[Event], ...]:  # noqa: N802 - a constant of the file
        """The events that it tells of; it says nothing of others."""
        ...

    def bodies(self, facts: Facts, event: Event, number: int, /) -> Iterator[dict[str, Any]]:
        """The bodies that an event gives; `number` counts what the session has sent before."""
        ...

    def count(self, facts: Facts, event: Event, /) -> int:
        """How many bodies an event gives, without building them."""
        ...


def sending() -> tuple[WebhookType, ...]:
    """Every type in the order in which those of one event are sent."""
    return cast("tuple[WebhookType, ...]", modules("simulator.webhooks"))


@cache
def known() -> tuple[WebhookType, ...]:
    """Every type in the order in which files name them: first those that an account registers."""
    return tuple(sorted(sending(), key=lambda kind: not kind.REGISTERED))


def registered() -> tuple[str, ...]:
    """The types that an account registers."""
    return tuple(kind.TYPE for kind in known() if kind.REGISTERED)


def posted() -> tuple[str, ...]:
    """The types that a flow file can name an address for."""
    return tuple(kind.TYPE for kind in known() if kind.POSTED)


def expected() -> tuple[str, ...]:
    """The types that a scenario can count and assert."""
    return tuple(kind.TYPE for kind in known() if kind.EXPECTED)
