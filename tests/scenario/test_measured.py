"""cover(): scenarios are run and counted, and what is missing is shown as words, as a table and as a drawing."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import Coverage, UsageError, cover

SCENARIOS = Path(__file__).parents[2] / "scenarios"
HOTLINE = SCENARIOS / "hotline"


@pytest.fixture(scope="module")
def met() -> Coverage:
    return cover(HOTLINE)


def test_it_counts_what_the_scenarios_do(met: Coverage) -> None:
    assert met.ok
    flow = met.counts.flows[0]
    assert (flow.edges_covered, len(flow.edges)) == (21, 32)
    assert met.percent == 100 * 21 / 32
    assert 'at "Is it urgent? Press 1 for yes, 2 for no." nobody presses 2' in [line for _, line in met.uncovered]
    assert {one.outcome for one in met.verdicts} == {"pass"}


def test_files_and_folders_are_taken_together() -> None:
    both = cover([HOTLINE / "choices.scenario.yaml", str(HOTLINE / "endings.scenario.yaml")])
    assert both.counts == cover(HOTLINE.as_posix()).counts


def test_a_scenario_that_fails_counts_too_and_is_told(tmp_path: Path) -> None:
    flow = (HOTLINE / "hotline.flow.yaml").as_posix()
    file = tmp_path / "wrong.scenario.yaml"
    file.write_text(f"scenario: Wrong\nflow: {flow}\ncaller: ['3']\nexpect: {{session: BUSY}}\n")
    found = cover(file)
    assert not found.ok
    assert found.counts.flows[0].calls == 1
    assert "session" in str(found.verdicts).splitlines()[1].split()
    account = tmp_path / "account.yaml"
    account.write_text('callerIds: ["+6562345678"]\ncoverage: [SG]\n')
    assert cover(file, account=account).counts.flows[0].edges != found.counts.flows[0].edges


def test_the_drawing_is_that_of_the_flow_that_is_named(met: Coverage) -> None:
    drawing = met.drawing()
    assert "✗ busy" in drawing.render()
    assert (drawing._repr_svg_() or "").startswith("<svg ")
    two = cover([HOTLINE, SCENARIOS / "clinic-desk"])
    names = [flow.name for flow in two.counts.flows]
    assert {two.drawing(name).graph.title for name in names} == {flow.title for flow in two.counts.flows}
    with pytest.raises(UsageError, match="which flow"):
        two.drawing()
    with pytest.raises(UsageError, match=r"expected one of .*hotline\.flow\.yaml"):
        two.drawing(next(name for name in names if "hotline" in name).replace("line.flow", "lin.flow"))


def test_it_shows_itself(met: Coverage) -> None:
    shown: list[str] = []

    class Printer:
        text = staticmethod(shown.append)

    for result in (met, met.drawing(), met.uncovered):
        result._repr_pretty_(Printer(), False)
    assert shown == [str(met), str(met.drawing()), str(met.uncovered)]
    assert "21 of 32" in met._repr_html_()
    frame = met.to_dataframe()
    assert (len(frame), int((frame["calls"] > 0).sum())) == (32, 21)
    assert len(met.uncovered.to_dataframe()) == 11
