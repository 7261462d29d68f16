"""callflow lsp: what `check` says while a file is typed, for editors that speak the Language Server Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.options import add_account, add_at

if TYPE_CHECKING:
    import argparse

HELP = "a language server for editors: findings while typing, completion, stages; nothing of yours is run"
EXAMPLE = "callflow lsp --account account.yaml"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    add_account(command)
    add_at(command, "the real clock")
    command.add_argument(
        "--stdio", action="store_true", help="speak over standard input and output; so it does anyway, editors add it"
    )


def run(options: argparse.Namespace) -> int:
    """Answer an editor until it says goodbye. Raises MissingExtraError where the extra is not installed."""
    import sys
    from contextlib import redirect_stdout

    from simulator.cli.base import input as _input
    from simulator.lsp.checking.checks import Checks
    from simulator.lsp.serving import serve

    account = _input.account(options.account) if options.account else None
    given, out = sys.stdin.buffer, sys.stdout.buffer
    with redirect_stdout(sys.stderr):  # what anything else prints is no message
        serve(Checks(account, options.at), given, out)
    return 0
