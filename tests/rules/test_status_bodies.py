"""Every body of the table is answered with its code, and has exactly the errors that are listed."""

from __future__ import annotations

from collections import Counter

import pytest

from simulator.model.status import STATUS
from tests.rules._bodies import Case, cases

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_a_body_has_its_answer_and_its_errors(case: Case) -> None:
    checked = case.check()
    errors = [item for item in checked.diagnostics if item.severity == "error"]
    answer = checked.answer
    assert (answer.status_code, answer.http_status) == (case.answer, case.http)
    assert Counter(f"{item.code} {item.path}" for item in errors) == Counter(case.errors)
    assert set(case.lints) <= {item.code for item in checked.diagnostics}
    assert case.lines is None or tuple(item.span.line for item in errors) == case.lines
    assert case.columns is None or tuple(item.span.column for item in errors) == case.columns
    assert case.message is None or answer.status_message == case.message


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_the_answer_agrees_with_the_findings(case: Case) -> None:
    checked = case.check()
    accepted = checked.answer.status_code == 1
    assert checked.accepted == accepted
    assert checked.answer.session_status == ("CREATED" if accepted else "NOT_CREATED")
    assert accepted == (not any(item.severity == "error" for item in checked.diagnostics))
    assert list(checked.diagnostics) == sorted(checked.diagnostics, key=lambda item: item.order)
    for item in checked.diagnostics:
        assert isinstance(item.code, str) == (item.severity != "error")
        assert item.hint, "an error says what to do"
        if isinstance(item.code, int):
            message = STATUS[item.code].message
            assert item.message.startswith(message) if item.code == -1009 else item.message == message


def test_the_table_is_large_and_has_every_code_at_least_three_times() -> None:
    bodies = Counter(case.answer for case in {(case.body, case.account, case.kind): case for case in CASES}.values())
    assert sum(bodies.values()) >= 150
    assert bodies[1] >= 40
    assert {code: bodies[code] for code in STATUS if bodies[code] < 3} == {-9999: 0}
