"""What generated calls are called: by what is heard of each key, else by the key; the same whatever calls there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.announcing.find import announced
from simulator.model.call.leg_outcomes import ANSWERED
from simulator.model.instants import in_words, written
from simulator.scenario.writing.naming import spelled, together, without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.exploring.search.routes import Routes
    from simulator.model.behaviour.behaviour import Place
    from simulator.model.behaviour.way import Way

MOST_WORDS = 3
"""Words of what a key is for; the key stands before them."""
_ARTICLES = re.compile(r"\b(?:a|an|the|our|your|to)\b\s*", re.IGNORECASE)
_LATER = "hangup@"


def called(routes: Routes, moves: Sequence[int], way: Way, secrets: Sequence[str]) -> tuple[str, str]:
    """The name of a call, and what its file's name is made of, which has no secret in it."""
    behaviour = routes.behaviour
    captures = [place for move in moves if (place := _source(routes, move)).kind == "capture"]
    legs = [f"leg {'B' if at or way.inbound else 'A'} {leg}" for at, leg in enumerate(way.legs) if leg != ANSWERED]
    when = f" at {in_words(way.at)}" if way.at is not None else ""
    done = [*together(_done(way.dtmf, captures)), *legs]
    name = f"{behaviour.title}{when}: {', '.join(done) or 'nobody presses anything'}"
    begins = [written(way.at).removesuffix(":00Z")] if way.at is not None else []
    plain = [*begins, *_done(without_secrets(way, secrets).dtmf, captures, short=True)]
    return name, spelled(" ".join([*plain, *(leg.replace("leg A", "leg") for leg in legs)]))


def _source(routes: Routes, move: int) -> Place:
    return routes.behaviour.points[routes.behaviour.moves[move].source].place


def _done(dtmf: str, captures: Sequence[Place], short: bool = False) -> Iterator[str]:
    """Each token in words: a key with what it is for, `short` that alone."""
    left = iter(captures)
    for token in dtmf.split():
        if token.startswith(_LATER):
            yield "hangs up later"
            continue
        place = next(left, None)
        purpose = "" if place is None else _purpose(place, token.rstrip("#"))
        yield purpose if purpose and short else f"{token} {purpose}".rstrip()


def _purpose(place: Place, key: str) -> str:
    """What the prompt says that a key is for, in a few words; nothing where it says nothing of it."""
    if key not in place.announced:
        return ""
    found = (one.purpose for one in announced(place.words[0], place.voice) if one.key == key)
    words = _ARTICLES.sub("", next(filter(None, found), "")).split()
    return " ".join(words[:MOST_WORDS])
