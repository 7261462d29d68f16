"""Opening hours in a row of a table: in its `when` or beside it, every fault with its place and what to write."""

from __future__ import annotations

import zoneinfo
from pathlib import Path

import pytest

from simulator.loading.files.flow_file import read_flow
from simulator.model.diagnostic import Diagnostic
from simulator.model.flow.flow_file import FlowFile
from simulator.model.flow.hours import Hours

FLOW = """flow: Desk
inbound: {{source: "+6591234567", destination: "+6531380000"}}
replies:
  - when: {{callStatus: CALL_RECEIVED{inside}}}
    reply: {{callflow: [{{action: hangup}}]}}{beside}
"""


def read(inside: str = "", beside: str = "") -> tuple[FlowFile | None, tuple[Diagnostic, ...]]:
    text = FLOW.format(inside=f", {inside}" if inside else "", beside=f"\n    {beside}" if beside else "")
    return read_flow(text.encode(), Path(), "desk.flow.yaml")


@pytest.mark.parametrize(
    ("given", "hours"),
    [
        ('between: ["09:00", "17:00"], days: mon-wed, timezone: Asia/Tokyo', Hours(540, 1020, (0, 1, 2), "Asia/Tokyo")),
        ("between: [22:00, 06:00]", Hours(1320, 360)),
        ('between: ["18:00", "24:00"]', Hours(1080, 1440)),
        ("days: [sat, sun]", Hours(days=(5, 6))),
        ("days: [fri-mon, wed]", Hours(days=(0, 2, 4, 5, 6))),
        ("days: sun, timezone: UTC", Hours(days=(6,))),
    ],
)  # fmt: skip
def test_what_a_row_may_say(given: str, hours: Hours) -> None:
    flow, found = read(given)
    assert flow is not None
    assert not found
    assert flow.hours == (hours,)


def test_hours_may_stand_beside_when() -> None:
    flow, found = read(beside='between: ["09:00", "17:00"]')
    assert flow is not None
    assert not found
    assert flow.hours == (Hours(540, 1020),)


@pytest.mark.parametrize(
    ("given", "says", "hint", "column"),
    [
        ('between: ["09:00"]', "needs two times", '["09:00", "17:00"]', 48),
        ("between: 09:00-17:00", "needs two times", '["09:00", "17:00"]', 48),
        ('between: ["9:00", "17:00"]', "`9:00` is no time", 'write "09:00"', 49),
        ('between: ["nine", "17:00"]', "`nine` is no time", 'as in "09:00"', 49),
        ('between: ["09:00", "24:01"]', "`24:01` is no time", '"00:00" to "24:00"', 58),
        ('between: ["09:60", "17:00"]', "`09:60` is no time", '"00:00" to "24:00"', 49),
        ('between: ["09:00", [1]]', "a text is needed", "write a text", 58),
        ('between: ["09:00", "09:00"]', "never be open", "leave it out for all day", 48),
        ('between: ["24:00", "09:00"]', "never be open", "leave it out for all day", 48),
        ("days: Monday", "`Monday` is no day", "did you mean `mon`?", 45),
        ("days: [mon, Do]", "`Do` is no day", "mon, tue, wed", 51),
        ("days: mon-friday", "`friday` is no day", "did you mean `fri`?", 45),
        ("days: []", "names no day", "leave `days` out", 45),
        ("days: [[mon]]", "a text is needed", "write a text", 46),
        ("days: mon, timezone: Europe/Berln", "`Europe/Berln` is no time zone", "did you mean `Europe/Berlin`?", 60),
        ("days: mon, timezone: ../etc/passwd", "is no time zone", "Europe/Berlin, or UTC", 60),
        ("days: mon, timezone: Europe", "`Europe` is no time zone", "", 60),
        ("days: mon, timezone: [UTC]", "a text is needed", "write a text", 60),
        ("timezone: Europe/Berlin", "opens and closes nothing", "add `between", 49),
        ("betwen: [1]", "no key `betwen`", "did you mean `between`?", 39),
    ],
)
def test_a_fault_has_its_place_and_says_what_to_write(given: str, says: str, hint: str, column: int) -> None:
    _, (found,) = read(given)
    assert says in found.message
    assert hint in found.hint
    assert (found.file, found.span.line, found.span.column) == ("desk.flow.yaml", 4, column)


def test_one_key_in_both_places_is_a_fault() -> None:
    _, (found,) = read("days: mon", "days: tue")
    assert (found.code, found.span.line) == ("F007", 6)


def test_a_time_zone_alone_is_a_fault() -> None:
    _, (found,) = read("timezone: UTC")
    assert (found.code, found.message) == ("F006", "a time zone alone opens and closes nothing")


@pytest.mark.parametrize(("given", "right"), [('between: ["9:00", "17:00"]', "09:00"), ("days: Monday", "mon")])
def test_what_was_meant_can_be_mended(given: str, right: str) -> None:
    _, (found,) = read(given)
    assert found.fix is not None
    assert right in found.fix.text


def test_a_machine_without_data_about_zones_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoneinfo, "available_timezones", set)
    _, (found,) = read("days: mon, timezone: Europe/Nowhere")
    assert "no data about time zones" in found.message
    assert "pip install tzdata" in found.hint


ROW = "  - when: {{digits: {digits}{hours}}}\n    reply: {{callflow: [{{action: hangup}}]}}\n"


def unreachable(*rows: tuple[str, str]) -> list[int]:
    table = "".join(ROW.format(digits=digits, hours=f", {hours}" if hours else "") for digits, hours in rows)
    text = f"request: {{callflow: [{{action: hangup}}]}}\nreplies:\n{table}"
    flow, found = read_flow(text.encode(), Path(), "x.flow.yaml")
    assert flow is not None
    return [(one.span.line - 3) // 2 + 1 for one in found if one.code == "F008"]


def test_a_row_with_hours_takes_nothing_from_those_below_that_are_open_at_other_times() -> None:
    day, late = 'between: ["09:00", "17:00"]', 'between: ["17:00", "09:00"]'
    assert unreachable(('"1"', day), ('"1"', late), ('"1"', "")) == []
    assert unreachable(('"1"', day), ('"1"', day), ('"1"', "")) == [2]
    assert unreachable(('"1"', ""), ('"1"', day)) == [2]
    assert unreachable(("other", day), ('"1"', day), ('"2"', late)) == [2]
