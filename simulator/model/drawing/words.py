"""The words of a drawing: what a state asks of the world, short and printable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from simulator.model.machine.table import (
    Ask,
    Dial,
    Disconnect,
    GoOn,
    Play,
    RunScenario,
    StartTimer,
    StopTimers,
    TakeKeys,
)

if TYPE_CHECKING:
    from simulator.model.machine.table import StateRequest

LONGEST_PROMPT = 500
"""Characters of a prompt in a box: its choices come last, and are not cut off."""
LONGEST = 80
"""Characters of a text that stands among others; what is longer is cut and ends in an ellipsis."""

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def printable(text: str) -> str:
    """The text with every character that no drawing can hold, or a terminal obeys, made visible.

    A line break of any kind is a line feed, which each format writes as it must.
    """
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text on one line, cut after `longest` characters."""
    line = " ".join(printable(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def in_quotes(words: str) -> str:
    """What is said, on one line in quotes; in full, since its choices come last, but for the longest."""
    return f'"{shortened(words, LONGEST_PROMPT)}"'


def what_is_requested(request: StateRequest) -> str:
    """What a state asks of the world, in a few words; empty where there is nothing to tell."""
    match request:
        case Dial(leg, _, destination):
            return f"dials leg {leg}: {shortened(destination)}"
        case Play(prompt):
            times = f"\u00a0×{prompt.repetition}" if prompt.repetition > 1 else ""
            return f"“{shortened(prompt.words, LONGEST_PROMPT)}”{times}" if prompt.words else ""
        case StartTimer(timer, ms):
            return f"{timer} {ms / 1000:g} s"
        case Ask():
            return "asks the VCA webhook"
        case RunScenario(name):
            return f"runs the platform scenario “{shortened(name)}”"
        case Disconnect():
            return "the platform hangs up"
        case TakeKeys() | StopTimers() | GoOn():
            return ""
        case _:
            assert_never(request)
