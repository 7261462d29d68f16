"""Stages and files: where a name leads, where it is used, and what renaming one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.errors import UsageError
from simulator.files.reading import read_plain
from simulator.loading.yaml.text import load_yaml
from simulator.lsp.base.desk import MOST_LISTED, Desk
from simulator.lsp.base.links import naming
from simulator.lsp.features.going import FilePlace, definition, references
from simulator.lsp.features.renaming import renamed
from simulator.lsp.features.stages import stage_at
from simulator.running.mending.replacing import Mendable
from tests.lsp.desks import STARTER, at_cursor, document, starter, typed

if TYPE_CHECKING:
    from pathlib import Path

FLOW = """\
flow: x
request: request.json
replies:
  - when: {digits: "1"}
    reply: {clientActionId: menu, callflow: []}
  - when: {digits: "2"}
    reply: menu.json
  - when: {clientActionId: [menu, 'other'], digits: "1"}
    reply: {clientActionId: "other"}
  - when: {clientActionId: "*"}
    reply: gone.json
"""
REPLY = '{"clientActionId": "menu", "callflow": []}'
SCENARIO = """\
scenario: x
flow: a.flow.yaml
blocks: {login: [{press: "1"}]}
caller:
  - use: login
  - use: none
expect:
  bodies: [{type: VCA, "$.payload.clientActionId": menu}]
