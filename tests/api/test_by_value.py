"""Everything public is a value where it is one: pickled, copied, compared, hashed, and shown in few words."""

from __future__ import annotations

import copy
import pickle
from array import array
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import numpy
import pytest

import simulator
from simulator.errors import EndlessPatternError, StrayedError
from simulator.model.by_value import by_value
from simulator.model.pattern import Pattern
from tests.bodies import BOOKING, SCENARIOS

if TYPE_CHECKING:
    from collections.abc import Callable

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
CLINIC = SCENARIOS / "clinic-desk" / "clinic-desk.flow.yaml"
BANK = SCENARIOS / "bank-balance" / "bank-balance.flow.yaml"
FLASK = SCENARIOS / "samples" / "flask.flow.yaml"
TABLE = SCENARIOS / "samples" / "table.flow.yaml"
INSTANT = 1767603600000


@cache
def _log() -> Path:
    """The webhooks of one call, as an account would have kept them."""
    file = Path(mkdtemp()) / "log.jsonl"
    file.write_text(simulator.run(HOTLINE, "2 1", seed=1).render("webhooks"))
    return file


VALUES: dict[str, Callable[[], Any]] = {
    "Account": lambda: simulator.Account("abc", scenarios={"a": None}, limits={"makeCall": 1}),
    "Assumptions": lambda: simulator.Assumptions(ring_time=1),
    "Bounds": lambda: simulator.Bounds(depth=2),
    "CallerModel": lambda: simulator.CallerModel(offered={"1": 3}, patience=(60, 20)),
    "CompiledFlow": lambda: simulator.compile(BOOKING).highlight(["1.makeCall.ringing"]),
    "Coverage": lambda: simulator.cover(HOTLINE.parent),
    "Diagnostic": lambda: simulator.check('{"callflow": [{"action": "dance"}]}', at=0)[0],
    "Diff": lambda: simulator.diff(CLINIC, TABLE),
    "Expectations": lambda: simulator.expect(HOTLINE, simulator.CallerModel()),
    "Exploration": lambda: simulator.explore(BANK),
    "Fault": lambda: simulator.Fault(-2001, "time", at=3000),
    "Faults": lambda: simulator.faults(CLINIC),
    "Findings": lambda: simulator.check(BOOKING, at=INSTANT),
    "Fitted": lambda: simulator.fit(_log(), HOTLINE),
    "Flow": lambda: simulator.load(HOTLINE),
    "Generation": lambda: simulator.generate(CLINIC),
    "LegOutcome": lambda: simulator.LegOutcome("failed", sip=404),
    "Run": lambda: simulator.run(HOTLINE, "2 1", seed=1, legs=["busy"]),
}
"""By the name of each public class: two makings of it are equal."""
PARTS: dict[str, Callable[[], Any]] = {
    "machine's table": lambda: simulator.compile(BOOKING).table,
    "graph": lambda: simulator.compile(BOOKING).graph(),
    "run through an app": lambda: simulator.run(FLASK, "1", seed=1),
    "run that is refused": lambda: simulator.run({"callflow": []}),
    "captures": lambda: tuple(simulator.run(HOTLINE, "2 1", seed=1).captures),
    "heard": lambda: tuple(simulator.run(HOTLINE, "2 1", seed=1).heard),
    "webhooks": lambda: tuple(simulator.run(HOTLINE, "2 1", seed=1).webhooks),
    "trace": lambda: tuple(simulator.run(HOTLINE, "2 1", seed=1).trace),
    "crowd": lambda: simulator.run_many(HOTLINE, ["1", "2 1"], seed=1),
    "row of a crowd": lambda: simulator.run_many(HOTLINE, ["1"], seed=1)[0],
    "sample": lambda: simulator.populate(HOTLINE, simulator.CallerModel(), count=50),
    "sample without numpy": lambda: simulator.populate(HOTLINE, simulator.CallerModel(), count=50, engine="python"),
    "behaviour": lambda: simulator.explore(FLASK).behaviour,
    "findings": lambda: simulator.explore(BANK).findings,
    "proofs": lambda: simulator.explore(BANK).proofs,
    "invariants": lambda: simulator.explore(BANK).invariants,
    "uncovered": lambda: simulator.cover(HOTLINE.parent).uncovered,
    "verdicts": lambda: simulator.cover(HOTLINE.parent).verdicts,
    "drawing": lambda: simulator.cover(HOTLINE.parent).drawing(),
    "files": lambda: simulator.generate(CLINIC).files,
    "left": lambda: simulator.generate(CLINIC).left,
    "differences": lambda: simulator.diff(CLINIC, TABLE).differences,
    "calls with faults": lambda: simulator.faults(CLINIC).calls,
}


@cache
def made(what: str) -> Any:
    return {**VALUES, **PARTS}[what]()


CLASSES = [name for name in simulator.__all__ if isinstance(getattr(simulator, name), type)]
LONGEST = 5000


def test_every_public_class_is_looked_at() -> None:
    errors = {name for name in CLASSES if issubclass(getattr(simulator, name), Exception)}
    assert set(CLASSES) - errors - {"DialPad", "Emulator"} == set(VALUES)


@pytest.mark.parametrize("name", simulator.__all__)
def test_every_public_name_is_pickled_as_itself(name: str) -> None:
    found = getattr(simulator, name)
    assert pickle.loads(pickle.dumps(found)) is found


