"""Calls for process mining: three columns, XES that its schema takes, whatever stands in names."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema

import simulator
from simulator.cli.base.main import run_command_line
from simulator.errors import UsageError
from simulator.model.reports.event_log import CaseEvent, CaseLog
from simulator.render.event_log import csv as as_csv
from simulator.render.event_log import xes
from tests.bodies import SCENARIOS

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
SCHEMA = Path(__file__).parent / "xes.xsd"
HOSTILE = 'a "quoted" <tag> & ]]> \x00\ud800 =1+1, new\nline 您好'


def test_calls_of_a_crowd_are_cases() -> None:
    crowd = simulator.run_many(HOTLINE, ["2 silence", "hangup[100]", "9"])
    log = crowd.to_event_log(at="2026-03-01T10:00:00Z")
    rows = list(csv.reader(io.StringIO(log.render("csv"))))
    assert rows[0] == ["case:concept:name", "concept:name", "time:timestamp"]
    assert rows[1] == ["0", "call", "2026-03-01T10:00:00.000+00:00"]
    assert [row[1] for row in rows if row[0] == "0"] == ["call", "start: 2", "technician: silence", "COMPLETED"]
    assert [row[1] for row in rows if row[0] == "1"] == ["call", "hung up"]
    assert len(log) == len(rows) - 1
    assert str(log) == log.render("csv")
    assert rows[-1][2] == "2026-03-01T10:00:" + f"{crowd[2].seconds:06.3f}+00:00"
    assert str(crowd.to_event_log()).splitlines()[1] == "0,call,2026-01-05T09:00:00.000+00:00"


def test_xes_is_what_its_schema_takes() -> None:
    text = simulator.run_many(HOTLINE, ["1", "2 1", "silence"]).to_event_log().render("xes")
    xmlschema.XMLSchema(SCHEMA).validate(text)
    root = ET.fromstring(text.encode())
    assert len(root.findall("{*}trace")) == 3


def test_names_of_all_kinds_are_escaped() -> None:
    log = CaseLog(HOSTILE, (CaseEvent(HOSTILE, HOSTILE, 0), CaseEvent("2", HOSTILE, -1)))
    text = xes.render(log)
    xmlschema.XMLSchema(SCHEMA).validate(text)
    found = ET.fromstring(text.encode()).find("{*}trace/{*}event/{*}string")
    assert found is not None
    assert "<tag> & ]]>" in found.attrib["value"]
    rows = list(csv.reader(io.StringIO(as_csv.render(log))))
    assert rows[1][1] == HOSTILE
    assert len(rows) == 3


def test_an_event_log_becomes_a_data_frame() -> None:
    pytest.importorskip("pandas")
    frame = simulator.run_many(HOTLINE, ["1"]).to_event_log().to_dataframe()
    assert list(frame.columns) == ["case:concept:name", "concept:name", "time:timestamp"]
    assert len(frame) == 3


def test_a_file_is_written_as_its_name_ends_and_never_overwritten(tmp_path: Path) -> None:
    log = simulator.run_many(HOTLINE, ["1"]).to_event_log()
    for name in ("a.csv", "a.XES"):
        log.save(tmp_path / name)
    assert (tmp_path / "a.csv").read_text("utf-8") == log.render("csv")
    assert (tmp_path / "a.XES").read_text("utf-8") == log.render("xes")
    with pytest.raises(UsageError, match="exists and is not overwritten"):
        log.save(tmp_path / "a.csv")
    log.save(tmp_path / "a.csv", force=True)
    with pytest.raises(UsageError, match=r"expected NAME\.csv or NAME\.xes"):
        log.save(tmp_path / "a.txt")


def test_the_sessions_of_a_log_are_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log, out = tmp_path / "log.jsonl", tmp_path / "events.csv"
    bodies = [one.body for one in simulator.run(HOTLINE, "2 silence").webhooks]
    log.write_text("\n".join(map(json.dumps, bodies)), "utf-8")
    command = ["replay", str(log), "--flow", str(HOTLINE), "--event-log", str(out)]
    assert run_command_line(command) == 0
    activities = [row[1] for row in list(csv.reader(io.StringIO(out.read_text("utf-8"))))[1:]]
    assert activities == ["call", "start: 2", "technician: no digits", "session COMPLETED"]
    assert run_command_line(command) == 2
    assert "exists and is not overwritten" in capsys.readouterr().err
    assert run_command_line([*command, "--force"]) == 0
    assert run_command_line([*command[:-1], str(tmp_path / "x.txt")]) == 2
    assert run_command_line([*command[:-1], str(tmp_path / "log.jsonl.csv"), "--force"]) == 0


def test_sessions_without_instants_or_summaries_have_fewer_events(tmp_path: Path) -> None:
    log, out = tmp_path / "log.jsonl", tmp_path / "events.xes"
    bodies = [one.body for one in simulator.run(HOTLINE, "2 silence").webhooks if one.type == "VCA"]
    del bodies[0]["payload"]["timestamp"]
    log.write_text("\n".join(map(json.dumps, bodies)), "utf-8")
    run_command_line(["replay", str(log), "--flow", str(HOTLINE), "--event-log", str(out)])
    xmlschema.XMLSchema(SCHEMA).validate(out.read_text("utf-8"))
    assert out.read_text("utf-8").count("<event>") == len(bodies) - 1
