"""What callers do at each place, and what becomes of them: counted over the chain of each kind of callers."""

from __future__ import annotations

from typing import NamedTuple

from attrs import field

from simulator.exploring.expecting.chain import Moments
from simulator.model.record import frozen


class Exit(NamedTuple):
    """How many callers leave a place so, a call: by an input class; `asked_again` where they stay there.

    `dest` is the id of a place, or where the call ends its outcome and who ended it, "ERROR -2003 platform". Hang-ups
    are none of them: see `PlacePassed.hung_up`.
    """

    input_class: str
    dest: str
    share: float
    asked_again: bool = False


class OptOut(NamedTuple):
    """How many callers reach a person by an entry, a call: `wanted` where it was as offered, else by failure."""

    place: str
    input_class: str
    share: float
    wanted: bool


@frozen
class PlacePassed:
    """What callers do at a place; all are counts a call, each time that a caller comes counted.

    Of the `entries` some have no key (`no_input`), some are rejected though they have keys, some are accepted though
    nobody offers them (`no_match`). `abandoned` are those who hang up before a person or a goal, `transferred` those
    who go on to a dial of leg B. `seconds` are those of a stay, all tries together, until the next place begins.
    """

    place: str
    arrivals: float
    entries: float = 0.0
    no_input: float = 0.0
    no_match: float = 0.0
    rejected: float = 0.0
    hung_up: float = 0.0
    abandoned: float = 0.0
    transferred: float = 0.0
    seconds: Moments = field(default=Moments(0.0, 0.0), hash=False)
    exits: tuple[Exit, ...] = ()


@frozen
class Fates:
    """What becomes of callers: shares that are 1 together.

    A person answers them; else they reach a goal (None where no goals are known); else they abandon the call, are
    trapped, or the call ends though they did not hang up.
    """

    person: float
    goal: float | None
    abandoned: float
    trapped: float
    ended: float


@frozen
class Traffic:
    """The places in the order of finding, what becomes of callers, who reaches a person, and what a call asks for.

    `unasked` are those who reach a person without an entry, `answers` how often a person answers leg B. `webhooks`
    counts the questions of a call to the webhook, `retries` its rejected entries, `keys` those of entries that were not
    cut off, `talk` is how many seconds a person on leg B talks.
    """

    places: tuple[PlacePassed, ...]
    fates: Fates
    opt_outs: tuple[OptOut, ...]
    unasked: float
    webhooks: float
    retries: float
    keys: float
    answers: float
    talk: float
