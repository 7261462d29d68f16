"""callflow explain: a code, a setting, a parameter or an action, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "what a code, setting, parameter or action means, with examples; without one, all of them"
EXAMPLE = "callflow explain -1006"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument(
        "code", metavar="CODE", nargs="*", help="a number (-1006, -2003) or a name (L004, X001, bargeIn, maxDigits)"
    )


def run(options: argparse.Namespace) -> int:
    """Print the page of each code, or without one the list of all."""
    import sys

    from simulator.cli.base.output import colours
    from simulator.errors import UsageError
    from simulator.render.explain.text import listing, render, unknown

    colour = colours(sys.stdout)
    pages = [(code, render(code, colour=colour)) for code in options.code]
    for code, page in pages:
        if page is None:
            raise UsageError(unknown(code))
    sys.stdout.write("\n".join(str(page) for _, page in pages) if pages else listing(colour=colour))
    return 0
