"""Every feature over the wire, on sound, half-typed and hostile texts, and a server that goes on whatever fails."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from simulator.lsp import answering
from simulator.lsp.checking.checks import Checks
from simulator.lsp.pages import ExplainPages
from tests.lsp.client import ServedClient
from tests.lsp.desks import STARTER, starter

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOW = STARTER["booking.flow.yaml"]
AT = "2026-01-13T08:26:58Z"


@pytest.fixture(scope="module")
def client() -> Iterator[ServedClient]:
    served = ServedClient(Checks(at=AT))
    answer = served.initialize(textDocument={"rename": {"prepareSupport": True}})
    assert answer["serverInfo"]["name"] == "callflow"
    assert answer["capabilities"]["renameProvider"] == {"prepareProvider": True}
    yield served
    served.end()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a name that URIs escape."""
    below = tmp_path / "My Flüsse 100%"
    below.mkdir()
    return starter(below)


def place(text: str, what: str, further: int = 1) -> tuple[int, int]:
    """Where a text has something, in UTF-16 from 0."""
    before = text.partition(what)[0]
    return before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2 + further


def codes(told: list[dict[str, Any]]) -> list[Any]:
    return [one["code"] for one in told]


def test_an_editor_that_can_is_asked_to_say_which_files_have_changed() -> None:
    served = ServedClient(Checks(at=AT))
    served.initialize(workspace={"didChangeWatchedFiles": {"dynamicRegistration": True}})
    asked = served.asked("client/registerCapability")
    (one,) = asked["params"]["registrations"]
    assert one["method"] == "workspace/didChangeWatchedFiles"
    assert [each["globPattern"] for each in one["registerOptions"]["watchers"]] == ["**/*.{yaml,yml,json}"]
    served.end()


def test_findings_come_while_typing_and_go_when_they_are_mended(client: ServedClient, folder: Path) -> None:
    flow = folder / "booking.flow.yaml"
    assert client.open(flow, FLOW) == []
    (told,) = client.change(flow, FLOW.replace("clientActionId: day, digits", "clientActionId: dya, digits"), 2)
    assert (told["code"], told["severity"], told["source"]) == ("F008", 2, "callflow")
    assert told["message"].endswith("did you mean `day`?")
    page = Path(unquote(told["codeDescription"]["href"].removeprefix("file://")))
    assert page.read_text(encoding="utf-8").startswith("**F008** (fault of a file)")
    assert client.change(flow, FLOW, 3) == []
    client.close(flow)


def test_columns_are_those_of_the_editor(client: ServedClient, folder: Path) -> None:
    text = 'flow: "😀 ü 漢"\nrequest: {callflow: [{action: "😀😀", x: 1}, {action: hangup}]}\nreplies: []\n'
    told = client.open(folder / "b.flow.yaml", text)
    wrong = next(one for one in told if one["code"] == -1007)
    start, end = place(text, '"😀😀"', 0), place(text, ", x: 1", 0)
    assert wrong["range"] == {
        "start": {"line": start[0], "character": start[1]},
        "end": {"line": end[0], "character": end[1]},
    }
    assert (start[1], end[1]) == (30, 36)
    client.close(folder / "b.flow.yaml")


def test_findings_in_files_that_a_flow_names_are_told_there_and_taken_back(client: ServedClient, folder: Path) -> None:
    flow, reply = folder / "booking.flow.yaml", folder / "goodbye.json"
    reply.write_text(STARTER["goodbye.json"].replace('"say"', '"sya"'))
    client.open(flow, FLOW)
    assert codes(client.told(reply.as_uri())) == [-1007]
    assert client.open(reply, STARTER["goodbye.json"]) == []
    assert codes(client.change(reply, STARTER["goodbye.json"].replace("hangup", "hangpu"), 2)) == [-1007]
    client.close(flow)
    client.close(reply)
    assert client.told(reply.as_uri()) == []


def test_findings_do_not_stay_under_another_spelling_of_a_name(client: ServedClient, folder: Path) -> None:
    flow, reply = folder / "booking.flow.yaml", folder / "goodbye.json"
    reply.write_text(STARTER["goodbye.json"].replace('"say"', '"sya"'))
    other = reply.as_uri().replace("goodbye", "good%62ye")
    client.open(flow, FLOW)
    assert codes(client.told(reply.as_uri())) == [-1007]
    client.tell("textDocument/didOpen", textDocument={"uri": other, "version": 1, "languageId": "json", "text": "{}"})
    assert client.told(reply.as_uri()) == []
    assert client.told(other, 1) == []
    client.close(other)
    assert client.told(other) == []
    assert codes(client.told(reply.as_uri())) == [-1007]
    client.close(flow)
    assert client.told(reply.as_uri()) == []


