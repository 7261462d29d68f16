"""The assumptions as JSON: a list with one object per setting."""

from __future__ import annotations

from simulator.render.assumptions.base.rows import rows
from simulator.render.json import dumps

FORMAT = "json"


def render(*, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """`name`, `default`, `schema` (the preset's value, null where it is the default), `choices`, `meaning`."""
    return dumps(
        [
            {
                "name": row.name,
                "default": row.default,
                "schema": row.preset,
                "choices": list(row.choices),
                "meaning": row.meaning,
            }
            for row in rows()
        ]
    )
