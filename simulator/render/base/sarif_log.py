"""SARIF 2.1.0 of findings about a flow: code scanning shows them at the flow file."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from simulator.model.record import frozen
from simulator.render.json import dumps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SarifLevel = Literal["error", "warning", "note"]


@frozen
class SarifResult:
    """One finding; `line` is 0 where it is about the whole file, `known` says in words how it is known."""

    rule: str
    level: SarifLevel
    text: str
    line: int = 0
    logical: str = ""
    known: Mapping[str, Any] | None = None


def document(results: Sequence[SarifResult], rules: Mapping[str, str], file: str, known: Mapping[str, Any]) -> str:
    """One run; `rules` are titles by their names, `known` says how what is claimed is known."""
    index = {rule: number for number, rule in enumerate(rules)}
    listed = [{"id": rule, "shortDescription": {"text": title}} for rule, title in rules.items()]
    run = {
        "tool": {"driver": {"name": "callflow", "fullName": "callflow-simulator", "rules": listed}},
        "columnKind": "unicodeCodePoints",
        "properties": dict(known),
        "results": [_result(one, index[one.rule], file) for one in results],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def uri(file: str) -> str:
    """The file as a URI reference: relative as it was given, or `file:` where it was given as absolute."""
    path = PurePath(file)
    escaped = quote(path.as_posix().encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{'' if escaped.startswith('/') else '/'}{escaped}" if path.is_absolute() else escaped


def _result(one: SarifResult, index: int, file: str) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if file:
        place = {"artifactLocation": {"uri": uri(file)}, "region": {"startLine": max(one.line, 1)}}
        location["physicalLocation"] = place
    if one.logical:
        location["logicalLocations"] = [{"fullyQualifiedName": one.logical}]
    return {
        "ruleId": one.rule,
        "ruleIndex": index,
        "level": one.level,
        "message": {"text": one.text},
        "locations": [location] if location else [],
        **({"properties": dict(one.known)} if one.known else {}),
    }