def test_what_is_saved_elsewhere_is_looked_at_again(client: ServedClient, folder: Path) -> None:
    flow = folder / "booking.flow.yaml"
    client.open(flow, FLOW)
    (folder / "goodbye.json").unlink()
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": (folder / "goodbye.json").as_uri(), "type": 3}])
    assert codes(client.told(flow.as_uri(), 1)) == ["F005", "F005"]
    client.tell("textDocument/didSave", textDocument={"uri": flow.as_uri()})
    assert codes(client.told(flow.as_uri(), 1)) == ["F005", "F005"]
    client.close(flow)


def test_every_feature_answers(client: ServedClient, folder: Path) -> None:
    flow, reply = folder / "booking.flow.yaml", folder / "goodbye.json"
    client.open(flow, FLOW)
    shown = client.at("hover", flow, place(FLOW, "minDigits"))
    assert "fewest keys accepted" in shown["contents"]["value"]
    assert shown["range"]["start"] == dict(zip(("line", "character"), place(FLOW, "minDigits", 0), strict=True))
    (there,) = client.at("definition", flow, place(FLOW, "goodbye.json"))
    assert there["uri"] == reply.as_uri()
    day = place(FLOW, "day")
    both = client.at("references", flow, day, context={"includeDeclaration": True})
    assert [one["range"]["start"]["line"] for one in both] == [9, 24]
    assert client.at("prepareRename", flow, day)["placeholder"] == "day"
    edit = client.at("rename", flow, day, newName="when")
    assert [one["newText"] for one in edit["changes"][flow.as_uri()]] == ["when", "when"]
    with pytest.raises(AssertionError, match="cannot be called"):
        client.at("rename", flow, day, newName="*")
    assert [one["command"]["title"] for one in client.of("codeLens", flow)] == ["run", "test", "draw"]
    client.close(flow)


def test_what_is_typed_is_completed_at_once_and_mended_where_it_is_certain(client: ServedClient, folder: Path) -> None:
    flow = folder / "booking.flow.yaml"
    text = FLOW.replace("minDigits: 1", "minD: 1").replace("flow: Table", "Flow: Table")
    told = client.open(flow, text)
    found = client.at("completion", flow, place(text, "minD", 4))
    keys = {one["label"]: one for one in found["items"]}
    assert keys["minDigits"]["textEdit"]["newText"] == "minDigits"
    assert "voiceProfile" not in keys
    where = next(one for one in told if one["code"] == "F002")["range"]
    (quick,) = client.of("codeAction", flow, range=where, context={"diagnostics": []})
    assert (quick["title"], quick["kind"]) == ("write flow instead of Flow", "quickfix")
    assert quick["isPreferred"]
    assert codes(quick["diagnostics"]) == ["F002"]
    assert [one["newText"] for one in quick["edit"]["changes"][flow.as_uri()]] == ["flow"]
    client.close(flow)


def test_a_scenario_is_tested_by_its_line(client: ServedClient, folder: Path) -> None:
    file = folder / "booking.scenario.yaml"
    text = STARTER["booking.scenario.yaml"]
    assert client.open(file, text) == []
    lines = [one["command"]["arguments"] for one in client.of("codeLens", file)]
    begun = [at for at, line in enumerate(text.split("\n"), 1) if line.startswith("scenario:")]
    assert lines == [[file.as_posix(), at] for at in begun]
    client.close(file)


def test_what_is_not_open_has_no_answer(client: ServedClient, folder: Path) -> None:
    file = folder / "booking.flow.yaml"
    assert client.at("hover", file, (0, 0)) is None
    assert client.at("completion", file, (0, 0)) is None
    assert client.at("definition", file, (0, 0)) == []
    assert client.at("references", file, (0, 0), context={"includeDeclaration": True}) == []
    assert client.at("prepareRename", file, (0, 0)) is None
    assert client.at("rename", file, (0, 0), newName="x") is None
    assert client.of("codeLens", file) == []
    where = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    assert client.of("codeAction", file, range=where, context={"diagnostics": []}) == []
    client.open(file, FLOW)
    assert client.at("hover", file, (0, 0)) is None
    assert client.at("prepareRename", file, (0, 0)) is None
    client.close(file)


HOSTILE = {
    "untitled:Untitled-1": '{"callflow": [{"action": "mak',
    "file:///c%3A/Users/A%20B/a.flow.yaml": FLOW,
    "file:///no/such/folder/a.flow.yaml": "replies: [" * 400,
    "file:///no/such/a.json": '{"callflow": ' + "[" * 3000,
    "file:///no/such/b.json": "\0\ud800\ufeff\u2028",
    "file:///no/such/account.yaml": "a: &a [*a, *a]\nb: {" + "x: {" * 300,
    "file:///no/such/a.scenario.yaml": "scenario: x\n---\n" * 500,
    "file:///no/such/a.callers.yaml": "callers: ${x}\n? [a]\n: b",
    "file:///no/such/line.flow.yaml": "flow: " + "x" * 100_000,
    "file:///no/such/list.flow.yaml": "replies:\n" + "  - when: {digits: '1'}\n    reply: none.json\n" * 200,
}


