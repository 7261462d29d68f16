"""Places and inputs as a designer names them: by stage or by what is said, a key with what it is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.announcing.find import announced
from simulator.model.behaviour.input_class import DONE, OTHER, PARTIAL, SILENCE, in_words
from simulator.model.behaviour.words import ending
from simulator.model.call.leg_outcomes import LEG_OUTCOMES
from simulator.model.drawing.words import LONGEST_PROMPT, printable, shortened

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Place

LONGEST_NAME, LONGEST_PURPOSE = 40, 60
_SENTENCE = re.compile(r"(.+?[.!?。！？])(?:\s|$)")
_SHORTER = {
    DONE: "then", OTHER: "any other key", SILENCE: "silence", PARTIAL: "some keys, then silence",
    **{row.name: row.short for row in LEG_OUTCOMES.values()},
}  # fmt: skip
"""Input classes in fewer words than elsewhere."""


def purposes(place: Place) -> dict[str, str]:
    """What the prompt of a place says about its keys, by key."""
    found = announced(place.words[0], place.voice) if place.kind == "capture" and place.words else ()
    return {one.key: one.purpose for one in found if one.key in place.announced}


def input_words(place: Place, input_class: str, means: dict[str, str]) -> str:
    """An input class at a place, in a few words: `1 billing`, `1, then #: sales`, `8 digits`; `means` are purposes."""
    if input_class == OTHER and (place.high > 1 or not place.offered):
        return "any other entry" if place.offered else "any entry" if place.high > 1 else "any key"
    purpose = shortened(means.get(input_class, ""), LONGEST_PURPOSE)
    more = dict(place.closing).get(input_class)
    if more:
        return f"{input_class}, then {more}{': ' * bool(purpose)}{purpose}"
    return f"{input_class} {purpose}" if purpose else _SHORTER.get(input_class) or in_words(input_class)


def place_title(place: Place) -> str:
    """What a place is called: its stage, else what it says first."""
    match place.kind:
        case "end":
            return printable(ending(place).removeprefix("the call "))
        case "inbound":
            return "a call comes in"
        case "dial":
            return f"dials leg {place.leg}"
    if place.stage:
        return shortened(place.stage, LONGEST_NAME)
    return _first_words(place) or ("asks" if place.kind == "capture" else "says nothing")


def _first_words(place: Place) -> str:
    """The first sentence that is heard, or the name of the file."""
    words = shortened(next(filter(None, place.words), ""), LONGEST_PROMPT)
    if re.match(r"https?://", words):
        return shortened(words.rstrip("/").rpartition("/")[2], LONGEST_NAME)
    sentence = _SENTENCE.match(words)
    said = shortened(sentence[1] if sentence else words, LONGEST_NAME)
    return said and f"“{said}”"


def heard_at(place: Place) -> tuple[str, ...]:
    """What is heard at a place, in full, since its choices come last; nothing where its title says all of it."""
    quoted = place.kind in ("capture", "play")
    said = (shortened(words, LONGEST_PROMPT) for words in place.words)
    lines = tuple(f"“{one}”" if quoted else one for one in said)
    return () if lines == (place_title(place),) else lines
