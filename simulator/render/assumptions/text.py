"""The assumptions as text: one block per setting, and how to change them."""

from __future__ import annotations

from textwrap import fill

from simulator.render.assumptions.base.rows import SettingRow, rows, shown

FORMAT = "text"
_WIDTH = 100
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_INTRODUCTION = """\
What the vendor does not publish, and this simulator assumes. Each is a setting of the account file:

    assumptions:
      preset: schema        # or guide, the default
      bargeIn: false
"""


def render(*, colour: bool = False) -> str:
    """Every setting with its default, its value in the preset `schema` where that differs, and its choices."""
    return "\n".join((_INTRODUCTION, *(_block(row, colour=colour) for row in rows())))


def _block(row: SettingRow, *, colour: bool) -> str:
    name = f"{_BOLD}{row.name}{_PLAIN}" if colour else row.name
    preset = "" if row.preset is None else f" (preset schema: {shown(row.preset)})"
    meaning = fill(row.meaning, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    return f"{name}: {shown(row.default)}{preset}  [{' | '.join(row.choices)}]\n{meaning}\n"
