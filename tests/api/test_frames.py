"""Frames are tidy: documented columns, types that say what is missing, ids, keys and legs of their own, times in ms."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas
import pytest

import simulator
from tests.bodies import BOOKING, SCENARIOS, TWO_ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = (Path(simulator.__file__).parents[1] / "docs" / "api.md").read_text("utf-8")
HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
CLINIC = SCENARIOS / "clinic-desk" / "clinic-desk.flow.yaml"
BANK = SCENARIOS / "bank-balance" / "bank-balance.flow.yaml"
TABLE = SCENARIOS / "samples" / "table.flow.yaml"

FRAMES: dict[str, Callable[[], Any]] = {
    "Run": lambda: simulator.run(HOTLINE, "2 1", seed=1),
    "run_many": lambda: simulator.run_many(HOTLINE, ["1", "2 1", "silence"]),
    "run_many.entries": lambda: simulator.run_many(HOTLINE, ["1", "2 1", "silence"]).entries,
    "Exploration.places": lambda: simulator.explore(CLINIC).places,
    "Exploration.moves": lambda: simulator.explore(CLINIC).moves,
    "Exploration.findings": lambda: simulator.explore(CLINIC).findings,
    "Exploration.proofs": lambda: simulator.explore(CLINIC).proofs,
    "Exploration.invariants": lambda: simulator.explore(BANK).invariants,
    "Diff": lambda: simulator.diff(CLINIC, TABLE),
    "Coverage": lambda: simulator.cover(HOTLINE.parent),
    "Coverage.uncovered": lambda: simulator.cover(HOTLINE.parent).uncovered,
    "Coverage.verdicts": lambda: simulator.cover(HOTLINE.parent).verdicts,
    "Generation.files": lambda: simulator.generate(CLINIC).files,
    "Generation.left": lambda: simulator.generate(CLINIC).left,
    "Faults": lambda: simulator.faults(CLINIC),
}
TYPES = {"text": "string", "whole": "Int64", "number": "Float64", "truth": "boolean"}


@cache
def frame(name: str) -> Any:
    return FRAMES[name]().to_dataframe()


def documented(name: str) -> dict[str, str]:
    """The columns of the table `### Frames` in docs/api.md, with their types."""
    row = re.search(rf"^\| `{re.escape(name)}` \| (.*) \|$", PAGE, re.M)
    assert row, f"docs/api.md says nothing of the frame of {name}"
    return dict(re.findall(r"`(\w+)` \((\w+)", row[1]))


@pytest.mark.parametrize("name", FRAMES)
def test_the_columns_and_their_types_are_those_of_the_page(name: str) -> None:
    found = frame(name)
    assert {column: str(found[column].dtype) for column in found.columns} == {
        column: TYPES[kind] for column, kind in documented(name).items()
    }
    assert all(column.isidentifier() for column in found.columns)


def test_the_page_names_no_other_frame() -> None:
    assert set(re.findall(r"^\| `([\w.]+)` \| `\w+` \(", PAGE, re.M)) == set(FRAMES)


@pytest.mark.parametrize("name", FRAMES)
def test_an_empty_text_is_missing_and_keys_and_legs_stand_apart(name: str) -> None:
    found = frame(name)
    for column in found.columns:
        if str(found[column].dtype) == "string" and column != "digits":
            assert not (found[column] == "").any(), column
    if "legs" in found.columns:
        assert not found["keys"].str.contains("--").any()
        assert set(found["legs"].dropna()) <= {
            "busy",
            "noAnswer",
            "failed",
            "answered",
            "answered, busy",
            "answered, noAnswer",
        }


def test_places_have_ids_of_the_exploration() -> None:
    places = set(simulator.explore(CLINIC).behaviour.places)
    assert set(frame("Faults")["place_id"]) <= places
    assert set(frame("Exploration.findings")["place_id"].dropna()) <= places
    edges = frame("Coverage")
    hotline = set(simulator.explore(HOTLINE).behaviour.places)
    assert set(edges["place_id"]) | set(edges["leads_to_id"]) <= hotline
    assert not edges.duplicated(["flow", "place_id", "input", "leads_to_id"]).any()
    assert (edges["covered"] == (edges["calls"] > 0)).all()


def test_the_events_of_a_run_are_rows() -> None:
    run, events = simulator.run(HOTLINE, "2 1", seed=1), frame("Run")
    assert list(events["number"]) == list(range(len(run.trace)))
    assert list(events["at_ms"]) == [event.at for event in run.trace]
    assert list(events.loc[events["event"] == "pressed", "key"]) == ["2", "1"]
    assert list(events.loc[events["event"] == "heard", "heard"]) == [item.words for item in run.heard]
    assert list(events.loc[events["event"] == "entryEnded", "outcome"]) == ["accepted", "accepted"]
    assert events["error"].isna().all()
    assert events["key"].notna().sum() == 2
    failed = simulator.run(HOTLINE, faults=[simulator.Fault(-2010)]).to_dataframe()
    assert list(failed.loc[failed["event"] == "ended", "error"]) == [-2010]
    assert list(simulator.run(TWO_ERRORS).to_dataframe().columns) == list(events.columns)


def test_a_row_of_a_crowd_has_status_and_error_of_their_own() -> None:
    found = simulator.run_many(BANK, ["1234# 1234 9", "hangup"]).to_dataframe()
    assert list(found["status"]) == ["ERROR", "COMPLETED"]
    assert found["error"][0] == -2003
    assert found["error"][1] is pandas.NA
    refused = simulator.run_many(TWO_ERRORS, ["1"]).to_dataframe()
    assert refused["status"][0] == "refused"
    assert refused["path"][0] is pandas.NA
    assert simulator.run_many(HOTLINE, []).to_dataframe().dtypes.equals(found.dtypes)


def test_captures_carry_times() -> None:
    first, second = simulator.run(HOTLINE, "2 1").captures
    assert (first.asked, first.first_key, first.ended) == (6000, 14717, 14717)
    assert (second.asked, second.first_key, second.ended) == (14717, 19617, 19617)


@pytest.mark.parametrize(
    ("keys", "asked", "key"),
    [("silence", 6000, None), ("^2", 6000, 7000), ("2W3", 6000, 14717), ("hangup", 6000, None)],
)
def test_a_capture_tells_when_it_was_asked_and_first_answered(keys: str, asked: int, key: int | None) -> None:
    found = simulator.run(HOTLINE, keys).captures[0]
    assert (found.asked, found.first_key) == (asked, key)
    assert found.ended is not None
    assert found.ended >= asked


def test_the_second_try_has_times_of_its_own() -> None:
    one, two, *_ = simulator.run(BOOKING, "silence 2 42#").captures
    assert one.first_key is None
    assert None not in (one.ended, two.asked, two.first_key)
    assert one.ended <= two.asked < two.first_key <= two.ended  # type: ignore[operator]


def test_what_was_never_asked_has_no_time() -> None:
    run = simulator.run(HOTLINE, faults=[simulator.Fault(-2005, "say")])
    assert [(found.asked, found.first_key) for found in run.captures] in ([], [(None, None)])
