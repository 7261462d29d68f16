"""An outcome of a dial is a row: the table, scripts, scenarios, exploration and reports know it from there."""

from __future__ import annotations

import pytest

from simulator.model.assumptions import SETTINGS, Assumptions
from simulator.model.call.leg_outcomes import LEG_OUTCOMES, LegOutcomeRow, connected, explored, not_connected
from simulator.model.machine.triggers import TRIGGERS
from tests.plugged import plugged

PROGRAM = """
from simulator.model.call.leg_outcomes import LEG_OUTCOMES, LegOutcomeRow

LEG_OUTCOMES["barred"] = LegOutcomeRow(
    "barred", "the leg is barred", "barred", "the leg is never barred", "busy_after", "BARRED", "sip_failed",
    title="barrd",
)
LEG_OUTCOMES["mailbox"] = LegOutcomeRow(
    "mailbox", "a mailbox answers", "mailbox", "no mailbox answers", "ring_time", explored=False
)

import simulator
from simulator.cli.base.parser import parse
from simulator.compiler.proof import problems
from simulator.render.fault_words import ENDS
from simulator.schema.documents import document

FLOW = "scenarios/hotline/hotline.flow.yaml"
run = simulator.run(FLOW, "1", legs=["mailbox:2s", "barred"])
assert run.session["sessionStatus"] == "BARRED"
assert problems(run.call.call.compiled.table) == ()
assert "barred" in simulator.explore(FLOW).render("text")
assert "mailbox ->" in simulator.explore(FLOW, legs=["mailbox"]).render("text")
assert "barrd" in simulator.faults(FLOW).render("text")
assert ENDS["BARRED"] == "barred"
assert "'barred'" in str(document("scenario"))
assert '"outcome": "mailbox"' in run.render("json")
parse(["run", "--help"])
"""


def test_files_and_messages_name_the_outcomes_in_the_order_of_the_rows() -> None:
    assert list(LEG_OUTCOMES) == ["answered", "busy", "noAnswer", "canceled", "failed", "machine"]
    assert explored() == ("answered", "busy", "noAnswer", "failed")
    assert [row.status for row in not_connected()] == ["BUSY", "NO_ANSWER", "FAILED", "CANCELED"]
    assert [row.name for row in connected()] == ["answered", "machine"]


@pytest.mark.parametrize("row", LEG_OUTCOMES.values(), ids=lambda row: row.name)
def test_a_row_names_settings_that_there_are_and_fits_its_column(row: LegOutcomeRow) -> None:
    assert isinstance(getattr(Assumptions(), row.after), int)
    assert not row.sip or 400 <= getattr(Assumptions(), row.sip) <= 699
    assert len(row.title) <= 6
    assert bool(row.sip) is not row.connected
    assert bool(row.title) is (row.name != "answered")
    assert not row.greets or {row.greets, row.records} <= {field.name for field in SETTINGS.values()}


def test_every_outcome_is_a_trigger_and_one_without_a_connection_is_drawn_as_a_fault() -> None:
    assert [name for name, row in TRIGGERS.items() if name in LEG_OUTCOMES] == list(LEG_OUTCOMES)
    assert {TRIGGERS[row.name].edge for row in not_connected()} == {"fault"}


def test_an_outcome_that_a_plug_in_adds_is_known_wherever_outcomes_are() -> None:
    said = " ".join(plugged(PROGRAM).split())
    assert "busy noAnswer canceled failed:404 machine:6s,talks:20s barred mailbox:6s,talks:20s" in said
