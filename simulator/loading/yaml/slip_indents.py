"""A line that is indented otherwise than those it could belong to, in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.loading.yaml.slip import Slip, SlipWords

_DASHES = re.compile(r"[ ]*(?:-[ ]+)*")


def by_indent(slip: Slip) -> SlipWords | None:
    """What is wrong with the indentation of the line on which a parser stopped; None where that is not it."""
    if slip.line >= len(slip.lines) or not any(words in slip.problem for words in _KINDS):
        return None
    here = len(slip.here) - len(slip.here.lstrip(" "))
    levels = _levels(slip.lines[: slip.line])
    above = slip.above + 1
    hint = "indent it like the lines that it belongs beside"
    if here in levels:
        found = "a list item (`- `)" if slip.here.lstrip().startswith("-") else "a key"
        what = f"{found} stands here beside what is of another kind: keys and list items do not mix at one depth"
    elif "mapping values" in slip.problem or here > levels[-1]:
        what = f"this line is indented by {_spaces(here)}, deeper than line {above}, which has a value already"
        hint = f"indent it by {_spaces(levels[-1])}, like line {above}"
    else:
        *most, last = map(str, levels)
        beside = f"{', '.join(most)} or {last}" if most else last
        what = f"this line is indented by {_spaces(here)}, and what stands above it by {beside}"
    return slip.told(what, hint, slip.line, here, len(slip.here) - here)


_KINDS = ("mapping values", "but found '<block ", "but found '-'", "but found '?'", "but found ('<block ")


def _levels(lines: list[str]) -> list[int]:
    """How deep the keys and list items above are indented which a line could stand beside."""
    levels: list[int] = []
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        begins = _DASHES.match(line)
        assert begins is not None
        found = [at for at, sign in enumerate(begins.group()) if sign == "-"] + [begins.end()]
        levels = [level for level in levels if level < found[0]] + found
    return levels or [0]


def _spaces(count: int) -> str:
    return f"{count} space{'' if count == 1 else 's'}"
