"""Mermaid: the call as a sequence diagram of platform, caller and backend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.event import Answered, Asked, Bridged, Dialled, HungUp, LegEnded, Refused, Replied
from simulator.model.call.words import clock
from simulator.model.drawing.words import printable
from simulator.render.timeline import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.call.event import Event
    from simulator.render.run_report import RunReport
    from simulator.render.timeline import TimelineLine

FORMAT = "mermaid"
LONGEST = 80
"""Characters of a message: longer ones are shortened, Mermaid does not wrap them."""

_IDS = {"platform": "P", "caller": "A", "far end": "B", "backend": "W", "simulator": "P"}


def render(report: RunReport, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """A `sequenceDiagram`; a refused request is a note."""
    found = ["sequenceDiagram", "    participant A as caller (leg A)", "    participant P as platform"]
    if report.call is None:
        refused = f"request refused: {(report.answer or {}).get('statusCode')}"
        return "\n".join([*found, f"    Note over P: {escape(refused)}"]) + "\n"
    trace = report.call.trace
    if any(isinstance(event, Asked) for event in trace):
        found.append("    participant W as backend (VCA webhook)")
    if any(isinstance(event, Dialled) and event.leg == "B" for event in trace):
        found.append("    participant B as far end (leg B)")
    found += [f"    {line}" for event in trace for line in _arrows(event)]
    return "\n".join(found) + "\n"


def _arrows(event: Event) -> Iterator[str]:
    for line in lines([event]):
        if line.who != "state":
            yield f"{_arrow(event, line)}: {escape(f'{clock(line.at)} {line.what}')}"


def _arrow(event: Event, line: TimelineLine) -> str:
    match event:
        case Dialled(_, "B"):
            return "P->>B"
        case Answered(_, leg):
            return f"{leg}->>P"
        case Asked():
            return "P->>W"
        case Replied() | Refused():
            return "W-->>P"
        case Bridged():
            return "Note over A,B"
        case LegEnded():
            return "Note over P"
        case HungUp(_, "platform"):
            return "P->>A"
    who = _IDS[line.who]
    return "P->>A" if who == "P" else f"{who}->>P"


def escape(text: str) -> str:
    """A text that Mermaid shows as it is: its own signs as entities, shortened."""
    flat = " ".join(printable(text).split())
    if len(flat) > LONGEST:
        flat = flat[: LONGEST - 1] + "…"
    return "".join(f"#{ord(sign)};" if sign in '#;<>"{}%&' else sign for sign in flat)
