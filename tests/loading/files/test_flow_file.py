"""Flow files: every key right, missing, of the wrong kind and misspelt, each fault at its line and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.loading.files.flow_file import read_flow
from simulator.loading.yaml.text import load_yaml
from simulator.model.account import Account
from simulator.model.diagnostic import Diagnostic, Span
from simulator.model.flow.flow_file import FlowFile

BODY = "request: {callflow: []}\n"
ROWS = "replies: []\n"
SOUND = BODY + ROWS
INBOUND = "inbound: {source: +6591234567, destination: +6562345678}\n"


def read(text: str, **files: str) -> tuple[FlowFile | None, tuple[Diagnostic, ...]]:
    """Read a flow file whose folder holds these files."""

    def opened(path: Path) -> bytes:
        if path.as_posix() not in files:
            raise FileNotFoundError(path)
        return files[path.as_posix()].encode()

    return read_flow(text.encode(), Path(), "x.flow.yaml", opened)


def flow_of(text: str, **files: str) -> FlowFile:
    flow, findings = read(text, **files)
    assert flow is not None
    assert not findings
    return flow


def row(when: str, reply: str = "{}") -> str:
    return f"  - {{when: {when}, reply: {reply}}}\n"


def table(*rows: str) -> str:
    return BODY + "replies:\n" + "".join(rows)


FAULTS = [
    # text, code, line:column, part of the message, part of the hint
    (f"flw: x\n{SOUND}", "F002", "1:1", "no key `flw`", "did you mean `flow`?"),
    (f"flow: [a]\n{SOUND}", "F003", "1:7", "a text is needed", "write a text"),
    (f"acount: a.yaml\n{SOUND}", "F002", "1:1", "no key `acount`", "did you mean `account`?"),
    (f"account: a.yaml\n{SOUND}", "F005", "1:10", "the file `a.yaml` cannot be read", "should be a file a.yaml"),
    (f"account: [a]\n{SOUND}", "F003", "1:10", "must be a mapping", "key: value"),
    (f"account: {{capacty: 1}}\n{SOUND}", "F002", "1:11", "no key `capacty`", "did you mean `capacity`?"),
    (ROWS, "F006", "1:1", "`request` (or `inbound`)", "add `request:`"),
    (f"reqest: x\n{SOUND}", "F002", "1:1", "no key `reqest`", "did you mean `request`?"),
    (f"request: [a]\n{ROWS}", "F003", "1:10", "a body cannot be a list", "write the path"),
    (f"request: a.json\n{ROWS}", "F005", "1:10", "the file `a.json`", "should be a file a.json"),
    (f"{INBOUND}{SOUND}", "F007", "1:1", "both say how the call begins", "keep one of the two"),
    (f"inbond: x\n{SOUND}", "F002", "1:1", "no key `inbond`", "did you mean `inbound`?"),
    (f"inbound: a\n{ROWS}", "F003", "1:10", "must be a mapping", "key: value"),
    (f"inbound: {{source: +6591234567}}\n{ROWS}", "F006", "1:10", "`destination` of the call", "add `destination:`"),
    (f"inbound: {{destination: +6591234567}}\n{ROWS}", "F006", "1:10", "`source` of the call", "add `source:`"),
    (f"inbound: {{source: a, destination: +6591234567}}\n{ROWS}", "F004", "1:19", "not a phone number", "7 to 15"),
    (
        f"inbound: {{source: Anonym, destination: +6591234567}}\n{ROWS}",
        "F004",
        "1:19",
        "not a phone number",
        "anonymous",
    ),
    (f"inbound: {{source: +6591234567, destination: anonymous}}\n{ROWS}", "F004", "1:45", "not a phone number", "7 to"),
    (f"inbound: {{source: +6591234567, destination: 1}}\n{ROWS}", "F004", "1:45", "not a phone number", "7 to 15"),
    (
        f"inbound: {{surce: 1, source: +6591234567, destination: +6591234567}}\n{ROWS}",
        "F002",
        "1:11",
        "`surce`",
        "source",
    ),
    (BODY, "F006", "1:1", "`replies` (or `backend`)", "add `replies:`"),
    (f"{SOUND}replys: []\n", "F002", "3:1", "no key `replys`", "did you mean `replies`?"),
    (f"{BODY}replies: a\n", "F003", "2:10", "a list is needed", "write a list"),
    (f"{SOUND}backend: python:a:b\n", "F007", "3:1", "both say who answers", "keep one of the two"),
    (f"{SOUND}bckend: x\n", "F002", "3:1", "no key `bckend`", "did you mean `backend`?"),
    (f"{BODY}backend: [a]\n", "F003", "2:10", "a text is needed", "write a text"),
    (f"{BODY}backend: ftp://a\n", "F004", "2:10", "not the place of a backend", "write it as http://"),
    (f"{BODY}backend: wsgj:a:b\n", "F004", "2:10", "not the place of a backend", "did you mean `wsgi:`?"),
    (f"{BODY}backend: wsgi:a\n", "F004", "2:10", "not the place", "write it as wsgi:package.module:app"),
    (f"{BODY}backend: http:///a\n", "F004", "2:10", "not the place", "write a whole address"),
    (f"{BODY}backend: http://a:99999/\n", "F004", "2:10", "not the place", "ort"),
    (f"{BODY}backend: http://a:0/\n", "F004", "2:10", "not the place", "a port from 1 to 65535"),
    (f"{BODY}backend: http://u:p@a/\n", "F004", "2:10", "not the place", "httpAuthHeader"),
    (f"{BODY}backend: http://a/ü\n", "F004", "2:10", "not the place", "percent-encoded"),
    (f"{SOUND}post: a\n", "F003", "3:7", "must be a mapping", "key: value"),
    (f"{SOUND}pst: a\n", "F002", "3:1", "no key `pst`", "did you mean `post`?"),
    (f"{SOUND}post: {{VSX: a}}\n", "F002", "3:8", "no key `VSX`", "did you mean `VSS`?"),
    (f"{SOUND}post: {{VSS: a}}\n", "F004", "3:13", "not an address to post to", "begins with http://"),
    (f"{SOUND}reset: a\n", "F004", "3:8", "not a function", "package.module:function"),
    (f"{SOUND}rest: a:b\n", "F002", "3:1", "no key `rest`", "did you mean `reset`?"),
    (f"{SOUND}httpAuthHeader: a\\tb ü\n", "F004", "3:17", "not the value of a header", "Bearer abc123"),
    (f"{SOUND}httpAuthHeder: a\n", "F002", "3:1", "no key `httpAuthHeder`", "did you mean `httpAuthHeader`?"),
    (f"{SOUND}probes: 1234\n", "F003", "3:9", "a list is needed", "write a list: [1234]"),
    (f"{SOUND}probes: {{a: b}}\n", "F003", "3:9", "a list is needed", "write a list"),
    (f"{SOUND}probes: [12x]\n", "F004", "3:10", "`12x` is not an entry that can be pressed", "0-9, *, # and A-D"),
    (f"{SOUND}probes: ['12', '1 2']\n", "F004", "3:16", "`1 2` is not an entry", "each entry in quotes"),
    (f"{SOUND}probes: [1, a]\n", "F004", "3:13", "`a` is not an entry", "0-9, *, # and A-D"),
    (f"{SOUND}probes: ['']\n", "F004", "3:10", "`` is not an entry", "0-9, *, # and A-D"),
    (f"{SOUND}probes: [[1]]\n", "F003", "3:10", "a text is needed", "write a text"),
    (f"{SOUND}probs: ['1']\n", "F002", "3:1", "no key `probs`", "did you mean `probes`?"),
    (table("  - a\n"), "F003", "3:5", "must be a mapping", "key: value"),
    (table("  - {reply: {}}\n"), "F006", "3:5", "`when` of this row", "add `when:`"),
    (table("  - {when: {}}\n"), "F006", "3:5", "`reply` of this row", "add `reply:`"),
    (table("  - {when: , reply: {}}\n"), "F006", "3:6", "`when` of this row", "add `when:`"),
    (table("  - {whn: {}, when: {}, reply: {}}\n"), "F002", "3:6", "no key `whn`", "did you mean `when`?"),
    (table("  - ~\n"), "F006", "3:5", "`when` of this row", "add `when:`"),
    (f"request: #\n{ROWS}", "F003", "1:1", "a text is needed", 'write "#" in quotes'),
    (table(row("{}", "a.json")), "F005", "3:23", "the file `a.json`", "should be a file"),
    (table(row("a")), "F003", "3:12", "must be a mapping", "key: value"),
    (table(row("{digts: 1}")), "F002", "3:13", "no key `digts`", "did you mean `digits`?"),
    (table(row("{digits: {a: b}}")), "F003", "3:21", "digits cannot be a mapping", "a text of keys"),
    (table(row("{digits: [[1]]}")), "F003", "3:22", "a text is needed", "write a text"),
    (table(row("{digits: 1x}")), "F004", "3:21", "`1x` cannot be pressed", "a text of keys"),
    (table(row("{digits: ohter}")), "F004", "3:21", "`ohter` cannot be pressed", "did you mean `other`"),
    (table(row("{digits: [1, nul]}")), "F004", "3:25", "`nul` cannot be pressed", "did you mean `null`"),
    (table(row("{digits: '/[/'}")), "F004", "3:21", "no regular expression", "`re`"),
    (table("  - when:\n      digits: #\n    reply: {}\n"), "F003", "4:7", "a text is needed", 'write "#" in quotes'),
    (table(row("{clientActionId: {a: b}}")), "F003", "3:29", "a text is needed", "write a text"),
    (table(row("{callStatus: CALL}")), "F004", "3:25", "not one of ACTION_COMPLETED", "choose"),
    ("flow: {Note: x}\n", "F003", "1:7", "a text is needed here, not a mapping", 'in quotes, "Note: x"'),
    ("flow: {a: [1]}\n", "F003", "1:7", "a text is needed here, not a mapping", "write a text"),
    ("- a\n", "F003", "1:1", "the flow file must be a mapping", "key: value"),
    ("flow: *\n", "F001", "1:7", "not readable as YAML", "in quotes"),
    (table(row("{digits: /[12]+/}")), "F001", "3:22", "not readable as YAML", "in quotes"),
    ("", "F006", "1:1", "the flow file is empty", "request"),
]


@pytest.mark.parametrize(("text", "code", "place", "message", "hint"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_every_fault_is_told_at_its_place(text: str, code: str, place: str, message: str, hint: str) -> None:
    _, findings = read(text)
    found = [f for f in findings if f.code == code and f"{f.span.line}:{f.span.column}" == place]
    assert found, [f"{f.span.line}:{f.span.column} {f.code} {f.message} ({f.hint})" for f in findings]
    assert message in found[0].message
    assert hint in found[0].hint
    assert found[0].severity == "error"


def test_the_whole_of_a_flow_file_is_read() -> None:
    flow = flow_of(
        "flow: Booking\naccount: a/account.yaml\nrequest: a/request.json\nreset: shop.data:clear\n"
        "httpAuthHeader: Bearer abc\npost: {VSS: 'http://127.0.0.1:1/vss'}\n"
        "replies:\n  - {when: {digits: '1'}, reply: thanks.json}\n",
        **{
            "a/account.yaml": "scenarios: {office: office.json}\n",
            "a/office.json": "{}",
            "a/request.json": '{"callflow": []}',
            "thanks.json": "{}",
        },
    )
    assert (flow.name, flow.request, flow.reset) == ("Booking", b'{"callflow": []}', "shop.data:clear")
    assert (flow.authorization, flow.post) == ("Bearer abc", {"VSS": "http://127.0.0.1:1/vss"})
    assert flow.account.scenarios == {"office": "{}"}
    assert flow.rows is not None
    assert flow.rows[0].reply.text.file == "thanks.json"
    assert flow.files == ("x.flow.yaml", "a/account.yaml", "a/office.json", "a/request.json", "thanks.json")


def test_without_a_name_a_flow_has_that_of_its_file() -> None:
    assert flow_of(SOUND).name == "x"


def test_probes_are_the_keys_as_they_were_written() -> None:
    assert flow_of(f"{SOUND}probes: [0042, '1234#', \"*7\", 1D]\n").probes == ("0042", "1234#", "*7", "1D")
    assert flow_of(f"{SOUND}probes:\n").probes == ()
    assert flow_of(SOUND).probes == ()


def test_a_call_may_come_in_and_a_backend_may_answer_it() -> None:
    flow = flow_of(f"{INBOUND}backend: asgi:shop.app:app/vca\naccount: {{capacity: 2}}\n")
    assert flow.inbound is not None
    assert (flow.inbound.source, flow.request, flow.rows) == ("+6591234567", None, None)
    assert flow.account == Account(capacity=2)


@pytest.mark.parametrize("source", ["", "anonymous", "private", "restricted", "unavailable", "unknown", "6591234567"])
def test_who_calls_may_withhold_the_number(source: str) -> None:
    flow = flow_of(f'inbound: {{source: "{source}", destination: +6562345678}}\nbackend: asgi:shop.app:app\n')
    assert flow.inbound is not None
    assert flow.inbound.source == source


def test_another_account_takes_the_place_of_the_flows_and_an_overlay_lies_over_it() -> None:
    over = load_yaml(b"{capacity: 3, assumptions: {bargeIn: false}}").root
    text = f"account: {{capacity: 1, strict: true}}\n{SOUND}".encode()
    flow, _ = read_flow(text, Path(), "x.flow.yaml", account_overlay=over)
    assert flow is not None
    assert (flow.account.capacity, flow.account.strict, flow.account.assumptions.barge_in) == (3, True, False)
    flow, _ = read_flow(text, Path(), "x.flow.yaml", account=Account(capacity=9))
    assert flow is not None
    assert flow.account == Account(capacity=9)


def test_faults_of_the_account_file_stand_in_it() -> None:
    _, findings = read(f"account: a.yaml\n{SOUND}", **{"a.yaml": "\ncapacty: 1\n"})
    assert [(f.file, f.span.line, f.code) for f in findings] == [("a.yaml", 2, "F002")]


ANSWERS = [
    ("{}", "ACTION_COMPLETED", "1", None, True),
    ("{}", "ACTION_COMPLETED", None, None, True),
    ("{}", "ACTION_COMPLETED", "1", "day", False),
    ("{clientActionId: day}", "ACTION_COMPLETED", "1", "day", True),
    ("{clientActionId: day}", "ACTION_COMPLETED", "1", None, False),
    ("{clientActionId: '*'}", "ACTION_COMPLETED", "1", None, True),
    ("{clientActionId: '*'}", "ACTION_COMPLETED", "1", "day", True),
    ("{digits: 012}", "ACTION_COMPLETED", "012", None, True),
    ("{digits: 012}", "ACTION_COMPLETED", "12", None, False),
    ("{digits: ['1', '2']}", "ACTION_COMPLETED", "2", None, True),
    ("{digits: ['1', '2']}", "ACTION_COMPLETED", None, None, False),
    ("{digits: '/[12]+/'}", "ACTION_COMPLETED", "121", None, True),
    ("{digits: '/[12]+/'}", "ACTION_COMPLETED", "1213", None, False),
    ("{digits: '/[12]*/'}", "ACTION_COMPLETED", None, None, False),
    ("{digits: null}", "ACTION_COMPLETED", None, None, True),
    ("{digits: null}", "ACTION_COMPLETED", "1", None, False),
    ("{digits: null}", "CALL_RECEIVED", None, None, False),
    ("{digits: other}", "ACTION_COMPLETED", "77", None, True),
    ("{digits: other}", "ACTION_COMPLETED", None, None, False),
    ("{callStatus: CALL_RECEIVED}", "CALL_RECEIVED", None, None, True),
    ("{callStatus: CALL_RECEIVED}", "ACTION_COMPLETED", None, None, False),
]


@pytest.mark.parametrize(("when", "status", "digits", "stage", "expected"), ANSWERS)
def test_each_form_of_when(when: str, status: str, digits: str | None, stage: str | None, expected: bool) -> None:
    flow = flow_of(f"{INBOUND}replies:\n  - {{when: {when}, reply: {{}}}}\n") if "day" not in when else None
    rows = flow.rows if flow else None
    if rows is None:
        rows = flow_of(table(row("{}", "{clientActionId: day}"), row(when))).rows[1:]  # type: ignore[index]
    assert rows[0].when.matches(status, digits, stage) == expected


NEVER = [
    (table(row("{}"), row("{digits: '1'}")), "rows above take everything"),
    (table(row("{digits: other}"), row("{digits: null}"), row("{}")), "rows above take everything"),
    (table(row("{digits: other}"), row("{digits: /1/}")), "rows above take everything"),
    (table(row("{digits: /1/}"), row("{digits: /1/}")), "rows above take everything"),
    (table(row("{digits: '/[12]/'}"), row("{digits: ['1', '2']}")), "rows above take everything"),
    (table(row("{digits: null}"), row("{digits: null}")), "rows above take everything"),
    (table(row("{digits: ['1', '2']}"), row("{digits: '2'}")), "rows above take everything"),
    (table(row("{clientActionId: '*', digits: other}"), row("{digits: other}")), "rows above take everything"),
    (table(row("{callStatus: CALL_RECEIVED}")), "for calls that come in"),
    (table(row("{digits: '1'}"), row("{clientActionId: day}")), "gives the clientActionId `day`"),
    (table(row("{digits: '1'}"), row("{clientActionId: a}", "{clientActionId: a}")), "gives the clientActionId `a`"),
    (
        f"{INBOUND}replies:\n{row('{callStatus: CALL_RECEIVED, digits: null}')}",
        "CALL_RECEIVED comes first, without stage and digits",
    ),
    (f"{INBOUND}replies:\n{row('{}')}{row('{callStatus: CALL_RECEIVED}')}", "rows above take everything"),
]


@pytest.mark.parametrize(("text", "why"), NEVER)
def test_a_row_that_can_never_answer_is_a_warning_at_its_line(text: str, why: str) -> None:
    _, findings = read(text)
    (found,) = findings
    assert (found.code, found.severity) == ("F008", "warning")
    assert why in found.message
    assert found.span.line == text.count("\n")


def test_a_stage_that_nobody_gives_is_told_with_the_nearest() -> None:
    _, (found,) = read(table(row("{digits: '1'}", "{clientActionId: menu}"), row("{clientActionId: mneu}")))
    assert found.hint == "did you mean `menu`?"


SOUND_TABLES = [
    table(row("{digits: '1'}"), row("{digits: other}"), row("{digits: null}")),
    table(row("{clientActionId: '*', digits: null}", "{clientActionId: a}"), row("{digits: other}")),
    table(row("{digits: '1'}", "{clientActionId: a}"), row("{clientActionId: '*', digits: '1'}")),
    table(row("{digits: '1'}"), row("{digits: ['1', '2']}"), row("{}")),
    table(row("{digits: other}"), row("{}")),
    table(row("{digits: /1+/}"), row("{digits: /2+/}")),
    f"{INBOUND}replies:\n{row('{callStatus: CALL_RECEIVED}')}{row('{digits: null}')}{row('{}')}",
    f"{INBOUND}replies:\n{row('{callStatus: ACTION_COMPLETED}')}{row('{}')}",
]


@pytest.mark.parametrize("text", SOUND_TABLES)
def test_rows_that_can_answer_are_let_be(text: str) -> None:
    _, findings = read(text)
    assert not findings


def test_findings_come_in_the_order_of_the_file() -> None:
    _, findings = read(f"flw: a\n{BODY}rplies: []\npost: 3\n")
    places = [(f.span.line, f.span.column) for f in findings]
    assert places == sorted(places)
    assert len(places) == 4
    assert all(re.fullmatch("F00[0-9]", str(f.code)) for f in findings)


def test_the_places_of_an_inline_body_are_looked_up_when_they_are_asked_for() -> None:
    text = table(row("{digits: '1'}"), row("{}", "{callflow: [{action: say, params: {text: é}}]}"))
    flow = flow_of(f"\ufeff{text}")
    assert flow.rows
    place = flow.rows[1].reply.place
    assert place is not None
    column = text.splitlines()[3].index("é") + 1
    assert place("$.callflow[0].params.text", "") == Span(4, column, 4, column + 1)
    assert place("$.callflow[0].params.speed", "") == place("$.callflow[0].params", "")
