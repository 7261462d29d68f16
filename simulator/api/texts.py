"""The words behind the codes: `explain` and `assumptions`, as the commands print them."""

from __future__ import annotations

from simulator.errors import UsageError


def explain(code: int | str) -> str:
    """What a status code, session error or lint means, with a wrong and a right example.

    Raises UsageError, with the nearest known codes, where there is no such code.
    """
    from simulator.render.explain.text import render, unknown

    found = render(str(code))
    if found is None:
        raise UsageError(unknown(str(code)))
    return found
