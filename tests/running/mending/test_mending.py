"""Mending: what is certain is written, layout and meaning stay, and a second time there is nothing to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.model.account import Account
from simulator.model.diagnostic import Diagnostic, Fix, Span
from simulator.model.reports.file_report import FileReport
from simulator.running.mending.differing import UNREADABLE, data_of, differences
from simulator.running.mending.files import MendedFiles
from simulator.running.mending.mending import ROUNDS, Mended, mend
from tests.running.mending.mended import NAME, in_folder, mended

SAY = '{"callflow": [{"action": "say", "params": {"text": "Hi", "voiceProfile": "en-GB-Emma"}}]}'
REPLIES = {
    # a comment: `//`, `#`, a block, alone on its line, behind a value, between two values
    SAY.replace("[{", "[  // the desk\r\n  {"): SAY.replace("[{", "[\r\n  {"),
    SAY.replace("[{", "[\n  # one\n  // two\n  /* three\n four */\n  {"): SAY.replace("[{", "[\n  {"),
    SAY.replace('"Hi"', '/* a */ "Hi" /* b */'): SAY.replace('"Hi"', ' "Hi" '),
    SAY + " // end": SAY,
    SAY + "\n// end": SAY + "\n",
    SAY.replace(': "Hi"', ':/*x*/"Hi"'): SAY.replace(': "Hi"', ':"Hi"'),
    # commas
    SAY.replace("]}", ",]}"): SAY,
    SAY.replace("}}]}", ",},},],}\n"): SAY + "\n",
    # quotes
    SAY.replace('"', "'"): SAY,
    SAY.replace('"callflow"', "“callflow”").replace('"Hi"', "„Hi“"): SAY,
    SAY.replace('"Hi"', "'say \"Hi\"'"): SAY.replace('"Hi"', '"say \\"Hi\\""'),
    SAY.replace('"Hi"', r"'a\nb'"): SAY.replace('"Hi"', r'"a\nb"'),
    SAY.replace('"callflow"', "callflow").replace('"action"', "action"): SAY,
    # words of other languages
    SAY.replace('"Hi"', '"Hi", "speed": None'): SAY.replace('"Hi"', '"Hi", "speed": null'),
    # blanks of another width, and signs without any
    SAY.replace(": ", ":\xa0"): SAY,
    SAY.replace(": ", ":\u200b ", 2): SAY,
    # a byte order mark, and misspelt names behind all of it
    "\ufeff" + SAY.replace("]}", ",]}"): SAY,
    SAY.replace("callflow", "callFlow"): SAY,
    SAY.replace("say", "Say").replace("text", "Text").replace("voiceProfile", "voice_profile"): SAY,
    SAY.replace('"Hi"', '"Hi", "repetition": "2"'): SAY.replace('"Hi"', '"Hi", "repetition": 2'),
    SAY.replace('"Hi"', "12"): SAY.replace('"Hi"', '"12"'),
}


@pytest.mark.parametrize("text", REPLIES)
def test_what_is_certain_is_mended_and_all_else_stays_as_it_was(text: str) -> None:
    raw, found = mended(text.encode(), "reply")
    assert raw.decode() == REPLIES[text]
    assert found.mends
    assert not found.hopeless
    assert mended(raw, "reply") == (raw, Mended(found.reports, (), found.reports))


UNCERTAIN = (
    SAY.replace('"Hi"', "Hi"),  # an unquoted text may be anything
    SAY.replace("[{", "[,{"),
    SAY.replace("}]}", "},,]}"),  # a value may be missing between the commas
    SAY.replace('"Hi"', "'it's'"),
    SAY.replace('"Hi"', "“a” “b”"),
    SAY.replace('"Hi"', '“say "Hi\\”'),
    SAY.replace('"Hi"', "”Hi“"),
    SAY.replace('"Hi"', r"'\x41'"),
    SAY.replace('"Hi"', "#1"),
    SAY.replace('"Hi"', "“Hi"),
    SAY.replace('"text"', "the text"),
    SAY.replace('"Hi"', "+5"),
    SAY.replace('"Hi"', '"Hi", "speed": NaN'),
    SAY + "/* never closed",
    SAY.replace('"Hi",', '"Hi"'),
    SAY[:-1],
)


@pytest.mark.parametrize("text", UNCERTAIN)
def test_what_is_not_certain_is_left_with_all_else_of_a_file_that_stays_unreadable(text: str) -> None:
    raw, found = mended(f"{{ // a comment\n {text[1:]}".encode(), "reply")
    assert raw.decode() == f"{{ // a comment\n {text[1:]}"
    assert (found.mends, found.hopeless) == ((), (NAME,))
    assert found.reports == found.before


def test_bytes_that_are_no_utf_8_are_left_alone() -> None:
    raw = SAY.replace("]}", ",]}").replace("Hi", "H\xef").encode("latin-1")
    assert mended(raw, "reply")[0] == raw
    assert not mended(raw, "reply")[1].mends


def test_a_name_that_is_given_rightly_too_is_left_alone() -> None:
    raw = SAY.replace('"Hi"', '"Hi", "Text": "Ho"').encode()
    assert mended(raw, "reply")[0] == raw


def test_a_strict_account_has_its_unknown_fields_mended() -> None:
    text = SAY.replace("text", "txt").replace('"params"', '"param"').replace("]}", '], "clientActionID": "x"}')
    raw, found = mended(text.encode(), "reply", Account(strict=True))
    assert raw.decode() == SAY.replace("]}", '], "clientActionId": "x"}')
    assert {one.found.code for one in found.mends} == {-1009}


def test_the_old_dialect_keeps_its_own_names() -> None:
    first = (
        '{"action": "say&capture", "params": {"source": "+65 6234 5678", "destination": "006591234567", "Text": "1?"}}'
    )
    raw, _ = mended(f'{{"callflow": [{first}]}}'.encode(), account=Account(dialect="v1.1", strict=True))
    given = json.loads(raw)["callflow"][0]["params"]
    assert given == {"source": "+6562345678", "destination": "+6591234567", "text": "1?"}


FLOW = """\
# kept
flow: demo  # kept too
acount: {calerIds: [+65 6234 5678, '+65 6234 5679', "+6562345670"], strict: no}
request:
  callflow:
    - {action: Make_Call, params: {source: "+65 6234 5678", destination: '00441614960123'}}
    - action: Say
      params: {Text: "Hi: \\"you\\"", 'voice_profile': en-GB-Emma, repetition: "2"}
