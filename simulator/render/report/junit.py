"""JUnit XML, for CI systems: a suite for each scenario file.

The time of a case is what it really took; that of the simulated call is a property.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.render.base.junit_file import JunitCase, JunitSuite, document, group_of
from simulator.render.report_lines import excuse, fault_lines, headline, printed_lines, verdict_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.scenario.verdict import SuiteResult, Unreadable, Verdict

FORMAT = "junit"


def render(result: SuiteResult, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The document."""
    return document(_suites(result))


def _suites(result: SuiteResult) -> Iterator[JunitSuite]:
    started = result.started or 0.0
    for one in result.unreadable:
        yield JunitSuite(one.file, (_unreadable(one),), started)
    for file, verdicts in groupby(result.verdicts, key=lambda verdict: verdict.scenario.file):
        yield JunitSuite(file, tuple(map(_case, verdicts)), started)
    if result.missing:
        said = result.missing
        case = JunitCase("runs to its end", "callflow test", "error", "interrupted", said, said)
        yield JunitSuite("callflow test", (case,), started)
    if result.stopped:
        # No case that is skipped: Ant's schema has no word for it.
        yield JunitSuite("callflow test", (), started, (("not run", result.stopped),))


def _case(verdict: Verdict) -> JunitCase:
    scenario, text = verdict.scenario, verdict_text(verdict)
    known = [("at", f"{scenario.file}:{scenario.line}")]
    if verdict.simulated is not None:
        known.append(("simulated seconds", f"{verdict.simulated / 1000:g}"))
    case = JunitCase(scenario.name, group_of(scenario.file), seconds=verdict.took, known=tuple(known))
    if why := excuse(verdict):
        return evolve(case, outcome="skipped", headline=why, out=text, err=verdict.printed)
    if verdict.outcome != "fail":
        return evolve(case, out=text, err=verdict.printed)
    beside = "\n".join((text, *printed_lines(verdict.printed)))
    said = headline(verdict.failures[0])
    return evolve(case, outcome="failure", headline=said, text=beside, err=verdict.printed)


def _unreadable(one: Unreadable) -> JunitCase:
    said, text = "the scenario file is at fault", "\n".join(fault_lines(one))
    return JunitCase("can be read", group_of(one.file), "error", "unreadable", said, text)
