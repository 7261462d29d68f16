"""What is concluded from a behaviour: findings and proofs, with the behaviour itself, as renderers take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.ground import Ground
    from simulator.model.behaviour.judgement import Judgement
    from simulator.model.behaviour.way import Way
    from simulator.model.diagnostic import Severity


@frozen
class Discovery:
    """A finding about a behaviour (code `X001`): at which place, and the shortest way that shows it.

    `line` is the line of the flow file that it is about, 0 where it is about none.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    place: str
    way: Way
    line: int = 0


@frozen
class Proof:
    """A statement about every call, true (`holds`), or false with `way` and `loop` (ids of places) that show why.

    `value` is the number that the statement is about, where there is one: ms, keys or places. `ground` is how
    it is known.
    """

    name: str
    holds: bool
    words: str
    value: int | None = None
    way: Way | None = None
    loop: tuple[str, ...] = ()
    ground: Ground = "proved"


@frozen(eq=False)
class Explored:
    """A behaviour and what is concluded from it. `way_to` gives the shortest way to a point."""

    behaviour: Behaviour
    findings: tuple[Discovery, ...]
    proofs: tuple[Proof, ...]
    way_to: Callable[[int], Way] = field(eq=False, repr=False)
    passed: tuple[str, ...] = ()
    """The places that a drawing marks."""
    invariants: tuple[Judgement, ...] = ()
    """What became of each invariant of the flow."""
    dropped: tuple[Discovery, ...] = ()
    """Findings that are not shown, since their keys did not show them in a new call."""

    file: str = ""
    """The flow file, "" where there is none."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """What is masked where it is shared."""
        return self.behaviour.secrets
