"""callflow explain: a status code, a session error, a lint or a finding, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "what a status code, session error, lint or finding means, with a wrong and a right example"
EXAMPLE = "callflow explain -1006"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    # A code begins with a minus, which argparse would take for an option: take all that remains as it is.
    command.add_argument("code", metavar="CODE", nargs="...", help="a number (-1006, -2003) or a name (L004, X001)")


def run(options: argparse.Namespace) -> int:
    """Print the page of each code."""
    import sys

    from simulator.cli.base.output import colours
    from simulator.errors import UsageError
    from simulator.render.explain.text import render, unknown

    codes = [code for code in options.code if code != "--"]
    if not codes:
        raise UsageError("explain needs a code, for example `callflow explain -1006`")
    pages = [(code, render(code, colour=colours(sys.stdout))) for code in codes]
    for code, page in pages:
        if page is None:
            raise UsageError(unknown(code))
    sys.stdout.write("\n".join(str(page) for _, page in pages))
    return 0
