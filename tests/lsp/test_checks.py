"""Findings in what is typed: those of `check`, of what stands in the editor, and nothing of a user is run for them."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from simulator.files.reading import read_plain
from simulator.loading.files.recognised import kind_named
from simulator.lsp.base.desk import Desk
from simulator.lsp.base.document import EditedFile
from simulator.lsp.checking import checks as checking
from simulator.lsp.checking.checks import Checks, body_kind
from simulator.lsp.session import EditorSession
from simulator.model.account import Account
from simulator.running.source import kind_at
from simulator.scenario.checking import own_reports_of
from tests.lsp.desks import STARTER, desk, document, starter

ROOT = Path(__file__).parents[2] / "scenarios"
AT = "2026-01-13T08:26:58Z"
LARGE = 50_000
FILES = sorted(file for file in ROOT.rglob("*.yaml") if kind_at(file) is not None and file.stat().st_size < LARGE)


def codes(found: dict[Path, Any], path: Path) -> list[Any]:
    return [one.code for one in found[path]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_open_file_is_told_what_check_says_of_it(file: Path) -> None:
    name = file.as_posix()
    wanted = own_reports_of(name, kind_named(name, kind_at(name)), read_plain, at=AT)
    here = document(file, file.read_text(encoding="utf-8"))
    found = Checks(at=AT).found(Desk({file: here}), [here])
    assert wanted is not None
    assert {path.as_posix(): told for path, told in found.items() if told or path == file} == {
        one.file: one.sorted for one in wanted if one.diagnostics or one.file == name
    }


def test_unsaved_text_counts_and_neighbours_come_from_the_desk_or_the_disk(tmp_path: Path) -> None:
    starter(tmp_path)
    flow, reply = tmp_path / "booking.flow.yaml", tmp_path / "goodbye.json"
    text = STARTER["booking.flow.yaml"]
    on = desk(tmp_path, booking_flow_yaml=text, goodbye_json=STARTER["goodbye.json"].replace("Emma", "Ema"))
    found = Checks().found(on, on.documents)
    assert codes(found, flow) == []
    assert codes(found, reply) == [-1002]
    reply.write_text(STARTER["goodbye.json"].replace("say", "sya"))
    on = desk(tmp_path, booking_flow_yaml=text)
    assert codes(Checks().found(on, on.documents), reply) == [-1007]


def test_a_reply_that_is_open_alone_is_checked_as_the_flows_beside_it_name_it(tmp_path: Path) -> None:
    starter(tmp_path)
    (tmp_path / "replies").mkdir()
    (tmp_path / "booking.flow.yaml").write_text(STARTER["booking.flow.yaml"].replace("goodbye", "replies/goodbye"))
    here = document(tmp_path / "replies" / "goodbye.json", STARTER["goodbye.json"].replace("Emma", "Ema"))
    found = Checks().found(Desk({here.path: here}), [here])
    assert codes(found, here.path) == [-1002]  # the voices are those of the flow's account


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"callflow": [{"action": "makeCall"}]}', "request"),
        ('{"callflow": [{"action": "executeScenario"}]}', "request"),
        ('{"callflow": [{"action": "say"}], "validUntil": "2030-01-01T00:00:00Z"}', "request"),
        ('{"callflow": [{"action": "say"}]}', "reply"),
        ('{"callflow": [', "reply"),
        ("", "reply"),
    ],
)
def test_a_body_that_no_flow_names_is_taken_for_what_it_looks_like(text: str, kind: str) -> None:
    assert body_kind(document(Path("/x/a.json"), text)) == kind


def test_json_of_others_is_left_alone_until_a_flow_names_it(tmp_path: Path) -> None:
    here = document(tmp_path / "package.json", '{"name": "x"}')
    assert Checks().found(Desk({here.path: here}), [here]) == {here.path: ()}
    flow = document(tmp_path / "a.flow.yaml", "request: package.json\nbackend: http://127.0.0.1:1/\n")
    on = Desk({here.path: here, flow.path: flow})
    assert codes(Checks().found(on, on.documents), here.path)[:1] == [-1009]


def test_the_account_of_the_command_takes_the_place_of_those_in_files(tmp_path: Path) -> None:
    here = document(tmp_path / "a.json", STARTER["booking.json"])
    found = Checks(Account(caller_ids=("+4930123",)), AT).found(Desk({here.path: here}), [here])
    assert -1014 in codes(found, here.path)


@pytest.mark.parametrize("kind", ["python", "wsgi", "asgi"])
def test_a_backend_is_never_imported(tmp_path: Path, kind: str) -> None:
    (tmp_path / "leaves_a_mark.py").write_text(
        "from pathlib import Path\nPath(__file__).with_name('mark').write_text('')\napp = None\n"
    )
    text = f"request: booking.json\nbackend: {kind}:leaves_a_mark:app\nreset: leaves_a_mark:app\n"
    starter(tmp_path)
    on = desk(tmp_path, a_flow_yaml=text, booking_scenario_yaml=STARTER["booking.scenario.yaml"])
    assert codes(Checks().found(on, on.documents), tmp_path / "a.flow.yaml") == []
    assert not (tmp_path / "mark").exists()
    assert "leaves_a_mark" not in sys.modules


def test_what_reads_the_same_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starter(tmp_path)
    known, asked = Checks(), list[str]()

    def noted(file: str, *given: Any, **more: Any) -> Any:
        asked.append(file)
        return own_reports_of(file, *given, **more)

    monkeypatch.setattr(checking, "own_reports_of", noted)
    on = desk(tmp_path, booking_flow_yaml=STARTER["booking.flow.yaml"])
    first = known.found(on, on.documents)
    assert known.found(on, on.documents) == first
    assert len(asked) == 1
    (tmp_path / "goodbye.json").unlink()
    assert "F005" in codes(known.found(on, on.documents), tmp_path / "booking.flow.yaml")
    assert "F005" in codes(known.found(on, on.documents), tmp_path / "booking.flow.yaml")
    assert len(asked) == 2
    monkeypatch.setattr("simulator.lsp.checking.memory.time.time", lambda: 1e10)
    known.found(on, on.documents)
    assert len(asked) == 3


def test_what_is_of_another_kind_by_now_is_a_finding(tmp_path: Path) -> None:
    here = document(tmp_path / "a.yaml", STARTER["booking.flow.yaml"])
    vars(here)["kind"] = "flow"
    vars(here)["raw"] = b"scenario: x\nexpect: {}\n"
    assert codes(Checks().found(Desk({here.path: here}), [here]), here.path) == ["fault"]


def test_a_fault_of_ours_is_a_finding_and_ends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(checking, "own_reports_of", fail)
    on = desk(tmp_path, a_flow_yaml="flow: x\nrequest: a\n", b_yaml="x: 1\n")
    (told,) = Checks().found(on, on.documents)[tmp_path / "a.flow.yaml"]
    assert "too deep" in told.message
    monkeypatch.setattr(Checks, "found", fail)
    session = EditorSession(Checks(), lambda *_: None)
    assert [one.code for told in session.look(on).values() for one in told] == ["fault", "fault"]


def test_findings_are_those_of_the_version_at_hand_or_none(tmp_path: Path) -> None:
    told = Event()
    session = EditorSession(Checks(), lambda *_: told.set())
    uri = (tmp_path / "a.flow.yaml").as_uri()
    session.put(uri, "Flow: x\nrequest: a.json\nreplies: []\n", 1)
    assert told.wait(60)
    first = session.document(uri)
    assert first is not None
    assert "F002" in {one.code for one in session.told_of(first)}
    other = EditedFile(first.path, f"# longer\n{first.text}", uri, 2)
    assert list(session.told_of(other)) == []


NAMES = {
    "a.flow.yaml": "flow",
    "a.scenario.yml": "scenario",
    "a.callers.yaml": "callers",
    "account.yaml": "account",
    "my.account.yml": "account",
    "serviceaccount.yaml": None,
    "my-account.yml": None,
    "a.yaml": None,
}


def test_an_account_of_another_name_is_one_by_its_keys_and_those_of_others_are_left_alone() -> None:
    assert EditedFile(Path("my-account.yml"), "dialect: v1\n").kind == "account"
    chart = EditedFile(Path("serviceaccount.yaml"), "{{- if .Values.x }}\napiVersion: v1\nkind: ServiceAccount\n")
    assert Checks().found(Desk({chart.path: chart}), [chart]) == {chart.path: ()}


@pytest.mark.parametrize(("name", "kind"), list(NAMES.items()))
def test_a_file_without_keys_is_what_its_name_says(name: str, kind: str | None) -> None:
    assert EditedFile(Path(name), "# nothing yet\n").kind == kind


@pytest.mark.parametrize(
    "text",
    ["\0", "replies: [" * 90, "a: &a [*a]\n", "\ufeffflow: x\n", "flow: \ud800\n", "{" * 2000, "- " * 2000, "a: x\r\rb",
     "replies:\n" + "  - when: {digits: '1'}\n" * 300, "x" * 50_000, "flow: \u2028\x0b\x85"],
    ids=range(11),
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.flow.yaml", "a.scenario.yaml", "account.yaml", "a.callers.yaml", "a.json"])
def test_whatever_is_typed_is_told_something_and_never_fails(tmp_path: Path, name: str, text: str) -> None:
    if name == "a.json":
        text = '{"callflow": ' + text
    here = document(tmp_path / name, text)
    assert "fault" not in codes(Checks().found(Desk({here.path: here}), [here]), here.path)


def test_files_that_are_no_text_or_none_at_all_are_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.json").write_bytes(b'{"callflow": [\xff\xfe]}')
    (tmp_path / "folder.json").mkdir()
    names = ("bytes.json", "folder.json", "none.json", '"a\\0b"')
    rows = "".join(f"  - when: {{digits: '{at}'}}\n    reply: {name}\n" for at, name in enumerate(names))
    on = desk(tmp_path, a_flow_yaml=f"request: bytes.json\nreplies:\n{rows}")
    found = Checks().found(on, on.documents)
    assert codes(found, tmp_path / "a.flow.yaml").count("F005") == 3
    assert codes(found, tmp_path / "bytes.json")[:1] == [-1001]