"""


ASKED = [("a.flow.yaml", 8), ("a.scenario.yaml", 8), ("b.flow.yaml", 2)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a.flow.yaml", FLOW), ("menu.json", REPLY), ("a.scenario.yaml", SCENARIO)):
        (tmp_path / name).write_text(text)
    (tmp_path / "b.flow.yaml").write_text("replies:\n  - when: {clientActionId: menu}\n    reply: menu.json\n")
    (tmp_path / "c.flow.yaml").write_text("replies:\n  - when: {clientActionId: menu}\n    reply: other.json\n")
    return tmp_path


def leads(found: list[FilePlace]) -> list[tuple[str, int]]:
    return [(one.path.name, one.span.line) for one in found]


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("a.flow.yaml", FLOW.replace("reply: menu", "reply: me‸nu"), [("menu.json", 1)]),
        ("a.flow.yaml", FLOW.replace("gone", "go‸ne"), []),
        ("a.flow.yaml", FLOW.replace("[menu", "[me‸nu"), [("a.flow.yaml", 5), ("menu.json", 1)]),
        ("a.flow.yaml", FLOW.replace(": menu,", ": m‸enu,"), ASKED),
        ("menu.json", REPLY.replace("menu", "men‸u"), ASKED),
        ("a.scenario.yaml", SCENARIO.replace("a.flow", "a.f‸low"), [("a.flow.yaml", 1)]),
        ("a.scenario.yaml", SCENARIO.replace("use: login", "use: lo‸gin"), [("a.scenario.yaml", 3)]),
        ("a.scenario.yaml", SCENARIO.replace("use: none", "use: no‸ne"), []),
        ("a.scenario.yaml", SCENARIO.replace("press", "pr‸ess"), []),
        ("a.scenario.yaml", SCENARIO.replace("]}]\n", "]}]‸\n") + "  ‸"[:2], []),
        ("account.yaml", "scenarios: {a: me‸nu.json, b: null}", [("menu.json", 1)]),
    ],
)  # fmt: skip
def test_a_name_leads_to_where_it_is_explained(
    folder: Path, name: str, text: str, places: list[tuple[str, int]]
) -> None:
    assert leads(definition(*typed(folder, name, text))) == places


def test_every_use_of_a_stage_is_found_in_all_flows_that_share_it(folder: Path) -> None:
    found = references(*typed(folder, "menu.json", REPLY.replace("menu", "me‸nu")))
    files = [("a.flow.yaml", 5), ("a.flow.yaml", 8), ("menu.json", 1), ("a.scenario.yaml", 8), ("b.flow.yaml", 2)]
    assert sorted(leads(found)) == sorted(files)
    assert references(*typed(folder, "a.flow.yaml", FLOW.replace('"*"', '"‸*"'))) == []


def test_renaming_a_stage_rewrites_it_in_its_quotes_wherever_it_is_used(folder: Path) -> None:
    on, here, place = typed(folder, "a.flow.yaml", FLOW.replace("[menu", "[me‸nu"))
    edits = renamed(on, here, place, "main menu")
    assert {path.name for path in edits} == {"a.flow.yaml", "menu.json", "a.scenario.yaml", "b.flow.yaml"}
    for path, fixes in edits.items():
        was = on.read(path)
        now = Mendable(was).with_fixes(fixes)
        assert "main menu" in str(load_yaml(now).data)
        assert str(load_yaml(now).data).replace("main menu", "menu") == str(load_yaml(was).data)


@pytest.mark.parametrize("new", ["", "  ", "*", "other"])
def test_a_name_that_cannot_be_one_is_refused(folder: Path, new: str) -> None:
    on, here, place = typed(folder, "a.flow.yaml", FLOW.replace("[menu", "[me‸nu"))
    with pytest.raises(UsageError, match="stage"):
        renamed(on, here, place, new)


def test_what_is_no_stage_cannot_be_renamed(folder: Path) -> None:
    with pytest.raises(UsageError, match="cursor on the value of a clientActionId"):
        renamed(*typed(folder, "a.flow.yaml", FLOW.replace("flow: x", "fl‸ow: x")), "y")


def test_nothing_is_renamed_where_one_file_cannot_be_read(folder: Path) -> None:
    (folder / "menu.json").write_text('{"clientActionId": "menu", "callflow": [')
    with pytest.raises(UsageError, match=r"menu\.json cannot be read as it stands"):
        renamed(*typed(folder, "a.flow.yaml", FLOW.replace("[menu", "[me‸nu")), "new")


def test_nothing_is_renamed_where_an_editor_would_write_another_file_than_is_there(folder: Path) -> None:
    (folder / "menu.json").write_bytes(REPLY.encode().replace(b"[]", b'[], "x": "\xfc"'))
    with pytest.raises(UsageError, match=r"menu\.json cannot be read as it stands"):
        renamed(*typed(folder, "a.flow.yaml", FLOW.replace("[menu", "[me‸nu")), "new")


def test_the_mark_at_the_begin_of_a_file_is_not_counted(folder: Path) -> None:
    (folder / "menu.json").write_bytes(b"\xef\xbb\xbf" + REPLY.encode())
    on, here, place = typed(folder, "a.flow.yaml", FLOW.replace("[menu", "[me‸nu"))
    (fix,) = renamed(on, here, place, "new")[folder / "menu.json"]
    assert fix.span.column == REPLY.index('"menu"') + 1
    closed = on.document(folder / "menu.json")
    assert closed is not None
    assert closed.text == REPLY


def test_files_that_lie_beside_a_text_are_read_once_while_they_are_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(80):
        (folder / f"{number}.scenario.yaml").write_text(SCENARIO)
    on, here, _ = typed(folder, "a.flow.yaml", FLOW)
    assert len(naming(on, here)) == 81
    read: list[Path] = []

    def noted(path: Path) -> bytes:
        read.append(path)
        return read_plain(path)

    with monkeypatch.context() as watched:
        watched.setattr("simulator.lsp.base.desk.read_plain", noted)
        (folder / "7.scenario.yaml").write_text(SCENARIO.replace("a.flow", "no.flow"))
        assert len(naming(on, here)) == 80
    assert read == [folder / "7.scenario.yaml"]


def test_a_stage_that_is_written_over_several_lines_is_left(folder: Path) -> None:
    (folder / "menu.json").write_text('{"clientActionId": "me\\u006eu", "callflow": []}')
    (folder / "b.flow.yaml").write_text(
        "replies:\n  - when:\n      clientActionId: >-\n        menu\n    reply: menu.json\n"
    )
    with pytest.raises(UsageError, match=r"b\.flow\.yaml:3 names `menu` in a way"):
        renamed(*typed(folder, "a.flow.yaml", FLOW.replace("[menu", "[me‸nu")), "new")


def test_what_stands_at_an_anchor_is_left(tmp_path: Path) -> None:
    given = "  - when: {digits: '1'}\n    reply: {clientActionId: &s me‸nu}\n"
    text = f"replies:\n{given}  - when: {{clientActionId: *s}}\n    reply: {{}}\n"
    on, here, place = typed(tmp_path, "a.flow.yaml", text)
    with pytest.raises(UsageError, match="cannot be rewritten safely"):
        renamed(on, here, place, "new")


def test_open_texts_count_before_those_of_the_disk(folder: Path) -> None:
    text, place = at_cursor(FLOW.replace("[menu", "[me‸nu"))
    here, reply = document(folder / "a.flow.yaml", text), document(folder / "menu.json", "{}")
    found = stage_at(Desk({here.path: here, reply.path: reply}), here, place)
    assert found is not None
    assert {use.document.path.name for use in found[1]} == {"a.flow.yaml", "a.scenario.yaml"}


def test_what_names_a_file_is_found_among_very_many_others(folder: Path) -> None:
    for at in range(MOST_LISTED + 2):
        (folder / f"{at}.json").touch()
    on, here, place = typed(folder, "menu.json", REPLY.replace("menu", "me‸nu"))
    assert [one.path.name for one in naming(on, here)] == ["a.flow.yaml", "b.flow.yaml"]
    assert len(renamed(on, here, place, "new")) == 4


@pytest.mark.parametrize("most", ["MOST_LISTED", "MOST_NAMES"])
def test_a_folder_is_not_listed_without_end_and_nothing_renamed_then(
    folder: Path, monkeypatch: pytest.MonkeyPatch, most: str
) -> None:
    on, here, place = typed(folder, "a.flow.yaml", FLOW.replace("[menu", "[me‸nu"))
    monkeypatch.setattr(f"simulator.lsp.base.desk.{most}", 2)
    assert len(list(Desk({}).beside(folder / "menu.json"))) <= 3
    with pytest.raises(UsageError, match="more files lie beside it"):
        renamed(on, here, place, "new")


def test_a_folder_that_is_none_has_no_neighbours(tmp_path: Path) -> None:
    assert list(Desk({}).beside(tmp_path / "none" / "at all" / "a.json")) == []
    assert Desk({}).document(tmp_path / "none.json") is None
    starter(tmp_path)
    assert len(list(Desk({}).beside(tmp_path / "a.json"))) == 2
    assert STARTER["booking.json"] == Desk({}).read(tmp_path / "booking.json").decode()


def test_prompts_and_stages_come_of_the_flow_of_a_scenario_alone(folder: Path) -> None:
    text = SCENARIO.replace(": menu}", ": ‸menu}").replace("scenario: x", "scenario: x\nrequest: {callflow: []}")
    assert ("menu.json", 1) in leads(references(*typed(folder, "a.scenario.yaml", text)))
    (folder / "d.flow.yaml").write_text("flow: d\nrequest: menu.json\nreplies: []\n")
    assert ("menu.json", 1) in leads(references(*typed(folder, "menu.json", REPLY.replace("menu", "me‸nu"))))
