"""Coverage to be shown: a menu that is covered in part, one that is covered whole, and a flow that is refused."""

from __future__ import annotations

from simulator.model.behaviour.behaviour import Place
from simulator.model.reports.coverage import CoverageCounts, EdgeHits, FlowCoverage, PlaceHits, RowLine

DIAL, MENU, LOST = "aa 1.makeCall", "aa 2.sayAndCapture", "cc 1.sayAndCapture pin"
BYE, SILENT, DONE, LEFT = "bb play", "dd play", "end COMPLETED", "end COMPLETED caller"
SCRIPT = "<script>alert('&')</script>"


def part() -> FlowCoverage:
    """A menu of a thousand gaps, nearly."""
    places = (
        (Place(DIAL, "dial", words=("+6591234567",), leg="A"), 5),
        (Place(MENU, "capture", words=(f"For sales press 1, for support press 2. {SCRIPT} And so on and on.",)), 5),
        (Place(BYE, "play", words=("Thanks.", "再见。")), 1),
        (Place(LOST, "capture", stage="pin", words=("Enter your PIN.",)), 0),
        (Place(SILENT, "play"), 0),
        (Place("inbound", "inbound"), 0),
        (Place(DONE, "end", status="COMPLETED"), 1),
        (Place(LEFT, "end", status="COMPLETED", by="caller"), 0),
    )
    edges = [
        EdgeHits((DIAL, "answered", MENU), 5, "answered"), EdgeHits((DIAL, "busy", DONE), 0, "busy"),
        EdgeHits((MENU, "1", BYE), 1, "1", (1,)), EdgeHits((MENU, "2", LOST), 0, "2", (2,)),
        EdgeHits((MENU, "42", BYE), 0, "42"), EdgeHits((MENU, "/[5-9]+/", BYE), 0, "5", (3,)),
        EdgeHits((MENU, "/x/", BYE), 0), EdgeHits((MENU, "silence", MENU), 3, "silence"),
        EdgeHits((MENU, "silence", BYE), 0, "silence"), EdgeHits((MENU, "hash", MENU), 0, "#"),
        EdgeHits((MENU, "hash", BYE), 0, "#"), EdgeHits((MENU, "hangup", LEFT), 0, "hangup"),
        EdgeHits((MENU, "hangup", BYE), 0, "hangup"), EdgeHits((LOST, "silence", SILENT), 0, "silence"),
        EdgeHits((BYE, "done", DONE), 1),
    ]  # fmt: skip
    extra = (EdgeHits((MENU, "fault", "end ERROR -2001"), 1), EdgeHits((MENU, "3", "ee play"), 2))
    return FlowCoverage(
        "in/a.flow.yaml", "Help desk", "", 5, tuple(PlaceHits(*one) for one in places), tuple(edges), extra,
        {"A answered": 5}, {"say": 1}, {"1": 5}, {"-2001": 1},
        (RowLine(1, 4), RowLine(2, 6), RowLine(3, 8), RowLine(4, 10)), (4,), ("maxDepth",), 2,
    )  # fmt: skip


def full() -> FlowCoverage:
    """Nothing is left over."""
    places = (PlaceHits(Place("inbound", "inbound"), 1), PlaceHits(Place(DONE, "end"), 1))
    return FlowCoverage("b.flow.yaml", "b.flow.yaml", "account {}", 1, places,
                        (EdgeHits(("inbound", "done", DONE), 1),), rows=(RowLine(1, 3),))  # fmt: skip


def refused() -> FlowCoverage:
    """Nothing could be explored."""
    return FlowCoverage("c.scenario.yaml", "C", "request 00", 1, problem="[-1009] no list", codes={"-1009": 1})


def coverage() -> CoverageCounts:
    return CoverageCounts((part(), full(), refused()))
