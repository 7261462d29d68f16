"""The assumptions as a Markdown table, for the manual."""

from __future__ import annotations

from simulator.render.assumptions.base.rows import rows, shown

FORMAT = "markdown"


def render(*, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """One row per setting."""
    lines = ["| setting | default | preset `schema` | choices | meaning |", "|---|---|---|---|---|"]
    for row in rows():
        preset = "" if row.preset is None else f"`{shown(row.preset)}`"
        choices = ", ".join(row.choices)
        lines.append(f"| `{row.name}` | `{shown(row.default)}` | {preset} | {choices} | {row.meaning} |")
    return "\n".join(lines) + "\n"
