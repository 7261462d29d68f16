"""SARIF 2.1.0 (OASIS), for code scanning: the rules are those that the folder of rules declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator import registry
from simulator.model.reports.file_report import findings
from simulator.model.status import STATUS
from simulator.render.base.sarif_log import SCHEMA
from simulator.render.base.sarif_log import uri as _uri
from simulator.render.json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.diagnostic import Code, Diagnostic, Fix, Span
    from simulator.model.reports.file_report import FileReport

FORMAT = "sarif"

MOST = 25_000
"""Findings of one run: GitHub takes no more, and the file stays below 250 MB."""
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(reports: Iterable[FileReport], colour: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """One run with every rule and every finding; columns count Unicode code points."""
    every = list(findings(reports))
    found = _gravest(every)
    titles = _titles(diagnostic.code for _, diagnostic in found)
    index = {code: number for number, code in enumerate(titles)}
    driver = {"name": "callflow", "fullName": "callflow-simulator", "rules": [_rule(*item) for item in titles.items()]}
    run: dict[str, object] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report.file, d, index[d.code]) for report, d in found],
    }
    if len(found) < len(every):
        run["invocations"] = [_cut(len(found), len(every))]
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _gravest(found: list[tuple[FileReport, Diagnostic]]) -> list[tuple[FileReport, Diagnostic]]:
    """As many as are written: errors before warnings, both in the order in which they are told."""
    if len(found) <= MOST:
        return found
    order = sorted(range(len(found)), key=lambda at: list(_LEVELS).index(found[at][1].severity))
    return [found[at] for at in sorted(order[:MOST])]


def _cut(shown: int, every: int) -> dict[str, object]:
    """Says that not all findings are there, where SARIF has place for it."""
    text = f"{shown:,} of {every:,} findings are written here, errors first; text and json have them all"
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}],
    }


def _titles(used: Iterable[Code]) -> dict[Code, str]:
    """Each code with its title: all that rules declare, and those in use that no rule file stands for."""
    titles: dict[Code, str] = {}
    for module in registry.modules("simulator.rules"):
        if (code := getattr(module, "CODE", None)) is not None:
            first = (module.__doc__ or "").strip().partition("\n")[0]
            titles[code] = first.removeprefix(f"{code}:").strip()
    for code in used:
        known = STATUS.get(code) if isinstance(code, int) else None
        titles.setdefault(code, known.message.strip() if known else f"Finding {code}")
    return dict(sorted(titles.items(), key=_codes_first))


def _codes_first(item: tuple[Code, str]) -> tuple[bool, int, str]:
    """Status codes from -1001 on, then the lints by name."""
    code = item[0]
    return (False, -code, "") if isinstance(code, int) else (True, 0, code)


def _rule(code: Code, title: str) -> dict[str, object]:
    return {
        "id": str(code),
        "shortDescription": {"text": title},
        "help": {"text": f"callflow explain {code}"},
        "defaultConfiguration": {"level": "error" if isinstance(code, int) else "warning"},
    }


def _result(file: str, found: Diagnostic, index: int) -> dict[str, object]:
    location = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": _region(found.span)},
        "logicalLocations": [{"fullyQualifiedName": found.path}],
    }
    result: dict[str, object] = {
        "ruleId": str(found.code),
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message}\n{found.hint}" if found.hint else found.message},
        "locations": [location],
    }
    return result if found.fix is None else {**result, "fixes": [_fix(file, found.fix)]}


def _fix(file: str, fix: Fix) -> dict[str, object]:
    replaced = {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.text}}
    return {"artifactChanges": [{"artifactLocation": {"uri": _uri(file)}, "replacements": [replaced]}]}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
