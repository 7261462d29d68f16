"""A page for each setting: what the vendor does not publish, so that it is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.reference.base.page import Page, code, facts, fence, page, plain, table
from simulator.render.assumptions.base.rows import rows, shown
from simulator.render.explain._pages import pages as meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.render.assumptions.base.rows import SettingRow

TITLE, ORDER = "Settings", 50
FOLDER = "settings"

_INTRODUCTION = """
The vendor does not publish everything. Each choice of ours is a setting with a default, under `assumptions` of the
account file; `callflow assumptions` prints this list. `preset: schema` takes the values of the API's schema where the
guide and the schema disagree.
"""


def pages() -> Iterator[Page]:
    """The list of all settings, and a page for each."""
    head = ("setting", "default", "`preset: schema`", "meaning")
    yield page(f"{FOLDER}/index.md", TITLE, _INTRODUCTION, table(head, map(_row, rows())))
    for row in rows():
        yield _of(row)


def _row(row: SettingRow) -> tuple[str, ...]:
    preset = "" if row.preset is None else code(shown(row.preset))
    return f"[{code(row.name)}]({row.name}.md)", code(shown(row.default)), preset, plain(row.meaning)


def _of(row: SettingRow) -> Page:
    (meaning,) = meanings(row.name)
    told = (("unit", unit(row)), *((plain(name), plain(value)) for name, value in meaning.facts))
    parts = (plain(row.meaning[0].upper() + row.meaning[1:]) + ".", facts(told), plain(meaning.why))
    return page(f"{FOLDER}/{row.name}.md", row.name, *parts, "In the account file:", fence("yaml", meaning.use))


def unit(row: SettingRow) -> str:
    """What a number of the setting counts."""
    for word, what in _UNITS:
        if word in row.meaning:
            return what
    return "a number" if row.choices[0] == "a whole number" else "none"


_UNITS = (
    ("characters per second", "characters per second"),
    ("ms ", "ms of simulated time"),
    ("bytes", "bytes"),
    ("levels", "levels"),
    ("replies after", "replies"),
    ("sipCode", "a SIP status"),
    ("HTTP status that", "an HTTP status"),
    ("how often", "times"),
)
