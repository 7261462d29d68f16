"""The tables of the database, made of the classes of the rows, and each row as a statement."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import fields

from simulator.server.store.rows import TABLES, Removal, StartRow, Wipe

if TYPE_CHECKING:
    from simulator.server.store.rows import JournalRow, Written

    Statement = tuple[str, tuple[object, ...]]

NAMES: dict[type[JournalRow], str] = {table: table.__name__.removesuffix("Row").lower() + "s" for table in TABLES}
"""What each table is called."""
COLUMNS = {table: {one.name: str(one.type).partition(" ")[0] for one in fields(table)} for table in TABLES}
"""The columns of each table, and what each holds: the name of a type."""
_KINDS = {"int": "INTEGER", "bool": "INTEGER", "bytes": "BLOB"}


def schema() -> list[str]:
    """The statements that make an empty database one of ours."""
    made = []
    for table, name in NAMES.items():
        columns = ", ".join(f"{column} {_KINDS.get(kind, 'TEXT')}" for column, kind in COLUMNS[table].items())
        made.append(f"CREATE TABLE {name} (place INTEGER PRIMARY KEY, {columns}, UNIQUE ({', '.join(table.KEY)}))")
    return [*made, "CREATE INDEX ended ON ends (place, session)"]


def statements(row: Written, place: int) -> list[Statement]:
    """What writes a row. Raises ValueError, TypeError or OverflowError for what no column can hold."""
    if isinstance(row, Wipe):
        return [(f"DELETE FROM {name}", ()) for name in NAMES.values()]
    if isinstance(row, Removal):
        key = tuple(map(_bound, row.key))
        return removing(key[0]) if row.table is StartRow else [(_REMOVALS[row.table], key)]
    values = [(kind, getattr(row, name)) for name, kind in COLUMNS[type(row)].items()]
    columns = [json.dumps(value) if kind == "Json" else _bound(value) for kind, value in values]
    return [(_UPSERTS[type(row)], (place, *columns))]


def removing(session: object) -> list[Statement]:
    """What takes away all rows of a session."""
    return [(sql, (session,)) for sql in _OF_SESSION]


def row_of(table: type[JournalRow], columns: list[Any]) -> JournalRow:
    """The row that columns hold."""
    return table(*map(_value, COLUMNS[table].values(), columns))


def _upsert(table: type[JournalRow]) -> str:
    names = list(COLUMNS[table])
    marks = ", ".join("?" * (len(names) + 1))
    new = ", ".join(f"{name} = excluded.{name}" for name in names)
    insert = f"INSERT INTO {NAMES[table]} (place, {', '.join(names)}) VALUES ({marks})"
    return f"{insert} ON CONFLICT ({', '.join(table.KEY)}) DO UPDATE SET {new}"


_UPSERTS = {table: _upsert(table) for table in TABLES}
_REMOVALS = {
    table: f"DELETE FROM {name} WHERE " + " AND ".join(f"{column} = ?" for column in table.KEY)
    for table, name in NAMES.items()
}
_OF_SESSION = [f"DELETE FROM {name} WHERE {table.SESSION} = ?" for table, name in NAMES.items() if table.SESSION]


def _bound(value: Any) -> object:
    """A value as SQLite takes it: text that is none (a lone surrogate) as bytes."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise OverflowError(f"{value} is too large a number")
    if isinstance(value, str) and not value.isascii():
        raw = value.encode("utf-8", "surrogatepass")
        return value if raw.decode("utf-8", "ignore") == value else raw
    return value


def _value(kind: str, column: Any) -> Any:
    if kind == "Json":
        return json.loads(column)
    if kind == "bool":
        return bool(column)
    if isinstance(column, bytes) and kind != "bytes":
        return column.decode("utf-8", "surrogatepass")
    return column
