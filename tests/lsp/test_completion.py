"""What may stand at the cursor."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from simulator.lsp.features.completion import Proposal, complete
from simulator.lsp.features.typing import typed_at
from simulator.schema.documents import document as schema
from tests.lsp.desks import STARTER, at_cursor, starter, typed

if TYPE_CHECKING:
    from pathlib import Path

FLOW = STARTER["booking.flow.yaml"]


def proposed(folder: Path, name: str, text: str) -> list[Proposal]:
    on, here, place = typed(folder, name, text)
    return complete(on, here, here.text.split("\n"), place)


def written(folder: Path, name: str, text: str, label: str) -> str:
    """The text after a proposal was taken."""
    (found,) = {one for one in proposed(folder, name, text) if one.label == label}
    said, _ = at_cursor(text)
    lines = said.split("\n")
    line, span = lines[found.span.line - 1], found.span
    lines[found.span.line - 1] = line[: span.column - 1] + found.text + line[span.end_column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("name", "before", "label", "after"),
    [
        ("a.flow.yaml", "‸", "replies", "replies: "),
        ("a.flow.yaml", "flow: x\nrep‸", "replies", "flow: x\nreplies: "),
        ("a.flow.yaml", "flow: x\nrep‸: []", "replies", "flow: x\nreplies: []"),
        ("a.flow.yaml", "replies:\n  - wh‸", "when", "replies:\n  - when: "),
        ("a.flow.yaml", "replies:\n  - when: {di‸}", "digits", "replies:\n  - when: {digits: }"),
        ("a.flow.yaml", "replies:\n  - when: {x: 1}\n    re‸\n  - a", "reply",
         "replies:\n  - when: {x: 1}\n    reply: \n  - a"),
        ("a.flow.yaml", "request:\n  callflow:\n    - action: sayA‸", "sayAndCapture",
         "request:\n  callflow:\n    - action: sayAndCapture"),
        ("a.flow.yaml", "request:\n  callflow:\n    - action: say\n      params:\n        te‸", "text",
         "request:\n  callflow:\n    - action: say\n      params:\n        text: "),
        ("a.flow.yaml", 'request: {callflow: [{action: say, params: {voiceProfile: "en-GB‸"}}]}', "en-GB-Emma",
         'request: {callflow: [{action: say, params: {voiceProfile: "en-GB-Emma"}}]}'),
        ("a.flow.yaml", "clock: ‸", "simulated", "clock: simulated"),
        ("account.yaml", "strict: ‸", "true", "strict: true"),
        ("account.yaml", "ignore: [‸]", "L003", "ignore: [L003]"),
        ("account.yaml", "dialect: v‸", "v1.1", "dialect: v1.1"),
        ("account.yaml", "assumptions:\n  barg‸", "bargeIn", "assumptions:\n  bargeIn: "),
        ("account.yaml", "voiceProfiles:\n  - en‸", "en-GB-Emma", "voiceProfiles:\n  - en-GB-Emma"),
        ("a.scenario.yaml", "scenario: x\nexpect:\n  sess‸", "session", "scenario: x\nexpect:\n  session: "),
        ("a.scenario.yaml", "scenario: x\nexpect:\n  session: ‸", "COMPLETED",
         "scenario: x\nexpect:\n  session: COMPLETED"),
        ("a.scenario.yaml", "scenario: x\nfaults:\n  - sa‸", "say", "scenario: x\nfaults:\n  - say: "),
        ("a.callers.yaml", "call‸", "callers", "callers: "),
        ("a.json", '{"callflow": [{"action": "ha‸"}]}', "hangup", '{"callflow": [{"action": "hangup"}]}'),
        ("a.json", '{"callflow": [{"action": "ha‸', "hangup", '{"callflow": [{"action": "hangup"'),
        ("a.json", '{"callflow": [{"action": ‸}]}', "hangup", '{"callflow": [{"action": "hangup"}]}'),
        ("a.json", '{"callflow": [], ‸}', "clientActionId", '{"callflow": [], "clientActionId": }'),
        ("a.json", '{"callflow": [], "cl‸"}', "clientActionId", '{"callflow": [], "clientActionId"}'),
        ("a.json", '{"callflow": [], "cl‸', "clientActionId", '{"callflow": [], "clientActionId": '),
        ("a.json", '{‸}', "callflow", '{"callflow": }'),
        ("a.json", "{\"callflow\": [{'acti‸", "action", "{\"callflow\": [{'action': "),
    ],
)  # fmt: skip
def test_keys_and_values_of_the_schemas_are_written_as_they_should_be(
    tmp_path: Path, name: str, before: str, label: str, after: str
) -> None:
    assert written(tmp_path, name, before, label) == after


def test_keys_that_are_needed_are_known_and_those_that_are_there_are_not_offered(tmp_path: Path) -> None:
    text = '{"callflow": [{"action": "makeCall", "params": {"source": "1", ‸}}]}'
    found = {one.label: one for one in proposed(tmp_path, "a.json", text)}
    assert found["destination"].needed
    assert "whom to call" in found["destination"].about
    assert "source" not in found


def test_every_key_of_each_kind_is_offered_at_its_top(tmp_path: Path) -> None:
    for name, kind in (("a.flow.yaml", "flow"), ("account.yaml", "account"), ("a.callers.yaml", "callers")):
        parts = schema(kind)
        keys = {key for part in (parts, *parts.get("anyOf", ())) for key in part.get("properties", {})}
        assert {one.label for one in proposed(tmp_path, name, "‸")} == keys


@pytest.mark.parametrize(
    ("name", "text", "label", "after"),
    [
        ("booking.scenario.yaml", "scenario: x\nflow: ‸", "booking.flow.yaml", "booking.flow.yaml"),
        ("b.flow.yaml", "request: ‸", "booking.json", "booking.json"),
        ("b.flow.yaml", "account: acc‸", "account.yaml", "account.yaml"),
        ("b.flow.yaml", "replies: [{reply: ‸}]", "more/far.json", "more/far.json"),
        ("b.flow.yaml", "account: account.yaml\nrequest: {callflow: [{action: say, params: {voiceProfile: ‸}}]}",
         "en-GB-Emma", "en-GB-Emma"),
        ("b.scenario.yaml", "scenario: x\nflow: booking.flow.yaml\ncaller:\n  - hears: Please‸",
         "Please call again. Goodbye.", '"Please call again. Goodbye."'),
        ("b.scenario.yaml", 'scenario: x\nflow: booking.flow.yaml\nexpect: {hears: ["Your‸"]}',
         "Your table is booked. See you soon.", "Your table is booked. See you soon."),
        ("b.flow.yaml", "replies:\n  - when: {clientActionId: ‸}\n    reply: stage.json", "there", "there"),
        ("b.flow.yaml", "replies:\n  - when: {clientActionId: '‸'}\n    reply: stage.json", "it's", "it''s"),
        ("b.flow.yaml", "replies:\n  - when: {clientActionId: ‸}\n    reply: stage.json", "*", '"*"'),
    ],
)  # fmt: skip
def test_what_files_beside_it_say_is_offered(tmp_path: Path, name: str, text: str, label: str, after: str) -> None:
    starter(tmp_path)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "far.json").write_text("{}")
    (tmp_path / "stage.json").write_text('{"clientActionId": "' + ("it's" if "it's" in label else "there") + '"}')
    assert [one.text for one in proposed(tmp_path, name, text) if one.label == label] == [after]


def test_a_reply_is_offered_the_stages_and_voices_of_the_flows_that_name_it(tmp_path: Path) -> None:
    starter(tmp_path)
    (tmp_path / "account.yaml").write_text("voiceProfiles: [de-DE-Hedda]\n")
    asked = '{"callflow": [{"action": "say", "params": {"voiceProfile": "‸"}}]}'
    assert [one.label for one in proposed(tmp_path, "goodbye.json", asked)] == ["de-DE-Hedda"]
    found = proposed(tmp_path, "goodbye.json", '{"callflow": [], "clientActionId": "‸"}')
    assert [one.label for one in found] == ["day"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.flow.yaml", "flow: x # ‸"),
        ("a.flow.yaml", "# rep‸"),
        ("a.flow.yaml", "request: {callflow: [{action: say, params: {text: Hello ‸}}]}"),
        ("a.flow.yaml", "nothing: {known: {here: ‸}}"),
        ("a.flow.yaml", "a: |\n  text ‸"),
        ("package.json", '{"name": "x", "version": "1.0", ‸}'),
        ("a.txt", "a‸"),
    ],
)
def test_where_nothing_is_known_nothing_is_offered(tmp_path: Path, name: str, text: str) -> None:
    assert proposed(tmp_path, name, text) == []


def test_a_text_that_is_far_too_long_is_not_looked_into(tmp_path: Path) -> None:
    assert proposed(tmp_path, "a.flow.yaml", "‸" + "#" * 4_000_001) == []


def test_folders_with_many_files_are_looked_at_no_further_than_needed(tmp_path: Path) -> None:
    for at in range(210):
        (tmp_path / f"{at}.json").write_text("{}")
    assert len([one for one in proposed(tmp_path, "a.flow.yaml", "request: ‸") if one.kind == "file"]) == 200


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("a: one two‸", "one two"),
        ("a: [x, y z‸]", "y z"),
        ("- k‸", "k"),
        ("- a: 'it''s‸'", "it''s"),
        ('a: "b: c‸', "b: c"),
        ("a: {b: c, ‸}", ""),
        ("é: ü‸", "ü"),
        ("a: {b: it's me, c: it's‸}", "it's"),
        ("a: {b: it's me, c: ‸}", ""),
        ("a: 'x', ‸: b", None),
        ("a: 'x' ‸", None),
    ],
)
def test_the_word_at_the_cursor(line: str, word: str | None) -> None:
    said, (_, column) = at_cursor(line)
    found = typed_at([said], 1, column)
    assert (found and found.word) == word


@pytest.mark.parametrize("before", ["text: %s, b: {", '{"text": "%s", "x": ', "text: it's %s: [", "%s: '"])
def test_a_word_is_found_at_once_however_long_what_stands_before_it_is(before: str) -> None:
    line = before % ("a" * 100_000)
    begun = process_time()
    found = typed_at([line], 1, len(line) + 1)
    assert found is not None
    assert found.word == ""
    assert process_time() - begun < 2
