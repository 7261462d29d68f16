"""Random flows, changed in one place: the suite that was generated before fails wherever callers notice anything."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import simulator
from simulator.scenario.suite import load_suite, run_suite, scenario_files
from tests.exploring._flows import SAMPLES
from tests.exploring.mutations import MUTATIONS

if TYPE_CHECKING:
    from tests.exploring.mutations import Changed


def write(folder: Path, written: dict[str, Any]) -> Path:
    """The flow under its one name."""
    (folder / "random.flow.yaml").write_text(json.dumps(written), encoding="utf-8")
    return folder / "random.flow.yaml"


def passes(folder: Path) -> bool:
    return run_suite(load_suite(scenario_files([(folder / "made").as_posix()]))).ok


def test_a_timer_before_a_bridge_is_noticed_though_a_caller_hangs_up_by_a_clock(tmp_path: Path) -> None:
    file = tmp_path / "clinic-desk.flow.yaml"
    text = (SAMPLES.parent / "clinic-desk" / file.name).read_text("utf-8")
    file.write_text(text, encoding="utf-8")
    made = simulator.generate(file, tmp_path / "made")
    loose = simulator.generate(file, tmp_path / "made", loose=True)
    assert "silence-hangs-up-later.scenario.yaml" in {one.name for one in loose.files}
    more = [one for one in made.files if one.name not in {one.name for one in loose.files}]
    assert [(one.name, one.edges) for one in more] == [("silence-leg-B-busy.scenario.yaml", ())]
    made.write()
    assert passes(tmp_path)
    file.write_text(text.replace("overallTimeout: 5000", "overallTimeout: 5200"), encoding="utf-8")
    failed = [
        one.scenario.file for one in run_suite(load_suite(scenario_files([str(tmp_path)]))).verdicts if one.failures
    ]
    assert [Path(one).name for one in failed] == [more[0].name]


def alike(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether a list that changed stood somewhere else too: one place to callers, which was covered only once."""
    before, after = ([written["request"], *(row["reply"] for row in written["replies"])] for written in (old, new))
    return any(before.count(one) > 1 for one in before if one not in after or before.count(one) != after.count(one))


@pytest.mark.slow
@pytest.mark.parametrize("kind", MUTATIONS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.data())
def test_a_suite_fails_on_a_change_that_callers_notice_unless_only_a_voice_did(kind: str, data: st.DataObject) -> None:
    changed: Changed = data.draw(MUTATIONS[kind])
    old, new, _ = changed
    assume(not alike(old, new))
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = simulator.generate(write(folder, old), folder / "made")
        assume(not made.made.left)  # what no call comes to the end of, no suite can tell
        made.write()
        assert passes(folder)
        (folder / "old.flow.yaml").write_text(json.dumps(old), encoding="utf-8")
        found = simulator.diff(folder / "old.flow.yaml", write(folder, new))
        assert passes(folder) is (kind == "voice" or not found.differences)
