"""The words behind the codes: `explain` and `assumptions`, as the commands print them."""

from __future__ import annotations

from simulator.errors import UsageError


def explain(code: int | str) -> str:
    """What a code means (status, session error, lint, finding), or a setting, an action or a parameter, with examples.

    Raises UsageError, with the nearest known codes and names, where there is none such.
    """
    from simulator.render.explain.text import render, unknown

    found = render(str(code))
    if found is None:
        raise UsageError(unknown(str(code)))
    return found
