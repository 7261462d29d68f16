"""generate(): files that a notebook looks at before they are written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import simulator
from simulator import UsageError, cover, generate
from tests.exploring._flows import SAMPLES, flow_file, menu, reply, row, say

DESK = SAMPLES / "table.flow.yaml"


def test_what_is_written_covers_the_flow_and_is_then_missing_no_more(tmp_path: Path) -> None:
    here = Path(shutil.copytree(SAMPLES, tmp_path / "here"))
    made = generate(here / "table.flow.yaml", here / "made")
    assert not (here / "made").exists()
    assert [path.name for path in made.write()] == [one.name for one in made.files]
    assert cover(here).percent == 100
    assert generate(here / "table.flow.yaml", cover="missing").files == ()
    one = generate(here / "table.flow.yaml", cover="missing", scenarios=made.write()[1:])
    assert [file.edges for file in one.files] == [made.files[0].edges]


def test_the_folder_of_the_flow_is_the_default(tmp_path: Path) -> None:
    made = generate(flow_file(tmp_path, menu("Hi."), rows=[]), cover="shortest")
    assert made.folder == tmp_path
    assert 'flow: "test.flow.yaml"' in made.files[0].text


def test_a_file_with_other_content_is_kept_unless_forced(tmp_path: Path) -> None:
    made = generate(DESK, tmp_path, cover="shortest")
    mine = tmp_path / made.files[0].name
    mine.write_text("# mine\n")
    with pytest.raises(UsageError, match=r"leg-busy\.scenario\.yaml \(force=True overwrites them\)"):
        made.write()
    assert mine.read_text() == "# mine\n"
    assert list(tmp_path.iterdir()) == [mine]
    made.write(force=True)
    assert mine.read_text() == made.files[0].text


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r'in/leg-busy\.scenario\.yaml" cannot be written: Not a directory'):
        generate(DESK, tmp_path / "file" / "in", cover="shortest").write()
    (tmp_path / "leg-busy.scenario.yaml").mkdir()
    with pytest.raises(UsageError, match=r'leg-busy\.scenario\.yaml" cannot be written'):
        generate(DESK, tmp_path, cover="shortest").write(force=True)


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    made = generate(flow_file(tmp_path, menu("Choose."), rows=[row(reply(say("Again.")))]), legs=["answered"])
    assert ('"Again."', "nothing is asked of the caller", "no call that goes there ends") in made.left
    assert 'not covered: "Again.", nothing is asked of the caller: no call that goes there ends' in str(made)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"cover": "mising"}, "cover is 'mising', expected edges, missing, shortest: did you mean \"missing\"?"),
        ({"flow": SAMPLES / "request.json"}, "is no flow file: expected NAME.flow.yaml"),
        ({"at": "soon"}, '"soon" is no instant'),
        ({"cover": "missing", "scenarios": ["nowhere"]}, 'there is no file or folder "nowhere"'),
    ],
)
def test_mistakes_are_clear(given: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError) as raised:
        generate(**{"flow": DESK, **given})
    assert told in str(raised.value)


def test_it_shows_itself() -> None:
    made = generate(DESK, "made", cover="shortest")
    shown: list[str] = []

    class Printer:
        text = staticmethod(shown.append)

    made._repr_pretty_(Printer(), False)
    assert shown == [str(made)]
    assert str(made).endswith("\n5 calls, 0 keys, 8 of 35 edges\n")
    assert made._repr_html_().count("<tr>") == 1 + 5
    assert simulator.generate is generate
