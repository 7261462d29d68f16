"""JUnit XML, for CI systems: a suite for each scenario file; needs the extra `junit`.

The time of a case is that of the simulated call: what the machine took is nobody's finding.
"""

from __future__ import annotations

import re
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING, Any

from simulator.errors import MissingExtraError
from simulator.render.report_lines import fault_lines, headline, verdict_text

if TYPE_CHECKING:
    from simulator.model.scenario.verdict import SuiteResult, Unreadable, Verdict

FORMAT = "junit"

_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def render(result: SuiteResult, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The document. Raises MissingExtraError where the library for it is not installed."""
    try:
        junitparser: Any = import_module("junitparser")
    except ImportError:
        raise MissingExtraError("JUnit needs the extra: pip install 'callflow-simulator[junit]'") from None
    document = junitparser.JUnitXml("callflow test")
    for one in result.unreadable:
        document.add_testsuite(_unreadable(junitparser, one))
    for file, verdicts in groupby(result.verdicts, key=lambda verdict: verdict.scenario.file):
        suite = junitparser.TestSuite(file)
        for verdict in verdicts:
            suite.add_testcase(_case(junitparser, verdict))
        document.add_testsuite(suite)
    if result.missing:
        document.add_testsuite(_interrupted(junitparser, result.missing))
    document.update_statistics()
    text = document.tostring()
    return (text.decode() if isinstance(text, bytes) else str(text)).rstrip("\n") + "\n"


def _case(library: Any, verdict: Verdict) -> Any:
    scenario = verdict.scenario
    call = verdict.run.call if verdict.run else None
    case = library.TestCase(_plain(scenario.name), scenario.file, call.trace[-1].at / 1000 if call else None)
    case._elem.set("file", scenario.file)
    case._elem.set("line", str(scenario.line))
    text = _plain(verdict_text(verdict))
    if verdict.outcome == "fail":
        first = verdict.failures[0]
        failure = library.Failure(_plain(headline(first)), "failed")
        failure.text = text
        case.result = [failure]
    elif text:
        case.system_out = text
    if verdict.printed:
        case.system_err = _plain(verdict.printed)
    return case


def _interrupted(library: Any, missing: str) -> Any:
    suite = library.TestSuite("callflow test")
    case = library.TestCase("runs to its end", "callflow test")
    case.result = [library.Error(missing, "interrupted")]
    suite.add_testcase(case)
    return suite


def _unreadable(library: Any, one: Unreadable) -> Any:
    suite = library.TestSuite(one.file)
    case = library.TestCase("can be read", one.file)
    error = library.Error("the scenario file is at fault", "unreadable")
    error.text = _plain("\n".join(fault_lines(one)))
    case.result = [error]
    suite.add_testcase(case)
    return suite


def _plain(text: str) -> str:
    """What XML can hold."""
    return "".join(
        sign if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff") else "\ufffd" for sign in text
    )
