"""Each kind of finding is found where it was planted, with the shortest keys, and not found in the clean twin."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import pytest

from simulator.api.exploration import Exploration, explore
from simulator.errors import UsageError
from simulator.exploring.conclude import codes, ignored
from simulator.exploring.search.explorer import Bounds
from simulator.registry import modules
from simulator.running.flow import with_backend
from tests.exploring._flows import SAMPLES, flow, menu, reply, row, say
from tests.exploring.findings._planted import TABLES, cases, planted

if TYPE_CHECKING:
    from simulator.model.behaviour.explored import Discovery


def explored(case: dict[str, Any]) -> Exploration:
    bounds = Bounds(places=case.get("places", 1000), depth=40, stages=case.get("stages", 20))
    return explore(planted(case), bounds=bounds, legs=case.get("legs", ()))


def found_in(code: str, case: dict[str, Any]) -> list[Discovery]:
    return [one for one in explored(case).findings if one.code == code]


@pytest.mark.parametrize(("code", "case"), cases("found"))
def test_is_found_where_it_was_planted_with_the_shortest_keys(code: str, case: dict[str, Any]) -> None:
    whole = explored(case)
    (found,) = [one for one in whole.findings if one.code == code]
    assert found.way.dtmf == case["keys"]
    assert case.get("says", "") in found.message
    assert found.hint
    assert found.place in whole.behaviour.places
    assert whole.behaviour.places[found.place].stage == case.get("at", whole.behaviour.places[found.place].stage)


@pytest.mark.parametrize(("code", "case"), cases("clean"))
def test_is_silent_in_the_clean_twin(code: str, case: dict[str, Any]) -> None:
    assert found_in(code, case) == []


def test_every_kind_has_its_table_and_every_table_its_kind() -> None:
    assert tuple(sorted(file.stem.upper() for file in TABLES.glob("x*.yaml"))) == codes()


@pytest.mark.parametrize("module", modules("simulator.exploring.findings"), ids=lambda module: module.CODE)
def test_every_kind_says_what_and_why_with_examples(module: Any) -> None:
    text = inspect.getdoc(module) or ""
    assert text.startswith(f"{module.CODE}: ")
    assert all(f"\n## {name}\n\n" in text for name in ("What", "Why", "Wrong", "Right"))
    assert module.__name__.rpartition(".")[2].startswith(module.CODE.lower())


def test_findings_are_told_gravest_first_and_can_be_left_out() -> None:
    flow = planted(cases("found")[0][1])
    told = [one.severity for one in explore(flow).findings]
    assert told == sorted(told, key=("error", "warning", "info").index)
    assert len(set(told)) > 1
    assert {one.code for one in explore(flow, ignore=["x001,X012"]).findings}.isdisjoint({"X001", "X012"})


@pytest.mark.parametrize(("given", "says"), [("X01", "did you mean X0"), ("L001", "X0"), ("-9", "known are X001 to X")])
def test_a_code_that_nobody_knows_cannot_be_left_out(given: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        ignored([given])


def test_a_trap_is_told_once_and_an_entry_into_it_too() -> None:
    """The same menu is a dead end, and the wrong key that leads there a finding of its own."""
    case = next(case for code, case in cases("found") if code == "X010")
    assert [one.code for one in explored(case).findings if one.severity == "error"] == ["X001", "X010"]


def test_nothing_is_said_of_rows_menus_and_persons_where_something_was_not_explored() -> None:
    case = next(case for code, case in cases("found") if code == "X015")
    assert {one.code for one in explored(case).findings}.isdisjoint({"X008", "X011", "X012"})


def test_places_that_were_not_explored_are_no_traps() -> None:
    trap = dict(next(case for code, case in cases("found") if code == "X003"))
    assert {one.code for one in explored({**trap, "places": 6}).findings} >= {"X015"}
    assert "X003" not in {one.code for one in explored({**trap, "places": 6}).findings}


def test_a_rule_that_is_broken_in_the_flow_file_names_the_line() -> None:
    broken = flow(
        menu("For sales press 1."), rows=[row(reply({"action": "dance"}), digits="1"), row(reply(say("Bye.")))]
    )
    (found,) = [one for one in explore(broken).findings if one.code == "X004"]
    assert found.line == 1


@pytest.mark.parametrize("function", ["alternating", "straying", "forgetful"])
def test_a_backend_that_changes_its_mind_is_told_in_words(function: str) -> None:
    """However the answers differ: what is heard, where it leads, at once or later."""
    unsteady = with_backend(flow(menu("Choose.")), f"python:tests.exploring.backends:{function}")
    found = [one for one in explore(unsteady).findings if one.code == "X013"]
    assert found
    assert all(re.search("first .+, then .+", one.message) for one in found)
    assert not any(re.search("[0-9a-f]{12} ", one.message) for one in found if 'first "' not in one.message)


def test_of_keys_that_are_answered_by_chance_nothing_else_is_said() -> None:
    case = next(case for code, case in cases("found") if code == "X013")
    assert [one.code for one in explored({**case, "prompt": "For sales press 1."}).findings] == ["X013"]


def test_keys_that_no_webhook_is_asked_about_are_not_called_unhandled() -> None:
    """The first of two captures in a list: its digits are told in a status webhook, and answered by nobody."""
    booking = SAMPLES.parent / "booking"
    found = explore(booking / "request.json", account=booking / "account.yaml", legs=["answered"])
    assert "X006" not in [one.code for one in found.findings]
