"""faults(): the matrix as a table, as a DataFrame and as text."""

from __future__ import annotations

import simulator
from simulator import faults
from tests.exploring._flows import HANGUP, SAMPLES, flow, menu, reply, row, say

DESK = SAMPLES / "table.flow.yaml"


def test_what_the_caller_hears_of_each_fault() -> None:
    found = faults(flow(menu("Press 1."), rows=[row(reply(say("Fine."), HANGUP), stage="*")]), legs=["answered"])
    slow = [one for one in found.calls if one.fault == "slow"]
    assert slow
    assert all(one.heard == ("Fine.",) and not one.silent for one in slow)
    assert {one.fault for one in found.silent} >= {"tooSlow", "http500", "empty", "say"}
    assert {one.fault for one in found.silent} <= {one.fault for one in found.calls} - {"slow"}


def test_a_request_with_a_backend_will_do_as_well() -> None:
    request = (SAMPLES / "request.json").read_bytes()
    found = faults(request, account=SAMPLES / "account.yaml", legs=["answered"])
    assert {one.fault for one in found.calls} >= {"say"}
    assert simulator.Faults is type(found)


def test_it_shows_itself() -> None:
    found = faults(DESK, legs=["answered"])
    shown: list[str] = []

    class Printer:
        text = staticmethod(shown.append)

    found._repr_pretty_(Printer(), False)
    assert shown == [str(found)] == [found.render()]
    table = found._repr_html_()
    assert table.count("<tr>") == 1 + len(found.matrix.rows)
    assert table.count('">dead line -2003</td>') == table.count("-2003") == 3 * 6
    assert table.count("background:rgba(234") == table.count(">dead line")
    frame = found.to_dataframe()
    assert len(frame) == len(found.calls)
    assert list(frame.columns)[:3] == ["place", "fault", "at"]
    assert int(frame["silent"].sum()) == len(found.silent)


def test_trouble_has_a_colour_of_its_own() -> None:
    crashes = "python:tests.exploring.backends:null_crash"
    table = faults(flow(menu("Press 1."), rows=[]), backend=crashes, legs=["answered"])._repr_html_()
    assert "background:rgba(220" in table
