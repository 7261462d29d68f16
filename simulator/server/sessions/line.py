"""Who is at the other end of a call: what its dials come to, and who presses the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import define

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.engine.live import Lines
    from simulator.engine.ports import Caller
    from simulator.engine.waits import DialWait, PlayWait
    from simulator.model.call.outcome import LegOutcome


class Line(Protocol):
    """The other end of one call; `held` says that a person holds it: it goes as real time does."""

    @property
    def network(self) -> Lines:
        """What its dials come to."""
        ...

    @property
    def caller(self) -> Caller:
        """Who presses the keys."""
        ...

    @property
    def held(self) -> bool:
        """Whether a person holds the phone."""
        ...


@define(eq=False)
class Watched:
    """A network whose dials and prompts may come to an error before; `before` is asked first."""

    network: Lines
    before: Callable[[DialWait | PlayWait], int | None]

    def dial(self, wait: DialWait) -> LegOutcome | int | None:
        """The error, else what the network says."""
        found = self.before(wait)
        return self.network.dial(wait) if found is None else found

    def play(self, wait: PlayWait) -> int | None:
        """The error, else what the network says."""
        found = self.before(wait)
        return self.network.play(wait) if found is None else found
