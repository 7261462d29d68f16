"""What an invariant of a flow file may hold: a row for each condition; loader, schema and error texts come of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.compiler.session import ENDINGS
from simulator.loading.files.phones import PHONE
from simulator.loading.files.texts import HEARS, LENGTH, read_words
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import AnyOf, Boolean, Choice, FieldKind, Inline, Keys, ListOf, Null, Simple, Text
from simulator.loading.yaml.reading import read
from simulator.model.flow.conditions import (
    DialledCondition,
    EndCondition,
    ErrorCondition,
    HeardCondition,
    StatusCondition,
)
from simulator.model.flow.invariant import INVARIANT_KINDS
from simulator.model.record import frozen
from simulator.model.status import SESSION_ERRORS

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.flow.conditions import InvariantCondition
    from simulator.model.flow.invariant import InvariantKind


@frozen
class ConditionRow:
    """One condition: its key, what that may hold, and what it becomes."""

    key: str
    kind: Simple
    what: type[Any]

    @property
    def limit(self) -> Text:
        """How soon it may have to come: only of some is a time told."""
        return LIMIT if self.what.timed else KEY_LIMIT

    def read(self, node: YamlNode, fields: Fields) -> InvariantCondition | None:
        """The condition; None, and a finding, where its value is at fault."""
        value = read_words(node, fields) if self.kind is HEARS else read(self.kind, node, fields)
        return None if value is None else self.what(value)


_CODES = tuple(map(str, SESSION_ERRORS))
_ROWS = (
    ConditionRow("hears", HEARS, HeardCondition),
    ConditionRow("dials", PHONE, DialledCondition),
    ConditionRow("session", Choice(ENDINGS, "the status with which the session ends"), StatusCondition),
    ConditionRow("error", Choice(_CODES, "the error with which the session ends"), ErrorCondition),
    ConditionRow("ends", Boolean("the call ends, however it does", only=True), EndCondition),
)
CONDITIONS = {row.key: row for row in _ROWS}
EARLY = {row.key: row for row in _ROWS if row.what.early}
SCOPE = {"before": "it counts only until this has come", "after": "it counts only once this has come"}
"""The keys of what bounds a scope, and what each does."""
KEY_LIMIT = Text(
    "so many keys pressed",
    Form(r"1 key|[0-9]{1,9} keys"),
    "a number of keys",
    "write 3 keys; a time is told of `dials`, `session`, `error` and `ends` alone",
)
LIMIT = Text(
    "how soon: 90s of simulated time, or 3 keys pressed",
    Form(rf"{LENGTH}(?:ms|s|m)|1 key|[0-9]{{1,9}} keys"),
    "a length of time or a number of keys",
    "write 90s, 1.5s, 300ms, 2m, 1 key or 3 keys",
)


def keys_of(kind: InvariantKind) -> tuple[str, ...]:
    """The keys that a kind of invariant takes."""
    return (*CONDITIONS, *kind.bounds)


SCOPE_KEYS = Keys("a scope", {key: row.kind for key, row in EARLY.items()}, one=tuple(EARLY))


def _kind(kind: InvariantKind) -> FieldKind:
    """One condition, and what may stand beside it: the form of `within` is not the same for all."""

    def beside(limit: Text) -> FieldKind:
        rows = {key: row.kind for key, row in CONDITIONS.items() if row.limit is limit or "within" not in kind.bounds}
        bounds = {key: Inline("scope", SCOPE[key]) if key in SCOPE else limit for key in kind.bounds}
        others: dict[str, FieldKind] = {key: Null() for key in CONDITIONS if key not in rows}
        least = kind.bounds if kind.either else ()
        return Keys(f"`{kind.name}`", {**rows, **others, **bounds}, kind.help, one=tuple(rows), not_both=least)

    return AnyOf((beside(LIMIT), beside(KEY_LIMIT))) if "within" in kind.bounds else beside(LIMIT)


NAME = Text("what it is called")
INVARIANT_KEYS = ("name", *INVARIANT_KINDS)
INVARIANTS = ListOf(
    Keys(
        "an invariant", {"name": NAME, **{name: _kind(kind) for name, kind in INVARIANT_KINDS.items()}},
        "one of never, always and reaches", one=tuple(INVARIANT_KINDS),
    )
)  # fmt: skip
