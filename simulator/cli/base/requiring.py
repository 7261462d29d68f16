"""`--require GROUND`: exit with 1 where what a command claims is known less firmly, and say why on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.ground import REQUIRABLE, weaker, weakest
from simulator.model.call.leg_outcomes import explored

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from simulator.model.behaviour.ground import Ground


def add_require(command: argparse.ArgumentParser, more: str = "") -> None:
    """The option; `more` is what else its help says."""
    command.add_argument(
        "--require",
        choices=REQUIRABLE,
        help="exit with 1 where what is claimed is known less firmly: proved (a table answers, and nothing was left "
        f"out), tried, or assumed (default: any ground will do){more}",
    )


def enough(required: Ground | None, ground: Ground, what: str, why: str, legs: Sequence[str] = ()) -> bool:
    """Whether a ground is as firm as is required; else that is said in one line: of what, and why.

    What legs lead to that `legs` leave out is assumed.
    """
    import sys

    if left := left_out(legs):
        words = f"--leg leaves out {', '.join(left)}"
        ground, why = weakest(ground, "assumed"), words if ground == "proved" else f"{why}; {words}"
    said = weaker(required, ground, what, why)
    if said:
        sys.stderr.write(f"callflow: {said}\n")
    return not said


def left_out(legs: Sequence[str]) -> tuple[str, ...]:
    """The outcomes of a dial that are tried where no `--leg` is given, and not with these."""
    from simulator.model.call.legs import parse_leg

    given = {parse_leg(leg).result for leg in legs}
    return tuple(name for name in explored() if name not in given) if given else ()
