"""Where results go: a plain format to standard output or a file, reports beside it, nothing lost."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from simulator.errors import UsageError
from simulator.render.output import place_of
from simulator.render.output import write as write_report
from tests.cli.files import REFUSED, Terminal, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow


def test_reports_go_to_their_files_and_text_still_to_standard_output(callflow: Callflow, folder: Path) -> None:
    done = callflow("check booking.json --format json:found.json --format sarif:found.sarif")
    assert done.out == callflow("check booking.json").out
    assert (folder / "found.json").read_text("utf-8") == callflow("check booking.json --format json").out
    assert json.loads((folder / "found.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_a_plain_format_and_reports_can_be_had_in_one_run(callflow: Callflow, folder: Path) -> None:
    done = callflow("run booking.json --format json --format text:run.txt --format mermaid:run.mmd")
    assert json.loads(done.out)
    assert (folder / "run.txt").read_text("utf-8") == callflow("run booking.json").out
    assert (folder / "run.mmd").exists()


def test_a_report_takes_the_place_of_the_last_one(callflow: Callflow, folder: Path) -> None:
    (folder / "found.json").write_text("old", encoding="utf-8")
    assert callflow("check booking.json --format json:found.json").status == 0
    assert json.loads((folder / "found.json").read_text("utf-8"))


def test_a_colon_in_the_name_of_a_report_is_part_of_it(callflow: Callflow, folder: Path) -> None:
    assert callflow("check booking.json --format json:a:b.json").status == 0
    assert (folder / "a:b.json").exists()


@pytest.mark.parametrize("command", ["check booking.json", "run booking.json", "graph booking.json", "assumptions"])
def test_output_is_written_and_never_overwrites_without_force(command: str, callflow: Callflow, folder: Path) -> None:
    shown = callflow(command).out
    done = callflow(f"{command} --output result.txt")
    assert (done.status, done.out, done.err) == (0, "", "")
    assert (folder / "result.txt").read_bytes().decode() == shown
    (folder / "result.txt").write_text("precious", encoding="utf-8")
    refused = callflow(f"{command} --output result.txt --format text:more.txt")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == (
        'callflow: "result.txt" exists and is not overwritten: choose another --output, or --force\n'
    )
    assert (folder / "result.txt").read_text("utf-8") == "precious"
    assert not (folder / "more.txt").exists(), "nothing is done before everything can be"
    assert callflow(f"{command} --output result.txt --force").status == 0
    assert (folder / "result.txt").read_bytes().decode() == shown


def test_a_dash_as_output_is_standard_output(callflow: Callflow) -> None:
    assert callflow("check booking.json --output -").out == callflow("check booking.json").out


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ("--format jsn", "there is no format 'jsn' for diagnostics: did you mean json?"),
        ("--format svg", "there is no format 'svg' for diagnostics: use one of: github, json, sarif, text"),
        ("--format jsn:found.json", "there is no format 'jsn' for diagnostics: did you mean json?"),
        ("--format json:", '--format "json:" names no file after the colon: expected json:FILE'),
        ("--format json --format text", "one plain --format goes to standard output, found 2: json, text"),
        ("--output booking.json/found.txt", '"booking.json/found.txt" cannot be written: "booking.json" is no folder'),
        ("--format json:booking.json/a/b", '"booking.json/a/b" cannot be written: "booking.json" is no folder'),
        ("--output .", '"." is a folder: name a file in it'),
        ("--format json:..", '".." is a folder: name a file in it'),
    ],
)
def test_a_place_or_format_that_cannot_be_used_is_misuse(options: str, complaint: str, callflow: Callflow) -> None:
    done = callflow(f"check booking.json {options}")
    assert (done.status, done.out) == (2, "")
    assert done.err == f"callflow: {complaint}\n"


@pytest.mark.parametrize("option", ["--output", "--format"])
def test_folders_are_made_for_results_and_reports(option: str, callflow: Callflow, folder: Path) -> None:
    name = "made/for/this/found.txt"
    done = callflow(f"check booking.json {option} {name if option == '--output' else f'text:{name}'}")
    assert (done.status, done.err) == (0, "")
    assert (folder / name).read_text(encoding="utf-8").startswith("booking.json")


def test_a_folder_that_cannot_be_made_is_told(folder: Path) -> None:
    there = place_of("made/found.txt")
    (folder / "made").write_text("a file by now", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        write_report(there, "x")


def test_a_place_stays_where_it_was_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = place_of("found.txt")
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    write_report(there, "x")
    assert (folder / "found.txt").read_text(encoding="utf-8") == "x"


def test_an_existing_output_beats_a_finding(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    assert callflow("check bad.json --output booking.json").status == 2


COLOURED = ("check bad.json", "run booking.json", "explain -1006")


@pytest.mark.parametrize("command", COLOURED)
@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_and_never_with_no_color(
    command: str,
    terminal: bool,
    environment: dict[str, str],
    coloured: bool,
    callflow: Callflow,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(folder, "bad.json", REFUSED)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = Terminal()
    if terminal:
        monkeypatch.setattr(sys, "stdout", stream)
    shown = callflow(command).out + stream.getvalue()
    assert ("\x1b[" in shown) is coloured


def test_the_findings_of_a_refused_run_are_coloured_by_the_stream_they_go_to(
    callflow: Callflow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "bad.json", REFUSED)
    monkeypatch.setenv("TERM", "xterm")
    for command in ("run bad.json", "graph bad.json"):
        stream = Terminal()
        monkeypatch.setattr(sys, "stderr", stream)
        assert "\x1b[" not in callflow(command).out
        assert "\x1b[" in stream.getvalue()


@pytest.mark.parametrize("command", ["check bad.json", "run booking.json", "graph booking.json"])
def test_files_are_never_coloured(
    command: str, callflow: Callflow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "bad.json", REFUSED)
    monkeypatch.setattr(sys, "stdout", Terminal())
    callflow(f"{command} --output out.txt --format text:more.txt")
    assert "\x1b" not in (folder / "out.txt").read_text("utf-8") + (folder / "more.txt").read_text("utf-8")
