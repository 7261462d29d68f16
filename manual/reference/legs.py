"""What a dial can come to: each outcome, as it is written after `--leg`, in `legs` and in `lines`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.reference.base.page import Page, code, page, plain, table
from simulator.actions.base.params import camel
from simulator.model.call.leg_outcomes import leg_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE, ORDER = "Leg outcomes", 32

_INTRODUCTION = """
What a dial can come to. After `--leg` a time may stand behind the name: `busy:2s`, `answered:6s,talks:20s`; in files
that is `{busy: 2s}`, `{answered: 6s, talks: 20s}`. The session ends with the same status where leg A comes to it.
"""
_HEAD = ("outcome", "what happens", "when, if nothing is said", "status", "SIP status", "written in full")


def pages() -> Iterator[Page]:
    """One page."""
    yield page("legs.md", TITLE, _INTRODUCTION, table(_HEAD, _rows()))


def _rows() -> Iterator[tuple[str, ...]]:
    for row in leg_rows():
        sip = _setting(row.sip) if row.sip else "200"
        yield (
            code(row.name),
            plain(row.words),
            _setting(row.after),
            code(row.status or "COMPLETED"),
            sip,
            code(row.example),
        )


def _setting(field: str) -> str:
    name = camel(field)
    return f"[{name}](settings/{name}.md)"