@pytest.mark.parametrize("uri", HOSTILE)
def test_hostile_texts_are_told_and_answered(client: ServedClient, uri: str) -> None:
    text, logged = HOSTILE[uri], len(client.logged)
    told = client.open(uri, text)
    assert "fault" not in codes(told)
    last = text.count("\n"), len(text)
    for where in ((0, 0), (0, 7), last, (10**6, 10**6)):
        for method in ("hover", "completion", "definition", "prepareRename"):
            client.at(method, uri, where)
        client.at("references", uri, where, context={"includeDeclaration": True})
    client.of("codeLens", uri)
    where_all = {"start": {"line": 0, "character": 0}, "end": {"line": 10**6, "character": 0}}
    client.of("codeAction", uri, range=where_all, context={"diagnostics": told[:5]})
    client.close(uri)
    assert client.logged[logged:] == []


def test_half_a_character_breaks_no_message(client: ServedClient, folder: Path) -> None:
    text = FLOW.replace("day", '"\\ud83d\\ude00\\ud803 \\\\ud803"')
    client.open(folder / "booking.flow.yaml", text)
    shown = client.at("prepareRename", folder / "booking.flow.yaml", place(text, '"\\ud83d'))
    assert shown["placeholder"] == "😀\ufffd \\ud803"
    client.close(folder / "booking.flow.yaml")


def test_editing_imports_runs_and_calls_nothing(client: ServedClient, folder: Path) -> None:
    mark = "from pathlib import Path\nPath(__file__).with_name('mark').write_text('')\n"
    (folder / "leaves_a_mark.py").write_text(mark)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/x"
        flows = {
            "p.flow.yaml": "request: booking.json\nbackend: python:leaves_a_mark:app\nreset: leaves_a_mark:app\n",
            "w.flow.yaml": "request: booking.json\nbackend: wsgi:leaves_a_mark:app/x\nclock: simulated\n",
            "h.flow.yaml": f"request: booking.json\nbackend: {address}\npost: {{VSS: '{address}'}}\n",
            "t.scenario.yaml": f"scenario: x\ntrigger: {{post: '{address}'}}\n---\nscenario: y\nflow: p.flow.yaml\n",
        }
        for name, text in flows.items():
            (folder / name).write_text(text)
            assert client.open(folder / name, text) == []
            for row, line in enumerate(text.split("\n")):
                for method in ("hover", "completion", "definition", "prepareRename"):
                    client.at(method, folder / name, (row, len(line)))
            client.of("codeLens", folder / name)
            client.tell("textDocument/didSave", textDocument={"uri": (folder / name).as_uri()})
            client.close(folder / name)
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert not (folder / "mark").exists()
    assert "leaves_a_mark" not in sys.modules


def test_a_fault_of_a_feature_is_logged_and_the_next_answer_comes(
    client: ServedClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("planted")

    flow = folder / "booking.flow.yaml"
    client.open(flow, FLOW)
    with monkeypatch.context() as planted:
        planted.setattr(answering, "hover", fail)
        planted.setattr("simulator.lsp.wire.Wire.diagnostics", fail)
        assert client.at("hover", flow, place(FLOW, "minDigits")) is None
        assert client.change(flow, "flow: x\n", 2) == []
    assert any("planted" in line for line in client.logged)
    assert client.at("hover", flow, (0, 1)) is not None
    assert client.change(flow, "replies: 1\n", 3) != []
    client.close(flow)


def test_what_is_no_message_is_passed_over(
    client: ServedClient, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    client.raw(b"Content-Length: 9\r\n\r\nnot json!")
    client.tell("no/such/method", x=1)
    client.tell("textDocument/didChange", textDocument={"uri": "file:///none", "version": 1}, contentChanges=[])
    client.tell("textDocument/didOpen", textDocument="what")
    with pytest.raises(AssertionError, match="Method Not Found"):
        client.ask("textDocument/semanticTokens/full", textDocument={"uri": "x"})
    assert client.open(folder / "booking.flow.yaml", FLOW) == []
    client.close(folder / "booking.flow.yaml")
    assert "callflow lsp: " in capfd.readouterr().err


def test_codes_without_a_page_and_disks_without_room_have_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = ExplainPages()
    pages.close()
    assert pages.link("fault") is None
    monkeypatch.setattr("simulator.lsp.pages.TemporaryDirectory", lambda **_: (_ for _ in ()).throw(OSError("full")))
    assert pages.link(-1006) is None
