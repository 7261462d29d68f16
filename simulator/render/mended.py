"""What `check --fix` did, in lines for a person, and as a unified diff."""

from __future__ import annotations

import re
from difflib import unified_diff
from typing import TYPE_CHECKING

from simulator.loading.words import printable
from simulator.model.diagnostic import NO_MARK
from simulator.render.ansi import paint
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.running.mending.mending import Mend

_LINES = re.compile(r"[^\n]*\n|[^\n]+")


def mended_lines(mends: Iterable[Mend], colour: bool = False) -> Iterator[str]:
    """A line for each finding that was mended: where, what stood there, and what stands there now."""
    for one in mends:
        fix = one.found.fix
        assert fix is not None
        span = fix.span
        head = paint(f"mended[{one.found.code}]", "good", colour)
        yield f"{head}: {safe(one.file)}:{span.line}:{span.column}  {_change(one)}"


def _change(one: Mend) -> str:
    if one.found.fix == NO_MARK:
        return "the byte order mark is removed"
    was = f"`{printable(one.was.strip())}`"
    return f"{was} becomes `{printable(one.now)}`" if one.now.strip() else f"{was} is removed"


def diff(name: str, old: bytes, new: bytes) -> str:
    """What changes in a file, as `patch` takes it; line breaks and a byte order mark count as what they are."""
    lines = unified_diff(_LINES.findall(old.decode()), _LINES.findall(new.decode()), name, name)
    ended = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join(ended)
