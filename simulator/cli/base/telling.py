"""What a command says on standard error: one line for each, whatever texts of a user stand in it."""

from __future__ import annotations

import sys
from contextlib import suppress


def tell(*lines: str) -> None:
    """Write lines, the first behind the name of the program."""
    show(f"callflow: {one_line_each(*lines)}\n")


def show(text: str) -> None:
    """Write a text that may be shown; who has read enough (`2>&1 | head`) does not change what the command comes to."""
    with suppress(BrokenPipeError):
        sys.stderr.write(text)


def one_line_each(*lines: str) -> str:
    """The lines without passwords, with every sign made visible that begins a line, colours or reorders a terminal."""
    from simulator.model.credentials import without_credentials
    from simulator.render.width import safe

    return "\n".join(safe(without_credentials(line)) for line in lines)