reply:
  - when: {clientactionid: "*", callStatus: action_completed}
    reply: {callflow: [{action: hang up}]}
"""
FLOW_MENDED = """\
# kept
flow: demo  # kept too
account: {callerIds: ["+6562345678", '+6562345679', "+6562345670"], strict: false}
request:
  callflow:
    - {action: makeCall, params: {source: "+6562345678", destination: '+441614960123'}}
    - action: say
      params: {text: "Hi: \\"you\\"", 'voiceProfile': en-GB-Emma, repetition: 2}
replies:
  - when: {clientActionId: "*", callStatus: ACTION_COMPLETED}
    reply: {callflow: [{action: hangup}]}
"""
ACCOUNT = """\
capacity: "5"
assumptions: {bargein: yes, maxNesting: 0400, capacities: 1}
voiceprofiles: ['en-GB-Emma']  # kept
virtualNumbers: {"+65 6234 5678": x}
"""
ACCOUNT_MENDED = """\
capacity: 5
assumptions: {bargeIn: true, maxNesting: 400, capacities: 1}
voiceProfiles: ['en-GB-Emma']  # kept
virtualNumbers: {"+6562345678": x}
"""
SCENARIO = """\
scenario: one
inbounds: x
expects: {Session: 'completed'}
---
# kept
scenario: two
request: x.json
caller: [{pres: "1"}]
expect: {session: "Error"}
"""
SCENARIO_MENDED = """\
scenario: one
inbound: x
expect: {session: 'COMPLETED'}
---
# kept
scenario: two
request: x.json
caller: [{press: "1"}]
expect: {session: "ERROR"}
"""
OURS = {
    "a.flow.yaml": (FLOW, FLOW_MENDED),
    "account.yaml": (ACCOUNT, ACCOUNT_MENDED),
    "a.scenario.yaml": (SCENARIO, SCENARIO_MENDED),
}


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "no end"])
def test_our_files_keep_their_comments_quotes_and_line_breaks(name: str, ends: str, tmp_path: Path) -> None:
    text, expected = (one.rstrip() if ends == "no end" else one.replace("\n", ends) for one in OURS[name])
    (tmp_path / "x.json").write_text("{}")
    found = in_folder(tmp_path, name, text)[0]
    assert found == expected
    again, second = in_folder(tmp_path, name, found)
    assert (again, second.mends) == (found, ())


@pytest.mark.parametrize(("second", "changes"), [("makeCall", True), ("hangup", False)])
def test_what_stands_at_an_anchor_is_changed_where_all_its_uses_are_wrong_only(
    second: str, changes: bool, tmp_path: Path
) -> None:
    actions = f"""[
    {{action: makeCall, params: &p {{source: "+6562345678", destination: "+65 9123 4567"}}}},
    {{action: Say, params: {{text: Hi, voiceProfile: en-GB-Emma}}}},
    {{action: {second}, params: *p}}]"""
    text = f"request: {{callflow: {actions}}}\nreplies: []\n"
    expected = text.replace("Say", "say")
    expected = expected.replace("+65 9123 4567", "+6591234567") if changes else expected
    assert in_folder(tmp_path, "a.flow.yaml", text)[0] == expected


def test_two_numbers_that_would_be_one_are_left_alone(tmp_path: Path) -> None:
    text = 'virtualNumbers: {"+65 6234 5678": x, "+6562345678": y}\ncallerIds: [&n "+65 6234 5678"]\n'
    assert in_folder(tmp_path, "account.yaml", text)[0] == text


def test_what_examples_fill_in_and_blocks_of_text_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    text = 'scenario: a\nrequest: x.json\nexpect: {session: "${s}"}\nexamples: [{s: Completed}]\n'
    assert in_folder(tmp_path, "a.scenario.yaml", text)[0] == text
    text = 'callerIds:\n  - |\n    +65 6234 5678\n  - >-\n    +65 6234 5678\n  - "\\x2b65 6234 5678"\n'
    assert in_folder(tmp_path, "account.yaml", text)[0] == text


def test_what_a_file_names_is_mended_with_it_and_once_where_two_rows_name_it(tmp_path: Path) -> None:
    (tmp_path / "bye.json").write_bytes(b'{"callflow": [{"action": "Hangup"},]}')
    rows = "\n".join(f'  - {{when: {{digits: "{n}", clientActionId: "*"}}, reply: bye.json}}' for n in (1, 2))
    text = f"request: bye.json\nreplies:\n{rows}\n"
    _, found = in_folder(tmp_path, "a.flow.yaml", text)
    assert [(Path(one.file).name, one.was, one.now) for one in found.mends] == [
        ("bye.json", ",", ""),
        ("bye.json", '"Hangup"', '"hangup"'),
    ]


def told(*fixes: Fix) -> list[FileReport]:
    found = tuple(Diagnostic("L999", "info", "m", "h", "$.a", fix.span, NAME, fix=fix) for fix in fixes)
    return [FileReport(NAME, "", {}, found)]


def test_of_fixes_that_touch_the_first_is_made() -> None:
    files = MendedFiles()
    place = files.put(NAME, b'{"a": "old"}')
    wide, inside, same = (Fix(Span(1, start, 1, 12), text) for start, text in ((7, '"new"'), (8, "odd"), (7, '"odd"')))

    def check() -> list[FileReport]:
        return told(wide, inside, same) if b"old" in files.now(place) else told()

    found = mend(check, files)
    assert files.now(place) == b'{"a": "new"}'
    assert [one.now for one in found.mends] == ['"new"']


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    files = MendedFiles()
    place = files.put(NAME, b'{"a": 1}')
    found = mend(lambda: told(Fix(Span(1, 7, 1, 8), "2" if b"1" in files.now(place) else "1")), files)
    assert len(found.mends) == ROUNDS
    assert files.now(place) == b'{"a": 1}'


def test_data_differ_by_values_names_lengths_and_types() -> None:
    old = [{"a": [1, "x"], "b c": {"d": None}, "e": True}]
    assert not list(differences(old, json.loads(json.dumps(old))))
    assert list(differences(old, [{"a": [1, "y"], "z": {"d": 0}, "e": 1}])) == [
        "$.a[1]",
        "$['b c']",
        "$['b c'].d",
        "$.e",
    ]
    assert list(differences(old, [{"a": [1], "b c": {"d": None}, "e": True}])) == ["$.a"]
    assert list(differences(old, [*old, None])) == [""]
    assert data_of(b"{", yaml=False) is UNREADABLE
    assert data_of(b"a: [", yaml=True) is UNREADABLE


def test_a_file_that_is_gone_meanwhile_is_not_made_again(tmp_path: Path) -> None:
    files = MendedFiles()
    file = tmp_path / "a.json"
    file.write_bytes(b"{")
    files.read(file)
    place = files.place(file)
    files.mend(place, b"{}")
    file.unlink()
    with pytest.raises(UsageError, match="cannot be written: No such file"):
        files.write(place)
    assert not file.exists()
