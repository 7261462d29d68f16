"""What must hold on every way through a flow, as data: `loading/files/invariants.py` reads it, `exploring` judges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from simulator.model.diagnostic import Span
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.model.call.happening import Happening
    from simulator.model.flow.conditions import InvariantCondition

LimitUnit = Literal["ms", "keys"]
ScopePhase = int
WAITING, OPEN, CLOSED = 0, 1, 2
"""The phases of a call, as an invariant sees it: its `after` has not come yet, it is held to, its `before` has come."""


@frozen
class InvariantKind:
    """A kind: the key that names it, how its statement begins, and which keys may bound it; `either`: one of them."""

    name: str
    lead: str
    help: str
    bounds: tuple[str, ...]
    either: bool = False


NEVER: Final = InvariantKind("never", "never", "must not come on any way", ("before", "after"))
ALWAYS: Final = InvariantKind(
    "always", "always", "must come on every way that no hang-up breaks off", ("after", "within"), either=True
)
REACHES: Final = InvariantKind(
    "reaches",
    "from every menu",
    "some way must lead to it from every place with an entry",
    ("before", "after", "within"),
)
INVARIANT_KINDS = {kind.name: kind for kind in (NEVER, ALWAYS, REACHES)}


@frozen
class Limit:
    """How soon: so many ms of simulated time, or so many keys pressed (a silence is none)."""

    amount: int
    unit: LimitUnit

    @property
    def words(self) -> str:
        """As a flow file writes it."""
        return amount_words(self.amount, self.unit) if self.unit == "keys" else f"{self.amount / 1000:g}s"


def amount_words(amount: int, unit: LimitUnit) -> str:
    """A time or a number of keys as a person reads it."""
    return f"{amount} key{'' if amount == 1 else 's'}" if unit == "keys" else f"{amount / 1000:.1f} s"


@frozen(eq=False)
class Invariant:
    """One invariant: its kind, what must or must not come, the scope in which it is held to, and how soon.

    `after` and `before` bound the scope: what comes together with them is not in it. `file` and `span` say where it
    stands in the flow file. A limit counts from the beginning of the call, that of `reaches` from each menu.
    """

    kind: InvariantKind
    condition: InvariantCondition
    before: InvariantCondition | None = None
    after: InvariantCondition | None = None
    within: Limit | None = None
    called: str | None = None
    file: str = ""
    span: Span = Span()

    @property
    def statement(self) -> str:
        """What it says, in words."""
        parts = [f"{self.kind.lead}: {self.condition.words}"]
        parts += [f"after {self.after.words}"] if self.after else []
        parts += [f"before {self.before.words}"] if self.before else []
        parts += [f"within {self.within.words}"] if self.within else []
        return ", ".join(parts)

    @property
    def name(self) -> str:
        """What it is called, else what it says."""
        return self.called or self.statement

    @property
    def begins(self) -> ScopePhase:
        """The phase in which a call begins."""
        return OPEN if self.after is None else WAITING

    def follow(self, phase: ScopePhase, one: Happening) -> tuple[ScopePhase, bool]:
        """The phase after a happening, and whether what the invariant is about came with it, in its scope."""
        if phase == OPEN and self.before is not None and self.before.met(one):
            return CLOSED, False
        if phase == WAITING and self.after is not None and self.after.met(one):
            return OPEN, False
        return phase, phase == OPEN and self.condition.met(one)
