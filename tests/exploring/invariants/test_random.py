"""On random tables: what is proved no call refutes, and what is refuted no call with fewer keys shows."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from simulator.api.exploration import explore
from simulator.callers.scripted import Scripted
from simulator.exploring.invariants.happenings import of_trace
from simulator.exploring.invariants.runs import breach
from simulator.model.call.event import EntryEnded
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from tests.exploring.random_flows import TRANSFER, random_flows, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypothesis.strategies import SearchStrategy

    from simulator.model.behaviour.way import Way
    from simulator.model.call.event import Event
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.flow.invariant import Invariant

TOKENS = {"silence": 0, "1": 1, "2": 1, "*": 1, "#": 1, "00": 2}
"""Each token that random flows tell apart, with its keys."""
ENDS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((), ()), (("hangup",), ()), (("hangup",), ("answered", "busy")), (("hangup",), ("busy",)),
)  # fmt: skip
"""How a call goes on after its script, and its legs."""
LENGTH = 2

_HEARD = st.sampled_from(["menu 0", "menu 1", "menu 2", "Goodbye 0", "Goodbye 1", "/Goodbye|menu 3/"])
_EARLY: SearchStrategy[dict[str, Any]] = st.one_of(
    _HEARD.map(lambda text: {"hears": text}), st.just({"dials": TRANSFER})
)
_LATE: SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"session": "ERROR"}, {"session": "COMPLETED"}, {"session": "BUSY"}, {"error": -2003}, {"ends": True}]
)
_KEYS = st.integers(0, 4).map(lambda count: {"within": f"{count} keys"})
_TIME = st.integers(5, 60).map(lambda count: {"within": f"{count}s"})
_NONE: SearchStrategy[dict[str, Any]] = st.just({})


def _laid(*parts: SearchStrategy[dict[str, Any]]) -> SearchStrategy[dict[str, Any]]:
    return st.tuples(*parts).map(lambda found: {key: value for part in found for key, value in part.items()})


_BEFORE = st.one_of(_NONE, _EARLY.map(lambda one: {"before": one}))
_AFTER = st.one_of(_NONE, _EARLY.map(lambda one: {"after": one}))
_TIMED: SearchStrategy[dict[str, Any]] = st.one_of(_LATE, st.just({"dials": TRANSFER}))
NEVER = _laid(st.one_of(_EARLY, _LATE), _BEFORE, _AFTER)
ALWAYS = st.one_of(
    _laid(st.one_of(_EARLY, _LATE), _AFTER),
    _laid(st.one_of(_EARLY, _LATE), _KEYS),
    _laid(_TIMED, _TIME),
)
REACHES = st.one_of(
    _laid(st.one_of(_EARLY, _LATE), _BEFORE, _AFTER, st.one_of(_NONE, _KEYS)), _laid(_TIMED, _BEFORE, _TIME)
)


class Calls:
    """The calls of a flow, each run once."""

    def __init__(self, flow: FlowFile) -> None:
        self._flow = flow
        self.trace = lru_cache(maxsize=None)(self._trace)

    def _trace(self, script: str, legs: Sequence[str]) -> list[Event]:
        network = ScriptedNetwork(tuple(map(parse_leg, legs)))
        return run_flow(self._flow, caller=Scripted.of(script), network=network).trace

    def all(self) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Keys, script and legs of all calls of at most `LENGTH` tokens, after which callers stay silent or hang up."""
        for length in range(LENGTH + 1):
            for tokens in product(TOKENS, repeat=length):
                for last, legs in ENDS:
                    yield sum(map(TOKENS.__getitem__, tokens)), " ".join((*tokens, *last)), legs


def breaking(calls: Calls, invariant: Invariant) -> list[tuple[int, str, tuple[str, ...]]]:
    return [call for call in calls.all() if breach(invariant, calls.trace(*call[1:])) is not None]


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(random_flows(menus=3), st.lists(NEVER.map(lambda one: {"never": one}) | ALWAYS.map(lambda one: {"always": one}),
                                       min_size=3, max_size=3))  # fmt: skip
def test_what_is_proved_no_call_refutes_and_what_is_refuted_is_shortest(
    written: dict[str, Any], stated: list[dict[str, Any]]
) -> None:
    flow = read({**written, "invariants": stated})
    calls = Calls(flow)
    found = explore(flow).invariants
    for invariant, one in zip(flow.invariants, found, strict=True):
        note(f"{one.statement}: {one.outcome}, {one.words}, {one.way}")
        broken = breaking(calls, invariant)
        assert one.outcome == ("refuted" if broken else one.outcome)
        less = "no call was tried in which" in one.words or "longer than those that were tried" in one.words
        assert one.outcome in ("proved", "refuted") or (one.outcome == "held" and less)
        if one.way is not None:
            loops = "round and round" in one.words
            assert loops or breach(invariant, calls.trace(one.way.dtmf, one.way.legs)) is not None
            assert loops or not [call for call in broken if call[0] < one.way.keys]


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(random_flows(menus=3), REACHES)
def test_from_a_menu_that_refutes_nothing_leads_there_and_from_others_something_does(
    written: dict[str, Any], stated: dict[str, Any]
) -> None:
    flow = read({**written, "invariants": [{"reaches": stated}]})
    calls, (invariant,) = Calls(flow), flow.invariants
    (one,) = explore(flow).invariants
    note(f"{one.statement}: {one.outcome}, {one.words}, {one.way}")
    assert one.outcome in ("proved", "refuted")
    if one.way is not None:
        assert not list(_reached(calls, invariant, one.way))


def _reached(calls: Calls, invariant: Invariant, way: Way) -> Iterator[str]:
    """What two inputs more reach, in time, from the place to which a way leads."""
    begun = len(way.dtmf.split())
    for keys, script, _ in calls.all():
        for last in ((), ("busy",)):
            legs = (*way.legs, *["answered"][len(way.legs) :], *last)
            trace = calls.trace(f"{way.dtmf} {script}".strip(), legs)
            if "hangup" not in script and _hit(invariant, trace, begun):
                yield f"{keys} {script}"


def _hit(invariant: Invariant, trace: list[Event], begun: int) -> bool:
    """Whether what is to be reached comes within its limit after so many entries."""
    ends = [index for index, event in enumerate(trace) if isinstance(event, EntryEnded)]
    since = ends[begun - 1] + 1 if begun else 0
    phase, start, limit = invariant.begins, None, invariant.within
    for moment in of_trace(trace):
        phase, hit = invariant.follow(phase, moment.happening)
        if moment.until > since and moment.happening.kind == "heard" and start is None:
            start = moment
        if hit and start is not None and moment.until > start.until:
            taken = 0 if limit is None else moment.amount(limit.unit) - start.amount(limit.unit)
            if limit is None or taken <= limit.amount:
                return True
    return False
