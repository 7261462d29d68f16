"""What a command says on standard error: one line for each, whatever texts of a user stand in it."""

from __future__ import annotations

import sys


def tell(*lines: str) -> None:
    """Write lines, the first behind the name of the program."""
    sys.stderr.write(f"callflow: {one_line_each(*lines)}\n")


def one_line_each(*lines: str) -> str:
    """The lines without passwords, with every sign made visible that begins a line, colours or reorders a terminal."""
    from simulator.model.credentials import without_credentials
    from simulator.render.width import safe

    return "\n".join(safe(without_credentials(line)) for line in lines)
