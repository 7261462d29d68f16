"""The timelines of docs/designers.md: `python docs/timelines.py` draws them anew, from the traces of real runs."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

import simulator
from simulator.model.call.event import Began, Heard, Interrupted, Moved, Pressed
from simulator.model.machine.table import StartTimer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator import Run

HERE = Path(__file__).parent
FLOW = HERE.parent / "scenarios" / "cookbook" / "slow-typist" / "code.flow.yaml"

ENTRIES = {
    "entry-in-time.svg": ("1[2000]2[2500]3[1000]4", "Every key comes in time"),
    "entry-too-long-between-keys.svg": ("1[3100]234", "Too long between two keys"),
    "entry-too-slow.svg": ("[2900]1[2900]2[2900]3[2900]4", "Too slow as a whole"),
    "entry-during-prompt.svg": ("^[500]1[700]2[700]3[700]4", "The first key comes during the prompt"),
}
"""File: the keys of the entry, and what they show."""

LANES = ("prompt", "keys", "digitTimeout", "overallTimeout")
LEFT, TOP, LANE, SECOND, WIDTH = 120, 34, 30, 40, 700
"""In pixels: the margins, the height of a lane, the length of a second, the width of a picture."""
BLUE, GREY, GREEN, RED = "#1f5fa8", "#6b7280", "#1b7f4b", "#b3261e"


@frozen
class Bar:
    """What goes on for a while: until when, and until when it would have gone on (ms of the call)."""

    lane: str
    start: int
    end: int
    limit: int


def prompts(run: Run, end: int) -> Iterator[Bar]:
    """The prompt of the entry, cut where a key or the end of it comes first."""
    cuts = [event.at for event in run.trace if isinstance(event, Interrupted)]
    for event in run.trace:
        if isinstance(event, Heard) and event.at < end:
            over = event.at + event.prompt.length
            yield Bar("prompt", event.at, min(over, end, *cuts), over)


def timers(run: Run, end: int) -> Iterator[Bar]:
    """Each timer as the engine starts it; one that is `keep` is not started again by a key."""
    open_since: dict[str, tuple[int, int]] = {}
    for event in run.trace:
        if not isinstance(event, Moved | Began) or event.at >= end:
            continue
        for request in event.to.requests:
            if not isinstance(request, StartTimer) or (request.keep and request.timer in open_since):
                continue
            if request.timer in open_since:
                yield Bar(request.timer, open_since[request.timer][0], event.at, event.at)
            open_since[request.timer] = (event.at, event.at + request.ms)
    for name, (start, limit) in open_since.items():
        yield Bar(name, start, min(end, limit), limit)


def x(at: int) -> float:
    """Where an instant is."""
    return LEFT + at * SECOND / 1000


def drawn(run: Run, title: str) -> str:
    """The picture: a lane each for prompt, keys and timers, and a line where the entry ends."""
    entry = run.captures[0]
    end = entry.ended or 0
    parts = [*axis(), *(part for bar in (*prompts(run, end), *timers(run, end)) for part in shown(bar))]
    words = f'{entry.outcome} "{entry.digits}": {entry.reason}'
    colour = GREEN if entry.outcome == "accepted" else RED
    bottom = TOP + LANE * len(LANES)
    parts.append(f'<path d="M{x(end):.1f} {TOP - 6}V{bottom}" stroke="{colour}" stroke-width="2"/>')
    parts.extend(key(event.at, event.key) for event in run.trace if isinstance(event, Pressed))
    parts.append(text(x(end), TOP - 12, words, colour, "middle"))
    told = f"{title}. After {end / 1000:g} s: {words}."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 30}" role="img"'
        f' font-family="sans-serif" font-size="12">\n<title>{escape(told)}</title>\n'
        f'<rect width="100%" height="100%" rx="6" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def axis() -> Iterator[str]:
    """The names of the lanes, and the seconds."""
    bottom = TOP + LANE * len(LANES)
    for number, name in enumerate(LANES):
        yield text(LEFT - 10, TOP + LANE * number + 19, name, "#111", "end")
    for second in range(15):
        yield f'<path d="M{x(second * 1000):.1f} {TOP}V{bottom}" stroke="#e5e7eb"/>'
        yield text(x(second * 1000), bottom + 18, f"{second} s", GREY, "middle")


def shown(bar: Bar) -> Iterator[str]:
    """What was, filled; what would have been, in outline."""
    top = TOP + LANE * LANES.index(bar.lane) + 7
    colour = BLUE if bar.lane == "prompt" else GREY
    width, left = x(bar.end) - x(bar.start), x(bar.limit) - x(bar.end)
    yield f'<rect x="{x(bar.start):.1f}" y="{top}" width="{width - 1:.1f}" height="16" fill="{colour}"/>'
    if left > 0:
        outline = f'fill="none" stroke="{colour}" stroke-dasharray="3 3"'
        yield f'<rect x="{x(bar.end):.1f}" y="{top + 0.5}" width="{left:.1f}" height="15" {outline}/>'


def key(at: int, name: str) -> str:
    """A key that counted."""
    middle = TOP + LANE * LANES.index("keys") + LANE / 2
    return f'<circle cx="{x(at):.1f}" cy="{middle}" r="9" fill="{BLUE}"/>' + text(
        x(at), middle + 4, name, "#fff", "middle"
    )


def text(at: float, y: float, words: str, colour: str, anchor: str) -> str:
    """Words at a place."""
    return f'<text x="{at:.1f}" y="{y:g}" fill="{colour}" text-anchor="{anchor}">{escape(words)}</text>'


def pictures() -> Iterator[tuple[str, str]]:
    """The name and the content of each file."""
    for name, (keys, title) in ENTRIES.items():
        yield name, drawn(simulator.run(FLOW, keys), title)


def main() -> int:
    """Write all of them."""
    for name, content in pictures():
        (HERE / name).write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
