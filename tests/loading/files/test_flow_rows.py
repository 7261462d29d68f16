"""Rows that can never answer: what is said of a row is true of every question, whatever stands above it."""

from __future__ import annotations

import json
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from simulator.loading.files.flow_rows import stages, unreachable
from simulator.model.account import Account
from simulator.model.diagnostic import Span
from simulator.model.flow.file_text import FileText
from simulator.model.flow.flow_file import FlowBody, ReplyRow, When
from simulator.model.flow.hours import Hours

ACCOUNT = Account()
STAGES = (None, "a", "b", "*")
DIGITS = (None, "1", "2", "12", "21")

forms = st.one_of(
    st.sampled_from([("any", ()), ("null", ()), ("other", ()), ("pattern", ("1.",)), ("pattern", ("[12]",))]),
    st.lists(st.sampled_from(DIGITS[1:]), min_size=1, max_size=2, unique=True).map(lambda keys: ("texts", tuple(keys))),
)
MONDAY = 1_767_571_200_000
"""2026-01-05T00:00:00Z, a Monday."""
INSTANTS = (MONDAY, MONDAY + 10 * 3_600_000, MONDAY + 6 * 86_400_000)
hours = st.sampled_from([None, None, Hours(540, 1020), Hours(1320, 360), Hours(days=(6,))])
whens = st.builds(
    lambda stage, form, status, hours: When(stage, form[0], form[1], status, hours),
    st.sampled_from(STAGES),
    forms,
    st.sampled_from([None, "ACTION_COMPLETED"]),
    hours,
)


def row(number: int, when: When, stage: str | None) -> ReplyRow:
    raw = json.dumps({} if stage is None else {"clientActionId": stage}).encode()
    body = FlowBody(raw, FileText("x.flow.yaml", ""), f"$.replies[{number}].reply", Span())
    return ReplyRow(number, when, body, Span(number))


@given(st.lists(st.tuples(whens, st.sampled_from(STAGES)), max_size=5))
def test_a_row_of_which_it_is_said_never_answers(given: list[tuple[When, str | None]]) -> None:
    rows = [row(number, *one) for number, one in enumerate(given)]
    reached = stages(rows, ACCOUNT)
    answering = set()
    for stage in reached:
        for digits, instant in product(DIGITS, INSTANTS):
            first = next((one for one in rows if one.when.matches("ACTION_COMPLETED", digits, stage, instant)), None)
            answering.add(first.span.line if first else None)
    assert not answering & {found.span.line for found in unreachable(rows, ACCOUNT, inbound=False) if found.span}


def test_a_stage_is_reached_over_any_number_of_others() -> None:
    rows = [row(number, When(str(number) if number else None), str(number + 1)) for number in range(2_000)]
    assert len(stages(reversed(rows), ACCOUNT)) == 2_001
    assert not list(unreachable(rows, ACCOUNT, inbound=False))
