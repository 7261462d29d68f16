"""A small matrix made by hand: something of everything that a format has to show."""

from __future__ import annotations

from simulator.model.behaviour.behaviour import Place
from simulator.model.behaviour.way import Way
from simulator.model.reports.fault_matrix import FaultMatrix, FaultRow, Strike

DIAL = Place("a dial", "dial", words=("+6591234567",), leg="A")
MENU = Place("b menu", "capture", words=("Press 1 | or <2>.\x1b[31m",), stage="top", action="2.sayAndCapture")
RESET = ({"reply": {"drop": False}}, {"reply": {"drop": True}})


def strikes() -> tuple[Strike, ...]:
    way = Way("1", ("failed:404",), 1)
    return (
        Strike("slow", "1", Way("1 hangup", (), 1), "COMPLETED", None, ("Sales.", "Bye."), "Welcome.",
               injected=({"reply": {"delay": "4000ms"}},)),
        Strike("slow", "2", Way("2", (), 1), "ERROR", -2003, ("Hm.",), "Welcome.", trouble="it failed: <b>",
               injected=({"reply": {"delay": "4000ms"}},)),
        Strike("slow", "done", Way("3", (), 1), "STOPPED", None, ("More.",), "Welcome.", bridged=True),
        Strike("dropped", "1", way, "ERROR", -2003, (), "Press \u202e1.", injected=RESET),
        Strike("dropped", "2", way, "ERROR", -2003, (), "Press 1.", injected=RESET),
        Strike("say", "done", Way(), "ERROR", -2005, (), "", injected=({"say": "failed"},)),
    )  # fmt: skip


def matrix() -> FaultMatrix:
    dials = (
        Strike("busy", "busy", Way("", ("busy",)), "BUSY", on_line=False),
        Strike("-2001", "done", Way(), "ERROR", -2001, on_line=False, injected=({"session": -2001},)),
    )
    rows = (FaultRow(DIAL, Way(), dials), FaultRow(MENU, Way("1", (), 1), strikes()))
    return FaultMatrix("Desk \x07", rows, ("maxPlaces",), 3, "a desk.flow.yaml")
