"""SARIF of very many findings is cut where its readers stop, and says so."""

from __future__ import annotations

import json

import pytest

from simulator.model.diagnostic import Diagnostic, Severity, Span
from simulator.model.reports.file_report import FileReport
from simulator.render.diagnostics import sarif


def report(*severities: Severity) -> FileReport:
    found = (Diagnostic("L001", one, f"m{at}", "", "$", Span(at, 1, at, 2)) for at, one in enumerate(severities, 1))
    return FileReport("a.json", "", None, tuple(found))


def messages(text: str) -> list[str]:
    return [one["message"]["text"] for one in json.loads(text)["runs"][0]["results"]]


def test_errors_come_before_warnings_where_not_all_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 3)
    text = sarif.render([report("info", "warning", "error", "warning", "error")])
    assert messages(text) == ["m2", "m3", "m5"]
    (invocation,) = json.loads(text)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is True
    said = invocation["toolExecutionNotifications"][0]["message"]["text"]
    assert said == "3 of 5 findings are written here, errors first; text and json have them all"


def test_nothing_is_said_where_all_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 3)
    text = sarif.render([report("info", "warning", "error")])
    assert messages(text) == ["m1", "m2", "m3"]
    assert "invocations" not in json.loads(text)["runs"][0]