@pytest.mark.parametrize("what", [*VALUES, *PARTS])
def test_a_value_is_pickled_copied_compared_and_hashed(what: str) -> None:
    one, same = made(what), {**VALUES, **PARTS}[what]()
    for twin in (same, pickle.loads(pickle.dumps(one)), copy.deepcopy(one), copy.copy(one)):
        assert twin == one
        assert hash(twin) == hash(one)
        assert str(twin) == str(one)
    assert one != "another"


@pytest.mark.parametrize("what", [*VALUES, *PARTS])
def test_a_value_is_shown_in_few_words(what: str) -> None:
    found = made(what)
    for one in found if type(found) is tuple else (found,):
        assert len(repr(one)) < LONGEST


def test_what_is_large_is_shown_in_part() -> None:
    crowd = simulator.run_many(HOTLINE, [f"{number}" for number in range(10)] * 3)
    assert repr(crowd) == str(crowd)
    struck = simulator.faults(BANK)
    assert len(str(struck)) > LONGEST
    assert repr(struck).endswith("more characters: print() shows all\n")
    assert str(struck).startswith(repr(struck).rpartition("\n... ")[0])
    assert repr(simulator.Account()) == "Account()"
    assert repr(simulator.Account(strict=True)) == "Account(strict=True)"
    many = simulator.Account(caller_ids=tuple(f"+4420794601{number:02}" for number in range(50)))
    assert repr(many).endswith("'+442079460103') and 46 more)")
    assert "<9 by name>" in repr(simulator.Account(limits={str(number): number for number in range(9)}))
    assert len(repr(simulator.Account(scenarios={"x" * 5000: None}))) < 1000


DIFFERENT: list[tuple[Callable[[], Any], Callable[[], Any]]] = [
    (lambda: simulator.run(HOTLINE, "1", seed=1), lambda: simulator.run(HOTLINE, "2 1", seed=1)),
    (lambda: simulator.run(HOTLINE, "1", seed=1), lambda: simulator.run(HOTLINE, "1", seed=2)),
    (lambda: simulator.run({"callflow": []}), lambda: simulator.run({"callflow": [1]})),
    (lambda: simulator.compile(BOOKING), lambda: simulator.compile(BOOKING).highlight(["a"])),
    (lambda: simulator.explore(BANK), lambda: simulator.explore(BANK, legs=["busy"])),
    (lambda: simulator.run_many(HOTLINE, ["1"]), lambda: simulator.run_many(HOTLINE, ["2"])),
    (lambda: simulator.faults(CLINIC), lambda: simulator.faults(TABLE)),
    (lambda: simulator.explore(BANK).findings, lambda: simulator.explore(CLINIC).findings),
]


@pytest.mark.parametrize("number", range(len(DIFFERENT)))
def test_what_differs_is_not_equal(number: int) -> None:
    one, other = (make() for make in DIFFERENT[number])
    assert one != other


def test_a_listing_is_a_tuple_too() -> None:
    found = simulator.explore(BANK).proofs
    assert found == tuple(found)
    assert pickle.loads(pickle.dumps(found)).to_dataframe().equals(found.to_dataframe())


def test_what_refutes_an_invariant_is_written_after_pickling(tmp_path: Any) -> None:
    text = HOTLINE.read_text("utf-8") + "invariants:\n  - never: {hears: sales}\n"
    flow = tmp_path / "refuted.flow.yaml"
    flow.write_text(text, "utf-8")
    for named in HOTLINE.parent.glob("*.json"):
        (tmp_path / named.name).write_bytes(named.read_bytes())
    found = pickle.loads(pickle.dumps(simulator.explore(flow)))
    assert [file.name for file in found.write_refuted(tmp_path / "out")] == [
        "refuted-never-sales-is-heard.scenario.yaml"
    ]


def refused() -> Exception:
    with pytest.raises(simulator.RefusedError) as caught:
        simulator.compile('{"callflow": []}')
    return caught.value


@pytest.mark.parametrize(
    "error",
    [
        simulator.UsageError("a", "b"),
        simulator.UnreachableError("nothing listens"),
        refused(),
        simulator.OutOfTurnError("no entry"),
        simulator.MissingExtraError("svg"),
        EndlessPatternError("(a+)+$", 0.5),
        StrayedError(3, "with another list"),
    ],
)
def test_errors_are_pickled(error: Exception) -> None:
    twin = pickle.loads(pickle.dumps(error))
    assert (type(twin), str(twin), vars(twin)) == (type(error), str(error), vars(error))


def test_columns_are_what_they_hold() -> None:
    """Whoever keeps them, and however they lie in memory; numbers of another width or kind are others."""
    plain = by_value(array("q", [1, 2, 3]))
    assert plain == by_value(numpy.array([1, 2, 3])) == by_value(numpy.array([1, 0, 2, 0, 3])[::2])
    assert hash(plain) == hash(by_value(numpy.array([1, 2, 3])))
    for other in ([1, 2], [3, 2, 1], [[1, 2, 3]], numpy.array([1, 2, 3]).view(float)):
        assert plain != by_value(numpy.array(other))
    assert by_value(numpy.int64(3)) == by_value(3)


def test_a_value_is_what_it_holds() -> None:
    assert by_value({"a": [1, {2}]}) == by_value({"a": (1, frozenset({2}))})
    assert by_value({"a": 1}) != by_value({"a": 2})
    assert Pattern("a+") == pickle.loads(pickle.dumps(Pattern("a+"))) != Pattern("a+", fold=True)
    assert len({Pattern("a+"), Pattern("a+")}) == 1
