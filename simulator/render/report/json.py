"""JSON: every verdict with its failures, for programs.

What begins with `real` differs from run to run, unless SOURCE_DATE_EPOCH is set; all else is the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.render.base.dates import date
from simulator.render.diagnostics.json import finding
from simulator.render.json import dumps

if TYPE_CHECKING:
    from simulator.model.scenario.verdict import Failure, SuiteResult, Verdict

FORMAT = "json"


def render(result: SuiteResult, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """Scenarios in the order of files and lines."""
    return dumps(
        {
            "ok": result.ok,
            "passed": result.count("pass"),
            "warned": result.count("warn"),
            "failed": result.count("fail"),
            "xfailed": result.count("xfail"),
            "skipped": result.count("skip"),
            "deselected": result.deselected,
            "notRun": result.not_run,
            "realStart": None if result.started is None else date(result.started),
            "realSeconds": round(result.took, 6),
            **({"interrupted": result.missing} if result.missing else {}),
            "unreached": [{"cause": cause, "scenarios": len(verdicts)} for cause, verdicts in result.unreached.items()],
            "scenarios": [_verdict(verdict) for verdict in result.verdicts],
            "unreadable": [
                {"file": one.file, "diagnostics": [finding(found) for found in one.diagnostics]}
                for one in result.unreadable
            ],
        }
    )


def _verdict(verdict: Verdict) -> dict[str, Any]:
    scenario = verdict.scenario
    return {
        "name": scenario.name,
        "file": scenario.file,
        "line": scenario.line,
        "tags": list(scenario.tags),
        "outcome": verdict.outcome,
        "simulatedMs": verdict.simulated,
        "realSeconds": round(verdict.took, 6),
        **({"skip": scenario.skip} if scenario.skip else {}),
        **({"xfail": scenario.xfail} if scenario.xfail else {}),
        "failures": [_failure(failure) for failure in verdict.failures],
        **({"printed": verdict.printed} if verdict.printed else {}),
    }


def _failure(failure: Failure) -> dict[str, Any]:
    return {
        "what": failure.what,
        "severity": failure.severity,
        "expected": failure.expected,
        "found": failure.found,
        "heard": [{"at": item.at, "words": item.words, "interrupted": item.interrupted} for item in failure.heard],
        "keys": failure.keys,
        "state": failure.state,
        "place": failure.place,
        "flowPlace": failure.flow_place,
        "reproduce": failure.reproduce,
        "details": failure.details,
    }
