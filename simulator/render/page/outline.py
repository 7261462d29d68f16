"""Indented lines as an outline: what stands deeper folds away, and lines wrap on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.render.page.markup import Html, tag

if TYPE_CHECKING:
    from collections.abc import Iterable

MANY = 60
"""With more lines than this an outline opens folded."""
OPEN = 2
"""So many levels of it are seen then."""
ARROW = " ->"


@define
class _Line:
    words: str
    inside: list[_Line] = field(factory=list)


def outline(lines: Iterable[str], label: str) -> Html:
    """The lines by their indentation; what stands in front of an arrow is told apart."""
    found = [line for line in lines if line.strip()]
    top = OPEN if len(found) > MANY else len(found)
    return tag("ul", [_item(line, top) for line in _nested(found)], class_="outline", aria_label=label)


def _nested(lines: list[str]) -> list[_Line]:
    root = _Line("")
    above: list[tuple[int, _Line]] = [(-1, root)]
    for text in lines:
        indent = len(text) - len(text.lstrip(" "))
        while above[-1][0] >= indent:
            above.pop()
        line = _Line(text.strip())
        above[-1][1].inside.append(line)
        above.append((indent, line))
    return root.inside


def _item(line: _Line, levels: int) -> Html:
    words: list[object] = [_told(line.words)]
    if line.words.endswith(ARROW) and len(line.inside) == 1:
        (line,) = line.inside
        words += [" ", tag("span", line.words, dir="auto")]
    if not line.inside:
        return tag("li", words)
    inside = tag("ul", [_item(one, levels - 1) for one in line.inside])
    return tag("li", tag("details", tag("summary", words), inside, open=levels > 0))


def _told(words: str) -> list[object]:
    before, arrow, after = words.partition(ARROW)
    if not arrow:
        return [tag("span", words, dir="auto")]
    return [tag("b", before, dir="auto"), " →", tag("span", after, dir="auto")]
