"""A bound is a row: options, `Bounds` and the words of reports are made of it."""

from __future__ import annotations

import attrs
import pytest

from simulator.exploring.search.explorer import Bounds
from simulator.model.assumptions import SETTINGS
from simulator.model.behaviour.bounds import BOUNDS, BoundRow, optional_bounds
from tests.plugged import plugged

PROGRAM = """
from simulator.model.behaviour.bounds import BOUNDS, BoundRow

BOUNDS["maxFaults"] = BoundRow("maxFaults", "more faults than --max-faults allows", "too many faults", help="{default}")
BOUNDS["maxPlaces"] = BOUNDS["maxPlaces"]._replace(default=7)

from attrs import evolve

import simulator
from simulator.cli.base.parser import parser
from simulator.model.behaviour.words import not_reached
from simulator.exploring.search.explorer import Bounds

assert Bounds().places == 7
assert parser("explore").parse_args(["explore", "x"]).max_places == 7
found = simulator.explore("scenarios/samples/table.flow.yaml").behaviour
assert not_reached(evolve(found, bounds=("maxFaults",))) == ("more faults than --max-faults allows",)
"""


def test_what_an_option_sets_is_a_field_and_time_is_counted_only_where_somebody_says_so() -> None:
    assert [row.field for row in optional_bounds()] == [field.name for field in attrs.fields(Bounds)]
    assert attrs.asdict(Bounds(seconds=60)) == {row.field: row.default for row in optional_bounds()}


@pytest.mark.parametrize("row", BOUNDS.values(), ids=lambda row: row.name)
def test_a_row_is_an_option_or_a_setting_or_nobodys_choice(row: BoundRow) -> None:
    assert bool(row.field) is bool(row.help)
    assert (row.option in row.words) is bool(row.field and row.words)
    assert (row.name in SETTINGS) is (f"setting {row.name}" in row.words)


def test_a_bound_that_a_plug_in_adds_or_changes_is_known_wherever_bounds_are() -> None:
    plugged(PROGRAM)
