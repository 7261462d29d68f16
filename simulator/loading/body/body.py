"""What a body of JSON was read as: its envelope, its entries, and the faults found while reading."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from attrs import Factory, field

from simulator.actions.base.known import spoken
from simulator.actions.base.position import Action
from simulator.loading.paths import child
from simulator.model.diagnostic import Finding
from simulator.model.record import record

BodyKind = Literal["request", "reply"]


@record
class ListedAction:
    """One action of a list, as it was read.

    `given` is what its `params` say, untouched. `bad` names the parameters that already have a finding of
    their own (missing, wrong type, out of range): rules look at the others. `value` is the structured
    action, or None where something is bad. `beyond` names those of `bad` that are out of a range which
    several codes watch over: the rules decide whose finding that is. `spelled` maps a name to the one that
    the body uses, where the old dialect has another; the names in `given` are always today's.
    """

    index: int
    name: str
    given: dict[str, Any]
    bad: frozenset[str] = frozenset()
    value: Action | None = None
    beyond: frozenset[str] = frozenset()
    spelled: dict[str, str] = Factory(dict)

    @property
    def path(self) -> str:
        """The JSON path of the entry."""
        return f"$.callflow[{self.index}]"

    def at(self, param: str) -> str:
        """The JSON path of one of its parameters, or of `params` where the parameter is not given."""
        return self.where(param) if param in self.given else f"{self.path}.params"

    def where(self, param: str) -> str:
        """The JSON path at which a parameter stands, or would stand where it is missing."""
        return child(f"{self.path}.params", self.spelled.get(param, param))

    def get(self, param: str) -> Any:
        """A parameter's value, or None where it is missing, null, or has a finding of its own."""
        return None if param in self.bad else self.given.get(param)


@record
class Body:
    """A request body or webhook reply as it was read; `data` is None where it is no JSON object.

    `entries` holds the actions whose name is known; `total` counts all entries. `faults` are the findings
    of reading itself: -1001, -1007, -1009, and what a parameter's owner claims of them.
    """

    kind: BodyKind
    data: dict[str, Any] | None = None
    entries: tuple[ListedAction, ...] = ()
    total: int = 0
    faults: tuple[Finding, ...] = ()
    client_action_id: str | None = None
    client_request_id: str | None = None
    valid_until: int | None = None
    """`validUntil` in ms since 1970, where given and readable."""

    names: tuple[str | None, ...] = Factory(tuple)
    """The action name of every entry in order, None where it is unknown or unreadable."""

    text: str = field(default="", repr=False, eq=False)
    """The body as text, for the lines and columns of its paths."""

    @property
    def actions(self) -> tuple[Action, ...]:
        """The structured actions; complete only where nothing is at fault."""
        return tuple(entry.value for entry in self.entries if entry.value is not None)

    @cached_property
    def spoken(self) -> tuple[tuple[ListedAction, str, str], ...]:
        """Every spoken text that has something in it and no fault of its own: entry, parameter, text."""
        return tuple(
            (entry, param, text)
            for entry in self.entries
            for param in spoken(entry.name)
            if isinstance(text := entry.get(param), str) and text.strip()
        )
