"""Each format of findings: complete, escaped, and in the order of file, line and column."""

from __future__ import annotations

import json
import re
import sys
from pathlib import PureWindowsPath
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from simulator import registry
from simulator.model.diagnostic import LINE_BREAK, Diagnostic, Fix, Span
from simulator.model.reports.file_report import MOST, FileReport
from simulator.render.base import sarif_log
from simulator.render.diagnostics._frame import COLUMNS, frame, shown
from simulator.render.formats import formats, renderer
from simulator.render.width import width
from tests.render.golden_file import ending, same_as_golden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.diagnostic import Code, Severity

NAMES = formats("diagnostics")
LONG = '{"x": "' + "abc " * 100 + '", "action": "zay", "y": "' + "def " * 60 + '"}'
SOURCE = "\n".join(
    [
        "{",
        '\t"callflow": [',
        '    {"action": "say", "params": {"text": "日本語 e\u0301 \x1b[31m<script>", "voiceProfile": 5}},',
        '\t\t{"action": "sayAndCapture",\r',
        '\t\t "params": {"digitTimeout": 5000,',
        '\t\t            "overallTimeout": 4000}}',
        "  ]",
        "}",
        LONG,
        "",
    ]
)
LINES = SOURCE.split("\n")
REFUSED = {
    "httpStatus": 422,
    "sessionStatus": "NOT_CREATED",
    "statusCode": -1002,
    "statusMessage": "Speech profile or language parameter invalid",
}
ACCEPTED = {"httpStatus": 200, "sessionStatus": "CREATED", "statusCode": 1, "statusMessage": "Created"}
FILE = "my flows/büro:1,50%.json"


def found(
    code: Code, severity: Severity, message: str, hint: str, line: int, part: str, end: tuple[int, int] | None = None
) -> Diagnostic:
    column = LINES[line - 1].index(part) + 1
    span = Span(line, column, *(end or (line, column + len(part))))
    return Diagnostic(code, severity, message, hint, f"$.callflow[{line}]", span, FILE)


FOUND = (
    found("L099", "warning", '100% "odd",\r\n<script>: what?', "", 9, "abc " * 100),
    found(-1007, "error", "Invalid action type was used.", 'did you mean "say"?', 9, '"zay"'),
    found(-1006, "error", "OverallTimeout should be greater than digitTimeout", "raise it\nabove 5000", 6, "4000"),
    found("L001", "info", "all of this", "", 4, '{"action', (6, len(LINES[5]) + 1)),
    found("L002", "warning", "two lines", "", 5, '"params', (6, 20)),
    found("L004", "warning", "two of the same place", "", 3, "5}"),
    found(-1002, "error", "Speech profile or language parameter invalid", "give a voice", 3, "5}"),
)
REPORTS = [
    FileReport("z.flow.yaml", None, None),
    FileReport(FILE, SOURCE, REFUSED, FOUND),
    FileReport("a.json", "{}", ACCEPTED, (Diagnostic("L012", "warning", "m", "h", "$", Span(1, 1, 1, 3), "a.json"),)),
    FileReport("reply.json", "{}", {**ACCEPTED, "httpStatus": None}),
    FileReport("lost.json", None, None, (Diagnostic("L013", "info", "no text", "", "$", Span(), "lost.json"),)),
]


def rule(code: Code, title: str) -> ModuleType:
    module = ModuleType("rule", f"{title}\n\n## What\n\nMore.\n")
    vars(module)["CODE"] = code
    return module


RULES = (
    ModuleType("helper", "No rule at all."),
    rule("L002", "L002: A second capture."),
    rule(-1006, "-1006: The timeouts contradict each other."),
    rule(-1002, "-1002: No voice."),
)


