"""What to write in a YAML text for another value or another key, in the quotes that were there."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from simulator.loading.yaml.nodes import YamlScalar
from simulator.model.diagnostic import LINE_BREAK, Fix

if TYPE_CHECKING:
    from simulator.model.diagnostic import Instead, Span

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def fix_in(text: str, span: Span, instead: Instead) -> Fix | None:
    """The fix of a scalar or key at a place of a text; None where the text does not say there what was found.

    That is so where it was filled in from `examples`, or stands there as a block of several lines.
    """
    written = _at(text, span)
    if written is None or not _says(written, instead.was):
        return None
    return Fix(span, _written(instead.value, written[:1]), instead)


def _at(text: str, span: Span) -> str | None:
    """What stands at a place of one line."""
    lines = LINE_BREAK.split(text)
    return None if span.line != span.end_line else lines[span.line - 1][span.column - 1 : span.end_column - 1]


def _says(written: str, was: Any) -> bool:
    if written[:1] == '"':
        try:
            return bool(json.loads(written) == was)
        except ValueError:
            return False
    if written[:1] == "'":
        return bool(written[1:-1].replace("''", "'") == was)
    return bool(was in (written, YamlScalar((), 0, written).plain))


def _written(value: Any, quote: str) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if quote == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    plain = quote != '"' and _PLAIN.fullmatch(value) and YamlScalar((), 0, value).plain == value
    return value if plain else json.dumps(value, ensure_ascii=False)
