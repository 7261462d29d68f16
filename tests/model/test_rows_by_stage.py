"""The rows that can answer at a stage are those that name it and those of every stage, in the order of the table."""

from __future__ import annotations

from itertools import product

import pytest

from simulator.model.diagnostic import Span
from simulator.model.flow.file_text import FileText
from simulator.model.flow.flow_file import FlowBody, ReplyRow, RowsByStage, When

STAGES = (None, "a", "*")


@pytest.mark.parametrize("stages", list(product(STAGES, repeat=4)))
def test_rows_come_in_the_order_of_the_table(stages: tuple[str | None, ...]) -> None:
    body = FlowBody(b"{}", FileText("x.flow.yaml", ""), "$", Span())
    rows = [ReplyRow(number, When(stage), body, Span()) for number, stage in enumerate(stages, 1)]
    by_stage = RowsByStage(rows)
    for stage in (*STAGES, "b"):
        assert by_stage.at(stage) == [row for row in rows if row.when.stage in (stage, "*")]