@pytest.fixture(autouse=True)
def _few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of rules grows; what is shown of each is the same."""
    monkeypatch.setattr(registry, "modules", lambda package: RULES)


def show(name: str, reports: Sequence[FileReport] = REPORTS, **options: Any) -> str:
    return renderer("diagnostics", name)(reports, **options)


def test_a_format_is_named_like_its_module() -> None:
    assert all(n == sys.modules[renderer("diagnostics", n).__module__].FORMAT for n in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_reports_are_as_agreed(name: str) -> None:
    same_as_golden(f"diagnostics.{ending(name)}", show(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_order_in_which_findings_come_does_not_matter(name: str) -> None:
    turned = [evolve(r, diagnostics=r.diagnostics[::-1]) for r in REPORTS[::-1]]
    assert show(name, turned) == show(name)


# JSON


def test_json_has_exactly_the_documented_keys() -> None:
    drawn = json.loads(show("json"))
    assert [list(entry) for entry in drawn] == [["file", "answer", "diagnostics"]] * 5
    assert [entry["file"] for entry in drawn] == sorted(r.file for r in REPORTS)
    assert list(drawn[2]["diagnostics"][0]) == [
        "code", "severity", "message", "hint", "path", "line", "column", "endLine", "endColumn",
    ]  # fmt: skip


def test_json_writes_codes_as_numbers_and_lints_as_names_numbers_first() -> None:
    codes = [d["code"] for d in json.loads(show("json"))[2]["diagnostics"]]
    assert codes == [-1002, "L004", "L001", "L002", -1006, "L099", -1007]


def test_json_writes_a_lone_surrogate_as_an_escape() -> None:
    odd = evolve(FOUND[0], message="a\ud800b")
    text = show("json", [FileReport("x", None, None, (odd,))])
    assert "a\\ud800b" in text
    assert json.loads(text)[0]["diagnostics"][0]["message"] == "a\ud800b"


# text


def test_carets_stand_under_what_is_meant_behind_tabs_and_wide_characters() -> None:
    lines = show("text").split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("3 |"))
    assert width(lines[at].partition("5}")[0]) == lines[at + 1].index("^")
    tabbed = lines.index(next(line for line in lines if line.startswith("error[-1006]"))) + 4
    assert lines[tabbed].index("4000") == lines[tabbed + 1].index("^")


def test_nothing_in_a_file_can_steer_the_terminal() -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", show("text"))


def test_colour_is_added_on_demand_and_changes_nothing_else() -> None:
    coloured = show("text", colour=True)
    assert "\x1b[1;31merror[-1006]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == show("text")


def test_a_file_is_closed_by_what_the_platform_would_answer() -> None:
    text = show("text")
    assert f"{FILE}: refused: HTTP 422, -1002 {REFUSED['statusMessage']} (3 errors, 3 warnings, 1 info)\n" in text
    assert "a.json: accepted: HTTP 200, 1 Created (1 warning)\n" in text
    assert "reply.json: accepted: 1 Created (no findings)\n" in text
    assert "z.flow.yaml: no findings\n" in text


def test_no_files_are_shown_as_nothing() -> None:
    assert show("text", []) == ""


@pytest.mark.parametrize("start", [0, 7, 95, 96, 97, 300, 420, 600, len(LONG) - 1, len(LONG)])
def test_a_long_line_is_cropped_around_the_finding(start: int) -> None:
    line = shown(LONG, start, start + 5)
    assert len(line.text) <= COLUMNS + 2
    assert 0 <= line.start < line.end <= COLUMNS + 2
    assert line.text[line.start : line.end] == LONG[start : start + 5] or start >= len(LONG) - 5


def test_a_line_of_a_million_characters_is_not_measured_whole() -> None:
    line = shown("x" * 1_000_000, 999_990, 1_000_000)
    assert line.text == "…" + "x" * (24 + 10)
    assert (line.start, line.end) == (25, 35)


def test_a_finding_longer_than_the_screen_ends_with_it() -> None:
    line = shown(LONG, 7, 407)
    assert line.end == COLUMNS
    assert line.text.endswith("…")


def test_a_finding_at_the_very_end_of_a_file_has_a_caret() -> None:
    assert list(frame(["{"], Span(2, 1, 2, 1), "error", False)) == ["  |", "1 | {", "2 |", "  | ^"]


def test_a_place_outside_the_file_is_no_crash() -> None:
    assert list(frame(["{"], Span(9, 5, 12, 1), "error", False))[1:3] == [" 9 |", "   | ^"]


# SARIF


def test_sarif_has_the_structure_that_code_scanning_reads() -> None:
    log = json.loads(show("sarif"))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        region = result["locations"][0]["physicalLocation"]["region"]
        assert all(isinstance(region[key], int) and region[key] >= 1 for key in region)
        assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}


def test_sarif_lists_every_rule_that_the_folder_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    codes = [str(code) for code in registry.declared("simulator.rules", "CODE").values()]
    rules = json.loads(show("sarif", []))["runs"][0]["tool"]["driver"]["rules"]
    assert sorted(rule["id"] for rule in rules) == sorted(codes)
    assert all(rule["shortDescription"]["text"] for rule in rules)


def test_sarif_titles_come_from_the_rules_without_the_code() -> None:
    rules = {
        r["id"]: r["shortDescription"]["text"] for r in json.loads(show("sarif"))["runs"][0]["tool"]["driver"]["rules"]
    }
    assert rules["L002"] == "A second capture."
    assert rules["-1007"].startswith("Invalid action type was used.")
    assert rules["L099"] == "Finding L099"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a/b.json", "a/b.json"),
        (FILE, "my%20flows/b%C3%BCro%3A1%2C50%25.json"),
        ("/srv/a b.json", "file:///srv/a%20b.json"),
        ("odd\udcff.json", "odd%FF.json"),
    ],
)
def test_sarif_names_files_as_uris(file: str, uri: str) -> None:
    assert sarif_log.uri(file) == uri


def test_sarif_names_files_with_a_drive_letter_as_uris(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif_log, "PurePath", PureWindowsPath)
    assert sarif_log.uri("C:\\flows\\a.json") == "file:///C%3A/flows/a.json"


# GitHub


def test_github_commands_stay_on_one_line_and_escape_their_marks() -> None:
    lines = show("github").splitlines()
    assert len(lines) == sum(len(r.diagnostics) for r in REPORTS)
    assert all(re.fullmatch(r"::(error|warning|notice) file=[^:]*,title=[^:]*::.*", line) for line in lines)
    odd = next(line for line in lines if "L099" in line)
    assert "file=my flows/büro%3A1%2C50%25.json,line=9,endLine=9,col=8,endColumn=408,title=callflow L099::" in odd
    assert '::100%25 "odd",%0D%0A<script>: what?' in odd


def test_github_gets_columns_only_for_findings_of_one_line() -> None:
    line = next(line for line in show("github").splitlines() if "L001" in line)
    assert "line=4,endLine=6,title=" in line


def test_github_output_can_be_written_as_utf_8() -> None:
    odd = evolve(FOUND[0], message="a\ud800b")
    show("github", [FileReport("x", None, None, (odd,))]).encode()


# Very many findings


def many(count: int) -> FileReport:
    return FileReport("x", "[]", ACCEPTED, tuple(evolve(FOUND[0], hint=f"number {at}") for at in range(count)))


def test_text_says_how_many_findings_it_does_not_show() -> None:
    shown_text = show("text", [many(MOST + 2)])
    assert shown_text.count("number ") == MOST
    assert "\n\nand 2 more findings: the json format lists every one\n\nx: " in shown_text
    assert shown_text.endswith(f"({MOST + 2} warnings)\n")
    assert "\nand 1 more finding: " in show("text", [many(MOST + 1)])
    assert "more finding" not in show("text", [many(MOST)])


def test_formats_for_programs_have_every_finding() -> None:
    report = many(MOST + 2)
    assert all(show(name, [report]).count("number ") == MOST + 2 for name in NAMES if name != "text")


def test_a_source_is_split_into_lines_once_however_many_findings_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    class Counted:
        splits = 0

        def split(self, source: str) -> list[str]:
            self.splits += 1
            return LINE_BREAK.split(source)

    counted = Counted()
    monkeypatch.setattr("simulator.render.diagnostics.text.LINE_BREAK", counted)
    show("text", [FileReport("x", SOURCE, REFUSED, FOUND)])
    assert counted.splits == 1


def test_a_fix_is_told_to_programs_and_its_lack_is_not() -> None:
    span = Span(1, 2, 1, 5)
    fixed = Diagnostic(-1007, "error", "m", "h", "$.a", span, "x.json", fix=Fix(Span(1, 3, 2, 1), '"say"'))
    report = FileReport("my x.json", "{}", ACCEPTED, (fixed, evolve(fixed, fix=None, code="L001")))
    first, second = json.loads(renderer("diagnostics", "json")([report]))[0]["diagnostics"]
    assert first["fix"] == {"line": 1, "column": 3, "endLine": 2, "endColumn": 1, "text": '"say"'}
    assert "fix" not in second
    first, second = json.loads(renderer("diagnostics", "sarif")([report]))["runs"][0]["results"]
    change = first["fixes"][0]["artifactChanges"][0]
    assert change["artifactLocation"] == first["locations"][0]["physicalLocation"]["artifactLocation"]
    region = {"startLine": 1, "startColumn": 3, "endLine": 2, "endColumn": 1}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": '"say"'}}]
    assert "fixes" not in second
