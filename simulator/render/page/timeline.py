"""The timeline of a call: prompts as speech, keys as keys, exchanges with the backend, and the ending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.call.event import (
    Asked,
    Began,
    Ended,
    Heard,
    Interrupted,
    Lost,
    Moved,
    Pressed,
    Refused,
    Replied,
    Stopped,
    Struck,
)
from simulator.model.call.words import clock
from simulator.render.page.markup import tag
from simulator.render.timeline import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.call.event import Event
    from simulator.render.page.markup import Tag
    from simulator.render.timeline import TimelineLine


def timeline(trace: Sequence[Event], tag: Tag = tag) -> Any:
    """Everything that happened, in order, made by `tag`."""
    return tag("ol", list(_items(trace, tag)), class_="line", aria_label="what happened, in order")


def _items(trace: Sequence[Event], tag: Tag) -> Iterator[list[Any]]:
    before, cut = -1, _cut_short(trace)
    for number, event in enumerate(trace):
        for line in lines([event]):
            yield _item(tag, event, line, "cut" if number in cut else "", "same" if line.at == before else "")
            before = line.at


def _cut_short(trace: Sequence[Event]) -> set[int]:
    """The numbers of the prompts that were not heard to their end."""
    found, last = set(), 0
    for number, event in enumerate(trace):
        if isinstance(event, Heard):
            last = number
        elif isinstance(event, Interrupted):
            found.add(last)
    return found


def _item(tag: Tag, event: Event, line: TimelineLine, *more: str) -> list[Any]:
    classes = [line.who.partition(" ")[0], *_marks(event), *filter(None, more)]
    who = None if line.who == "state" else tag("span", line.who, class_="who")
    shown = tag("div", who, _what(tag, event, line), class_="what")
    return [tag("li", tag("span", clock(line.at), class_="time"), shown, class_=" ".join(classes)), "\n"]


def _what(tag: Tag, event: Event, line: TimelineLine) -> Any:
    match event:
        case Heard(_, _, prompt):
            times = f" ({prompt.length / 1000:.1f} s{f', {prompt.repetition} times' if prompt.repetition > 1 else ''})"
            return [tag("span", prompt.words, class_="bubble", dir="auto"), tag("span", times, class_="soft")]
        case Pressed(_, _, key) | Lost(_, _, key):
            before, after = line.what.split(key, 1)
            return [before, tag("kbd", key, class_="key"), after]
        case Asked() | Replied():
            return tag("span", line.what, class_="exchange")
        case _:
            return tag("span", line.what)


def _marks(event: Event) -> list[str]:
    match event:
        case Refused() | Struck() | Stopped() | Ended(_, "ERROR"):
            return ["bad"]
        case Ended():
            return ["end"]
        case Moved() | Began():
            return ["place"]
        case _:
            return []
