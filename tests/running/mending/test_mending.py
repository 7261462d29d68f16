"""Mending: what is certain is written, layout and meaning stay, and a second time there is nothing to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.loading.json.json_text import read_json
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.model.diagnostic import Diagnostic, Fix, Span
from simulator.model.reports.file_report import FileReport
from simulator.running.flow_check import account_report, flow_reports
from simulator.running.mending.differing import UNREADABLE, data_of, differences
from simulator.running.mending.files import MendedFiles
from simulator.running.mending.mending import ROUNDS, Mended, mend
from simulator.running.source import Source
from simulator.scenario.checking import scenario_report

if TYPE_CHECKING:
    from simulator.loading.body.body import BodyKind

AT = 1_767_603_600_000
NAME = "body.json"


def mended(raw: bytes, kind: BodyKind = "request", account: Account = Account()) -> tuple[bytes, Mended]:  # noqa: B008
    """A body as it is mended, and what came of it."""
    files = MendedFiles()
    place = files.put(NAME, raw)
    found = mend(lambda: [Source(files.read(Path(NAME)), NAME, kind, account, AT).report], files)
    return files.now(place), found


def in_folder(folder: Path, name: str, text: str) -> tuple[str, Mended]:
    """A YAML file of ours as it is mended (nothing is written)."""
    file = folder / name
    file.write_bytes(text.encode())
    files = MendedFiles()

    def check() -> list[FileReport]:
        if name.endswith(".flow.yaml"):
            return flow_reports(str(file), at=AT, read_file=files.read)
        return [(scenario_report if "scenario" in name else account_report)(str(file), files.read)]

    return files_now(files, file, found := mend(check, files)), found


def files_now(files: MendedFiles, file: Path, _: Mended) -> str:
    return files.read(file).decode()


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
inbounds: x
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
    found = tuple(Diagnostic("L999", "info", "m", "h", "$.a", fix.span, NAME, fix) for fix in fixes)
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


names = st.sampled_from(["a", "b c", "callflow", "é", "x1", "y_2"])
texts = st.text(alphabet="ab '/#*,:{}[]\\\"é“1", max_size=8)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 99), texts),
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(names, below, max_size=3)),
    max_leaves=12,
)
LITERALS = {True: ["True", "true", "TRUE"], False: ["False", "false"], None: ["None", "null", "Null", "undefined"]}
GAPS = ["", " ", "\n", "\r\n", "// c, ]\n", '/* } " */', " # ' c\r\n", "\n  // a\n  /* b */\n"]


@st.composite
def slipped(draw: st.DrawFn, value: Any) -> str:
    """A value as people write it who do not know JSON well."""

    def gap() -> str:
        return draw(st.sampled_from(GAPS))

    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else [(None, one) for one in value]
        parts = [
            ("" if name is None else f"{gap()}{draw(slipped_text(name, name=True))}{gap()}:")
            + f"{gap()}{draw(slipped(one))}{gap()}"
            for name, one in pairs
        ]
        ends = "," + gap() if parts and draw(st.booleans()) else ""
        return ("{%s}" if isinstance(value, dict) else "[%s]") % (",".join(parts) + ends or gap())
    if isinstance(value, str):
        return draw(slipped_text(value))
    return draw(st.sampled_from(LITERALS[value])) if value is None or isinstance(value, bool) else json.dumps(value)


@st.composite
def slipped_text(draw: st.DrawFn, text: str, *, name: bool = False) -> str:
    """A text in one of the quotes that are certain."""
    written = json.dumps(text, ensure_ascii=False)
    ways = [written]
    if not set(text) & set("'\\\""):
        ways.append(f"'{text}'")
    if not set(text) & set('“\\"'):
        ways += [f"“{text}”", f"„{text}“"]
    if name and text.isascii() and text.isidentifier():
        ways.append(text)
    return draw(st.sampled_from(ways))


def only_syntax(raw: bytes) -> list[FileReport]:
    faults = read_json(raw, Assumptions()).faults
    found = tuple(Diagnostic(one.code, "error", "", one.hint, "$", one.span or Span(), NAME, one.fix) for one in faults)  # type: ignore[arg-type]
    return [FileReport(NAME, "", {}, found)]


@given(st.data(), st.dictionaries(names, values, max_size=3), st.booleans())
def test_data_with_slips_are_read_as_they_were_meant(data: st.DataObject, value: Any, marked: bool) -> None:
    raw = data.draw(slipped(value)).encode()
    files = MendedFiles()
    place = files.put(NAME, b"\xef\xbb\xbf" * marked + raw)
    found = mend(lambda: only_syntax(files.read(Path(NAME))), files)
    assert not found.hopeless
    assert data_of(files.now(place), yaml=False) == [value]


MISSPELT = st.sampled_from(
    ["say", "Say", "say_and_capture", "sayAndCapture", "hang up", "MakeCall", "makecall", "dance", "playfile", "sa"]
)
PARAMS = st.dictionaries(
    st.sampled_from(
        ["text", "Text", "txt", "promptMessage", "promptMesage", "maxDigit", "maxDigits", "mDigits", "repetitions",
         "voiceProfile", "voice_profile", "destination", "source", "Source", "language", "odd"]
    ),
    st.sampled_from(["Hi", "+44 161 496 0123", "0044 161 496 0123", "+6591234567", "2", 2, 6591234567, "true", None]),
    max_size=5,
)  # fmt: skip
BODIES = st.dictionaries(
    st.sampled_from(["callflow", "Callflow", "call_flow", "clientActionId", "clientactionid", "validUntil"]),
    st.lists(
        st.fixed_dictionaries({}, optional={"action": MISSPELT, "Action": MISSPELT, "params": PARAMS}), max_size=4
    ),
    max_size=3,
)


@given(BODIES, st.booleans(), st.sampled_from(["request", "reply"]))
def test_what_is_mended_differs_where_a_finding_said_so_and_once_is_enough(
    body: Any, strict: bool, kind: BodyKind
) -> None:
    raw, account = json.dumps(body, indent=1).encode(), Account(strict=strict)
    after, found = mended(raw, kind, account)
    assert with_all(found, data_of(raw, yaml=False)) == with_all(found, data_of(after, yaml=False))
    assert mended(after, kind, account) == (after, Mended(found.reports, (), found.reports))
    assert not any(one.fix for report in found.reports for one in report.diagnostics)


def with_all(found: Mended, data: Any) -> Any:
    """The data with each name and value as the findings would have it, wherever it stands; objects as pairs."""
    said = [one.found.fix.instead for one in found.mends if one.found.fix and one.found.fix.instead]
    names = {one.was: one.value for one in said if one.name}
    values = {repr(one.was): one.value for one in said if not one.name}

    def changed(part: Any) -> Any:
        if isinstance(part, dict):
            return [(names.get(name, name), changed(value)) for name, value in part.items()]
        return [changed(one) for one in part] if isinstance(part, list) else values.get(repr(part), part)

    return changed(data)


POOL = (
    "calerIds: [+65 6234 5678, '0065 6234 5678', \"+6562345678\"]",
    "callerIds:\n  - '+65 6234 5678' # a number\n  - +6562345678",
    'capacity: "5"',
    "Capacity: 5",
    "strict: yes",
    "strct: 'true'",
    "assumptions:\n  bargein: off\n  vca_after: Capture",
    'assumption: {ringTime: "100", dialdelay: 1_000}',
    "dialect: V1.2",
    "webhooks: {vca: true, VSS: no}",
    'virtualNumbers: {"+65 6234 5678": x, +6562345679: y}',
    "ignore: [l001, 'L002', L03]",
    "voiceprofiles: [en-GB-Emma]",
    "odd: 1",
)


@given(st.lists(st.sampled_from(POOL), unique=True, max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_account_files_keep_all_but_what_findings_say(lines: list[str], ends: str, marked: bool) -> None:
    text = "".join(f"{line}  # note {number}\n" for number, line in enumerate(lines)).replace("\n", ends)
    raw, files = b"\xef\xbb\xbf" * marked + text.encode(), MendedFiles()
    place = files.put("account.yaml", raw)
    found = mend(lambda: [account_report("account.yaml", files.read)], files)
    after = files.now(place)
    assert with_all(found, data_of(raw, yaml=True)) == with_all(found, data_of(after, yaml=True))
    assert [line.partition("#")[1:] for line in text.split(ends)] == [
        line.partition("#")[1:] for line in after.decode("utf-8-sig").split(ends)
    ]
    assert after.startswith(b"\xef\xbb\xbf") == marked
    assert mend(lambda: [account_report("account.yaml", files.read)], files).mends == ()


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
