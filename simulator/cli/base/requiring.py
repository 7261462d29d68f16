"""`--require GROUND`: exit with 1 where what a command claims is known less firmly, and say why on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.telling import tell
from simulator.model.behaviour.ground import REQUIRABLE, weaker

if TYPE_CHECKING:
    import argparse

    from simulator.model.behaviour.ground import Ground


def add_require(command: argparse.ArgumentParser, more: str = "") -> None:
    """The option; `more` is what else its help says."""
    command.add_argument(
        "--require",
        choices=REQUIRABLE,
        help="exit with 1 where what is claimed is known less firmly: proved (a table answers, and nothing was left "
        f"out), tried, or assumed (default: any ground will do){more}",
    )


def enough(required: Ground | None, ground: Ground, what: str, why: str) -> bool:
    """Whether a ground is as firm as is required; else that is said in one line: of what, and why."""
    said = weaker(required, ground, what, why)
    if said:
        tell(said)
    return not said
