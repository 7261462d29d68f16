"""Generated calls of no more than so many keys, and with tags."""

from __future__ import annotations

from pathlib import Path

import pytest

import simulator
from simulator.errors import UsageError
from simulator.scenario.run import run_scenario
from simulator.scenario.suite import load_suite

FLOWS = ["scenarios/samples/table.flow.yaml", "scenarios/hotline/hotline.flow.yaml"]


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("most", [0, 1, 2, 4])
def test_no_call_has_more_keys_and_the_rest_is_told(flow: str, most: int, tmp_path: Path) -> None:
    made = simulator.generate(flow, tmp_path, max_keys=most)
    made.write()
    for scenario in load_suite(sorted(tmp_path.iterdir())).scenarios:
        pressed = "".join(step.token for step in scenario.steps if step.token not in ("silence", "hangup"))
        assert sum(key in "0123456789*#" for key in pressed.partition("[")[0]) <= most
        assert run_scenario(scenario).outcome == "pass"
    taken = {edge for one in made.files for edge in one.edges}
    told = {edge for edge, why in made.made.left if why == "tooManyKeys"}
    assert not taken & told
    assert taken | told == set(made.behaviour.edges)


@pytest.mark.parametrize("flow", FLOWS)
def test_a_limit_that_no_call_meets_changes_nothing(flow: str, tmp_path: Path) -> None:
    plain, limited = (simulator.generate(flow, tmp_path, max_keys=most) for most in (None, 1000))
    assert [one.text for one in plain.files] == [one.text for one in limited.files]
    assert str(plain) == str(limited)


def test_what_each_call_can_take_within_the_limit_is_taken(tmp_path: Path) -> None:
    """One that is parted loses nothing that a shorter call can take."""
    flow = FLOWS[0]
    longest = max(len(one.text) for one in simulator.generate(flow, tmp_path).files)
    assert longest
    counts = [len({e for one in simulator.generate(flow, tmp_path, max_keys=most).files for e in one.edges})
              for most in range(6)]  # fmt: skip
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_the_shortest_calls_keep_to_it_too(tmp_path: Path) -> None:
    every = simulator.generate(FLOWS[0], tmp_path, cover="shortest").files
    few = simulator.generate(FLOWS[0], tmp_path, cover="shortest", max_keys=0).files
    assert 0 < len(few) < len(every) or [one.name for one in few] == [one.name for one in every]


def test_tags_stand_in_each(tmp_path: Path) -> None:
    simulator.generate(FLOWS[0], tmp_path, tags=["smoke", "made"], max_keys=1).write()
    suite = load_suite(sorted(tmp_path.iterdir()))
    assert {scenario.tags for scenario in suite.scenarios} == {("smoke", "made")}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"tags": ["1st"]}, '"1st" is no tag'), ({"tags": ["a b"]}, "is no tag"), ({"tags": [""]}, "is no tag"),
     ({"max_keys": -1}, "no call has -1 keys")],
)  # fmt: skip
def test_a_wish_that_cannot_be_met_is_refused(wrong: dict[str, object], says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=says):
        simulator.generate(FLOWS[0], tmp_path, **wrong)  # type: ignore[arg-type]
