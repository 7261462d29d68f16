"""Text: a line for each session, and where it leaves the path of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.ansi import paint
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.running.replay import Replay

FORMAT = "text"


def render(replays: Sequence[Replay], colour: bool = False) -> str:
    """Every session, then how many took the same path."""
    same = sum(one.same for one in replays)
    lines = [line for one in replays for line in _session(one, colour)]
    return "\n".join([*lines, "", f"{same} of {len(replays)} sessions take the same path"]) + "\n"


def _session(one: Replay, colour: bool) -> Iterator[str]:
    verdict = paint("same", "good", colour) if one.same else paint("leaves", "error", colour)
    count = len(one.session.asks)
    yield f"{verdict}  session {safe(one.session.session_id)}, {count} question{'' if count == 1 else 's'}"
    departure = one.departure
    if departure is not None:
        place = f" (in {departure.state})" if departure.state else ""
        yield f"    at question {departure.number}{place}"
        yield f"    log:   {safe(departure.logged)}"
        yield f"    flow:  {safe(departure.found)}"
    if one.unknown:
        yield f"    {one.unknown} entries of captures that no webhook told of were left without a key"
