"""What generated scenarios and their files are called: by what the caller does, so that names stay when others come."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.model.call.leg_outcomes import ANSWERED
from simulator.model.drawing.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.model.behaviour.behaviour import Place
    from simulator.model.behaviour.way import Way
    from simulator.model.scenario.scenario import Scenario

ENDING = ".scenario.yaml"
LONGEST = 60
"""Characters of a file's name without its ending; a longer one is cut and told apart by a digest."""
WORDS = 40
"""Characters of a prompt in a comment."""

MANY = 3
"""So many equal tokens in a row are counted in a name instead of being written out."""

_SPELLED = {"#": "hash", "*": "star", "^": "early", "@": "at"}
_NAMED = re.compile(r"[#*^@]")
_UNFIT = re.compile(r"[^A-Za-z0-9]+")
MEANS = re.compile(rf"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]{{2,{LONGEST - 1}}}")
"""What is enough for a name, and no device of some system."""


def title(flow: str, way: Way) -> str:
    """The name of a scenario: the flow, what each leg comes to where it matters, and the keys."""
    legs = [f"leg {chr(ord('A') + min(at, 1))} {leg}" for at, leg in enumerate(way.legs) if leg != ANSWERED]
    done = [*legs, *together(way.dtmf.split())]
    return f"{flow}: {', '.join(done) or 'nobody presses anything'}"


def together(tokens: Iterable[str]) -> list[str]:
    """What is done, the same again and again with how often."""
    found = []
    for token, same in groupby(tokens):
        times = len(list(same))
        found += [token] * times if times < MANY else [f"{times} times {token}"]
    return found


def file_names(ways: Sequence[Way]) -> list[str]:
    """A name for the file of each way; ways that would share one get a digest of their own."""
    return told_apart([_slug(way) for way in ways], ways)


def told_apart(plain: Sequence[str], ways: Sequence[Way]) -> list[str]:
    """These names as those of files, each of the call with its way."""
    often = Counter(name.lower() for name in plain)
    return [
        f"{name if often[name.lower()] == 1 and len(name) <= LONGEST else _marked(name, way)}{ENDING}"
        for name, way in zip(plain, ways, strict=True)
    ]


def without_secrets(way: Way, secrets: Sequence[str]) -> Way:
    """The same with a number for each secret: a file's name stands in reports that its content is masked in."""
    numbers = {keys: f"secret{number}" for number, keys in enumerate(secrets, 1)}
    tokens = ((token.rstrip("#"), token) for token in way.dtmf.split())
    return evolve(way, dtmf=" ".join(token.replace(keys, numbers.get(keys, keys)) for keys, token in tokens))


def numbered(prefix: str, names: Sequence[str]) -> list[str]:
    """A name for the file of each of some things; where two would share one, their number tells them apart."""
    plain = [f"{prefix}-{_UNFIT.sub('-', name).strip('-').lower()}"[:LONGEST].rstrip("-") for name in names]
    return [f"{name}{f'-{number}' if plain.count(name) > 1 else ''}{ENDING}" for number, name in enumerate(plain, 1)]


def sound_names(scenarios: Sequence[Scenario]) -> list[str]:
    """A name for the sound of each scenario, safe whatever the scenario is called.

    Where several would share one, or it says too little or too much, a digest of the scenario's id tells them apart.
    """
    plain = [_UNFIT.sub("-", one.name).strip("-").lower() for one in scenarios]
    often = Counter(plain)
    return [
        f"{name if often[name] == 1 and MEANS.fullmatch(name) else _digested(name or 'scenario', one.id)}.wav"
        for name, one in zip(plain, scenarios, strict=True)
    ]


def _digested(name: str, own: str) -> str:
    digest = sha256(own.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[: LONGEST - 9].rstrip('-')}-{digest}"


def _slug(way: Way) -> str:
    return spelled(" ".join([*(f"leg {leg}" for leg in way.legs), way.dtmf]))


def spelled(text: str) -> str:
    """Words and keys as the name of a file has them, without its ending."""
    words = _NAMED.sub(lambda hit: f" {_SPELLED[hit.group()]} ", text)
    return _UNFIT.sub("-", words).strip("-") or "nothing-pressed"


def _marked(name: str, way: Way) -> str:
    begins = f"|{way.at}" if way.at is not None else ""
    return _digested(name, f"{way.dtmf}|{' '.join(way.legs)}{begins}")


def place_words(place: Place) -> str:
    """A place in a comment: what is heard there, who is dialled, or how the call ends."""
    if place.is_end:
        by = " by the caller" if place.by == "caller" else ""
        error = f" {place.error}" if place.error is not None else ""
        return f"the end, {place.status}{error}{by}"
    if place.kind == "inbound":
        return "a call that comes in"
    words = shortened(" ".join(place.words), WORDS)
    if place.kind == "dial":
        return f"leg {place.leg} to {words}"
    return f'"{words}"' if words else "a list without words"
