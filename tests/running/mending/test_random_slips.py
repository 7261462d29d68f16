"""Random bodies and files with slips: the data differ only where a finding said so, and once is enough."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from simulator.loading.json.json_text import read_json
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.model.diagnostic import Diagnostic, Span
from simulator.model.reports.file_report import FileReport
from simulator.running.flow_check import account_report
from simulator.running.mending.differing import data_of
from simulator.running.mending.files import MendedFiles
from simulator.running.mending.mending import Mended, mend
from tests.running.mending.mended import NAME, mended

if TYPE_CHECKING:
    from simulator.loading.body.body import BodyKind

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
        ends = "," + gap() if draw(st.booleans()) and parts else ""
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
    found = tuple(
        Diagnostic(one.code, "error", "", one.hint, "$", one.span or Span(), NAME, fix=one.fix)  # type: ignore[arg-type]
        for one in faults
    )
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
    values = {repr(old): str(one.value) for one in said if not one.name for old in (one.was, one.value)}

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
