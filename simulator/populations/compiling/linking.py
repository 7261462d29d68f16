"""Tables of records, put one after another: numbers of records become positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.populations.layout import (
    C_CODES,
    C_ENDS,
    C_TALK,
    CHOICE,
    DIAL,
    ENTRY,
    K_LEAVE,
    K_PATIENCE,
    K_START,
    KIND,
    M_DEST,
    MOVE,
    RULES,
    S_FIRST,
    S_GAP,
    S_LAST,
    S_REACTION,
    S_TYPE,
    STATE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from simulator.populations.layout import Tables

WIDTHS = {"kinds": KIND, "states": STATE, "choices": CHOICE, "moves": MOVE, "ends": 2, "codes": 1}
"""How wide the records of each table are that is made of records."""


class Reference(NamedTuple):
    """A number of a record that names a record of another table."""

    table: str
    at: int
    to: str


_REFERENCES = (
    Reference("kinds", K_START, "states"),
    Reference("kinds", K_LEAVE, "quantiles"),
    Reference("kinds", K_PATIENCE, "quantiles"),
    Reference("states", S_REACTION, "quantiles"),
    Reference("states", S_GAP, "quantiles"),
    Reference("choices", C_CODES, "codes"),
    Reference("choices", C_TALK, "quantiles"),
    Reference("moves", M_DEST, "states"),
    Reference("ends", 0, "moves"),
)


def linked(rules: Sequence[int], rows: Mapping[str, Sequence[int]]) -> Tables:
    """All tables in one; a number below 0 names no record and stays."""
    begins, position = {}, RULES
    for name, found in rows.items():
        begins[name] = position
        position += len(found)
    tables = {name: list(found) for name, found in rows.items()}
    for table, at, number, to in _numbers(tables):
        if number >= 0:
            tables[table][at] = begins[to] + number * WIDTHS.get(to, 1)
    where = [begins[name] for name in ("kinds", "streams", "choices")]
    return [*rules, *where, *(one for found in tables.values() for one in found)]


def _numbers(tables: Mapping[str, list[int]]) -> Iterator[tuple[str, int, int, str]]:
    """Each number that names a record: its table, where it stands there, the number, and the table of the record."""
    for one in _REFERENCES:
        for at in range(one.at, len(tables[one.table]), WIDTHS[one.table]):
            yield one.table, at, tables[one.table][at], one.to
    states, choices = tables["states"], tables["choices"]
    for at in range(0, len(states), STATE):
        chooses = states[at + S_TYPE] >= ENTRY
        ends = "moves" if states[at + S_TYPE] == DIAL else "ends"
        for choice in range(states[at + S_FIRST], states[at + S_LAST]) if chooses else ():
            yield "choices", choice * CHOICE + C_ENDS, choices[choice * CHOICE + C_ENDS], ends
        yield "states", at + S_FIRST, states[at + S_FIRST], "choices" if chooses else "moves"
        yield "states", at + S_LAST, states[at + S_LAST], "choices"
