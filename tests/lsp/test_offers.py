"""What stands above lines, and what mends them."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.lsp.base.desk import Desk
from simulator.lsp.checking.checks import Checks
from simulator.lsp.features.fixing import quick_fixes
from simulator.lsp.features.lenses import DRAW, RUN, TEST, lenses
from simulator.running.mending.replacing import Mendable
from tests.lsp.desks import STARTER, document


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("a.flow.yaml", "# x\nflow: x\n", [(RUN, 2, 0), (TEST, 2, 0), (DRAW, 2, 0)]),
        ("a.scenario.yaml", "scenario: a\n---\nflow: b\nscenario: b\n---\n- x\n", [(TEST, 1, 1), (TEST, 4, 4)]),
        ("a.json", STARTER["booking.json"], [(RUN, 2, 0), (DRAW, 2, 0)]),
        ("a.json", STARTER["booked.json"], []),
        ("account.yaml", "strict: true", []),
        ("a.flow.yaml", "", [(RUN, 1, 0), (TEST, 1, 0), (DRAW, 1, 0)]),
        ("a.flow.yaml", "- x", [(RUN, 1, 0), (TEST, 1, 0), (DRAW, 1, 0)]),
    ],
)
def test_commands_stand_above_what_they_are_of(name: str, text: str, shown: list[tuple[str, int, int]]) -> None:
    found = lenses(document(Path("/x") / name, text))
    assert [(one.command, one.span.line, one.line) for one in found] == shown


def test_nothing_can_be_run_that_lies_in_no_file() -> None:
    assert lenses(document(Path("Untitled-1"), "flow: x\n")) == []


SLIPS = """\
{"callflow": [
  {"action": "Say", "params": {"text": 12, "voice_profile": "en-GB-Emma"}},
  {"action": "hangup"}]}
"""


def offered(path: Path, text: str, first: int, last: int) -> list[tuple[str, str]]:
    here = document(path, text)
    told = Checks().found(Desk({path: here}), [here])[path]
    found = quick_fixes(here, told, first, last)
    return [(one.title, Mendable(here.raw).with_fixes(one.fixes).decode()) for one in found]


def test_each_finding_that_is_certain_has_its_fix_and_all_have_one(tmp_path: Path) -> None:
    found = offered(tmp_path / "a.json", SLIPS, 2, 2)
    titles = [title for title, _ in found]
    assert titles[0] == 'write "say" instead of "Say"'
    assert found[0][1] == SLIPS.replace('"Say"', '"say"')
    assert titles[-1].startswith("mend all that is certain (")
    assert [title for title, _ in offered(tmp_path / "a.json", SLIPS, 3, 3)] == titles[-1:]


def test_what_is_superfluous_is_removed(tmp_path: Path) -> None:
    text = '{"callflow": [{"action": "hangup"},]}\n'
    assert offered(tmp_path / "a.json", text, 1, 1) == [("remove ,", text.replace(",]", "]"))]


def test_a_fix_in_a_flow_goes_to_the_flow(tmp_path: Path) -> None:
    text = "request: {callflow: [{action: Say}]}\nbackend: http://127.0.0.1:1/\n"
    assert offered(tmp_path / "a.flow.yaml", text, 1, 1) == [
        ("write say instead of Say", text.replace("Say", "say")),
    ]


def test_a_fix_that_would_change_more_than_it_says_is_not_offered(tmp_path: Path) -> None:
    row = "{when: {digits: '1'}, reply: &r {callflow: [{action: Say}]}}"
    text = f"request: x.json\nreplies: [{row}, {{when: {{digits: '2'}}, reply: *r}}]\n"
    assert offered(tmp_path / "a.flow.yaml", text, 1, 9) == []


@pytest.mark.parametrize("text", ['{"callflow": [], "x": "\ud800", }', "\ufeff" + '{"callflow": []}'])
def test_half_a_character_and_a_mark_that_no_editor_shows_have_no_fix(tmp_path: Path, text: str) -> None:
    here = document(tmp_path / "a.json", text)
    assert quick_fixes(here, Checks().found(Desk({here.path: here}), [here])[here.path], 1, 9) == []
