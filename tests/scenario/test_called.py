"""Generated calls are called by what is heard of each key; and no more of them are run once the time is over."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

import simulator
from simulator.api.generation import Generation
from simulator.exploring.search.explore import explore
from simulator.running.flow import load_flow
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.writing.generated import every_edge, generate, generate_shortest
from tests.exploring._flows import HANGUP, SAMPLES, flow_file, menu, reply, row, say

MENU = "For our billing team press 1, for the opening hours of all of our shops press 2, to hear this again press *."
ROWS = [
    row(reply(say("Billing."), HANGUP), digits="1"),
    row(reply(say("Hours."), HANGUP), digits="2"),
    row(reply(say("Again."), HANGUP), digits="*"),
    row(reply(say("Nobody told you."), HANGUP), digits="7"),
    row(reply(HANGUP), digits="other"),
]


def names(given: str) -> dict[str, str]:
    """The name of each file without its ending, and that of its scenario."""
    file = Path(given)
    made = simulator.generate(file, legs=["answered"])
    scenarios = [read_scenarios(one.text.encode(), file.parent, one.name)[0][0] for one in made.files]
    return {
        one.name.removesuffix(".scenario.yaml"): scenario.name
        for one, scenario in zip(made.files, scenarios, strict=True)
    }


def test_names_say_what_is_heard_of_a_key_and_else_the_key(tmp_path: Path) -> None:
    found = names(flow_file(tmp_path, menu(MENU), rows=ROWS))
    assert {"billing-team", "opening-hours-of", "7", "9", "hangup"} <= found.keys()
    assert found["billing-team"] == "Test: 1 billing team"
    assert found["7"] == "Test: 7"
    assert len({name.lower() for name in found}) == len(found)


def test_names_stay_when_a_row_is_added(tmp_path: Path) -> None:
    before = names(flow_file(tmp_path, menu(MENU), rows=ROWS))
    after = names(flow_file(tmp_path, menu(MENU), rows=[row(reply(say("New."), HANGUP), digits="8"), *ROWS]))
    assert after.keys() - before.keys() == {"8"}
    assert before.keys() - after.keys() == set()


def test_words_that_no_file_name_can_hold_leave_the_keys(tmp_path: Path) -> None:
    said = menu("Für Verkauf drücken Sie die 1.", voiceProfile="de-DE-Katja")
    assert all(name.isascii() for name in names(flow_file(tmp_path, said, rows=ROWS)))


@pytest.mark.parametrize("cover", ["edges", "shortest"])
def test_no_call_is_run_once_the_time_is_over(cover: str) -> None:
    flow, ticks = load_flow(SAMPLES / "table.flow.yaml"), count()
    found = explore(flow)
    if cover == "edges":
        made = generate(flow, found, every_edge(found), Path(), late=lambda: next(ticks) >= 2)
    else:
        made = generate_shortest(flow, found, Path(), late=lambda: next(ticks) >= 2)
    assert len(made.files) == 2
    assert made.cut > 0
    told = str(Generation(made, found, Path()))
    assert f"the time of --time-limit was over: {made.cut} planned calls were not run" in told
    assert ("over before its call was run" in told) == (cover == "edges")


def test_the_time_of_the_bounds_is_that_of_the_calls_too() -> None:
    ticks = count()
    bounds = simulator.Bounds(seconds=1000)
    made = simulator.generate(SAMPLES / "table.flow.yaml", bounds=bounds, clock=lambda: next(ticks))
    assert made.made.cut == 0
