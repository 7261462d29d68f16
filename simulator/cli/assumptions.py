"""callflow assumptions: every behaviour that the vendor does not publish, as a setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.options import add_output
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

HELP = "every behaviour that the vendor does not publish: its setting, default and meaning"
EXAMPLE = "callflow assumptions --format markdown"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    add_output(command, names("simulator.render.assumptions"))


def run(options: argparse.Namespace) -> int:
    """Print the settings."""
    from simulator.cli.base import output as _output
    from simulator.render.formats import renderer

    plan = _output.plan(options, "assumptions")
    _output.deliver(plan, lambda name, colour: renderer("assumptions", name)(colour=colour))
    return 0
