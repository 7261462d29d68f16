"""The walk of one caller through the tables, in integers: what Python runs here, numba compiles as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.populations.layout import (
    C_BEGIN,
    C_CODES,
    C_ENDS,
    C_TALK,
    C_TALKS,
    C_UNTIL,
    C_WHAT,
    CHOICE,
    CLOSING,
    DELAY,
    DIGIT_FIRST,
    ENTRY,
    FIRST_MET,
    FIRST_MOVED,
    FROM_START,
    GONE,
    GREETED,
    INBOUND,
    K_LEAVE,
    K_ONCE,
    K_PATIENCE,
    K_START,
    K_UNTIL,
    KEY_FIRST,
    KIND,
    KINDS,
    LONGEST,
    M_AFTER,
    M_ASKS,
    M_BACK,
    M_DEST,
    M_GOAL,
    M_SOON,
    NEVER,
    REPLIES,
    S_CAP,
    S_DIGIT,
    S_FIRST,
    S_GAP,
    S_HIGH,
    S_LAST,
    S_OVERALL,
    S_PLACE,
    S_PROMPT,
    S_REACTION,
    S_STREAM,
    S_TRAP,
    S_TYPE,
    STEP,
    STREAMS,
    TALKED,
    TOO_LONG,
    TOO_MANY,
    TRAPPED,
    UNKNOWN,
    UP,
)
from simulator.populations.sampling.chance import HALF, drawn, high, key_of, stream, value

if TYPE_CHECKING:
    from collections.abc import MutableSequence

    from simulator.populations.layout import Tables

    VisitCounts = MutableSequence[int]
    ClockTime = tuple[int, int, int]
    """Ms of the session, ms at which the caller leaves, and the end (below 0: the call goes on)."""
    GoneOn = tuple[int, int, int, int, int, int]
    """A clock, the state, how often the webhook was asked, and whether a goal was reached on the way."""
    CameOn = tuple[int, int, int, int, int, int, int, int, int, int, int]
    """As before; then ms of ringing, ms of talk, persons reached, entries begun, and entries rejected."""
    KeptRow = tuple[int, int, int, int, int, int, int, int, int, int]
    """What is kept of a caller: see `KEPT`."""


def chosen(tables: Tables, first: int, last: int, number: int) -> int:
    """The choice whose threshold is the first above a number, by halves."""
    count = (last - first) // CHOICE
    while count > 1:
        half = count >> 1
        if tables[first + (half - 1) * CHOICE + C_UNTIL] <= number:
            first += half * CHOICE
            count -= half
        else:
            count = half
    return first


def started(tables: Tables, key: int) -> tuple[int, int, int, int]:
    """A caller begins a call: the kind, the state, the end where it is over at once (else below 0), and when."""
    draw = high(drawn(stream(key, tables[tables[STREAMS]], 0), 0))
    kind = tables[KINDS]
    while tables[kind + K_UNTIL] <= draw:
        kind += KIND
    start = tables[kind + K_START]
    if start < 0:
        return kind, 0, -1 - start, tables[DELAY]
    return kind, start, -1, 0 if tables[start + S_TYPE] == INBOUND else tables[DELAY]


def arrives(tables: Tables, state: int, leave: int, to: int) -> ClockTime:
    """How far a caller comes who waits until `to`; who leaves in that very ms does so one later."""
    longest = tables[LONGEST]
    if leave < to and leave <= longest:
        return leave, leave, GONE
    if to > longest:
        return longest, leave, TRAPPED if tables[state + S_TRAP] else TOO_LONG
    return to, leave + (leave == to), -1


def moved(tables: Tables, state: int, move: int, at: int, leave: int, asked: int) -> GoneOn:
    """What comes by itself, up to the next place or the end."""
    if move < 0:
        return at, leave, UNKNOWN, state, asked, 0
    since, to, asks = at, at + tables[move + M_AFTER], tables[move + M_ASKS]
    if asks and asked >= tables[REPLIES]:
        at, leave, end = arrives(tables, state, leave, to - tables[move + M_BACK])
        if end < 0:
            end = TRAPPED if tables[state + S_TRAP] else TOO_MANY
        return at, leave, end, state, asked, 0
    at, leave, end = arrives(tables, state, leave, to)
    goal = tables[move + M_GOAL]
    if end < 0:
        state = tables[move + M_DEST]
        end = -1 - state if state < 0 else -1
    return at, leave, end, state, asked + asks, 1 if 0 <= goal <= at - since else 0


def answered(tables: Tables, key: int, kind: int, at: int, move: int) -> tuple[int, int]:
    """Leg A answers: when the caller will leave; where that is at once, also what comes before (else below 0)."""
    base = stream(key, tables[tables[STREAMS]], 0)
    law, patience, leave = tables[kind + K_LEAVE], tables[kind + K_PATIENCE], NEVER
    draw = drawn(base, 1)
    if law >= 0:
        leave = at + value(tables, law, draw & HALF)
    if patience >= 0:
        leave = min(leave, at + value(tables, patience, drawn(base, 2) & HALF))
    if leave > at and high(draw) >= tables[kind + K_ONCE]:
        return leave, -1
    soon = tables[move + M_SOON]
    return (at + 1, -1) if soon == FIRST_MOVED else (at, soon)


def picked_up(tables: Tables, key: int, kind: int, state: int, move: int, at: int, asked: int, ring: int) -> CameOn:
    """Leg A answers, after ringing so long, and what comes of it."""
    leave, soon = answered(tables, key, kind, at, move)
    if soon == FIRST_MET:
        return at, leave, GONE, tables[move + M_DEST], asked, 0, ring, 0, 0, 1, 0
    if soon >= 0:
        return at, leave, GONE, state, asked, 0, ring, 0, 0, 0, 0
    at, leave, end, state, asked, goal = moved(tables, state, move, at, leave, asked)
    return at, leave, end, state, asked, goal, ring, 0, 0, 0, 0


def first_timer(tables: Tables, state: int, since: int, until: int) -> tuple[int, int]:
    """When an entry ends without a further key, and whether it is the overall timer that ends it."""
    wait = tables[state + S_DIGIT]
    digit = since + wait
    if wait and (digit < until or (digit == until and tables[DIGIT_FIRST])):
        return digit, 0
    return until, 1


def pressed(tables: Tables, base: int, first: int, state: int, choice: int) -> tuple[int, int]:
    """When the entry of keys ends whose first is pressed at `first`, and which of its ends it comes to."""
    prompt, overall, from_start = tables[state + S_PROMPT], tables[state + S_OVERALL], tables[FROM_START]
    keys, codes = tables[choice + C_WHAT], tables[choice + C_CODES]
    since, until, count, at = prompt, overall if from_start else prompt + overall, 0, first
    for number in range(keys):
        if number:
            at += value(tables, tables[state + S_GAP], drawn(base, number) & HALF)
        ends, _ = first_timer(tables, state, since, until)
        if at > ends or (at == ends and not tables[KEY_FIRST]):
            break
        code = tables[codes + number]
        if code:
            if at < prompt and not count and not from_start:
                until = at + overall
            since = at
            count += code != CLOSING
            if code == CLOSING or count == tables[state + S_HIGH]:
                return at, 2 * keys + 2
    ends, which = first_timer(tables, state, since, until)
    return ends, 2 * count + which


def leaving(tables: Tables, base: int, state: int, reaction: int) -> int:
    """When somebody hangs up at an entry, in ms of it."""
    last = max(tables[state + S_PROMPT] + min(reaction, tables[state + S_CAP]), 0)
    return (high(drawn(base, 1)) * (last + 1)) >> 32


def entered(tables: Tables, base: int, low: int, choice: int, state: int, at: int, leave: int, asked: int) -> CameOn:
    """One entry, and what comes of it."""
    reaction = value(tables, tables[state + S_REACTION], low)
    if tables[choice + C_WHAT] < 0:
        at, leave, end = arrives(tables, state, leave, at + leaving(tables, base, state, reaction))
        return at, leave, max(end, GONE), state, asked, 0, 0, 0, 0, 1 if end <= GONE else 0, 0
    ends, which = pressed(tables, base, tables[choice + C_BEGIN] + reaction, state, choice)
    at, leave, end = arrives(tables, state, leave, at + ends)
    if end >= 0:
        return at, leave, end, state, asked, 0, 0, 0, 0, 1 if end == GONE else 0, 0
    slot = tables[choice + C_ENDS] + 2 * which
    at, leave, end, state, asked, goal = moved(tables, state, tables[slot], at, leave, asked)
    return at, leave, end, state, asked, goal, 0, 0, 0, 1, tables[slot + 1]


def dialled(
    tables: Tables, key: int, low: int, choice: int, kind: int, state: int, at: int, leave: int, asked: int
) -> CameOn:
    """A leg rings, and may be talked to; who talks to leg B does not leave."""
    since, what, move = at, tables[choice + C_WHAT], tables[choice + C_ENDS]
    at, leave, end = arrives(tables, state, leave, at + tables[choice + C_BEGIN])
    ring, talk, person = at - since, 0, 0
    if end >= 0:
        return at, leave, end, state, asked, 0, ring, 0, 0, 0, 0
    if what == UP:
        return picked_up(tables, key, kind, state, move, at, asked, ring)
    if what >= GREETED:
        law, since, person = tables[choice + C_TALK], at, 1 if what == TALKED else 0
        talk = tables[choice + C_TALKS] if law < 0 else value(tables, law, low)
        at, leave, end = arrives(tables, state, leave + talk, at + talk)
        talk = at - since
        if end >= 0:
            return at, leave, end, state, asked, 0, ring, talk, person, 0, 0
    at, leave, end, state, asked, goal = moved(tables, state, move, at, leave, asked)
    return at, leave, end, state, asked, goal, ring, talk, person, 0, 0


def visit(tables: Tables, key: int, state: int, visits: VisitCounts) -> int:
    """Where the numbers of this visit begin."""
    which = tables[state + S_STREAM]
    return stream(key, tables[tables[STREAMS] + which], visits[which])


def visited(
    tables: Tables, key: int, visits: VisitCounts, kind: int, state: int, at: int, leave: int, asked: int
) -> CameOn:
    """One visit of a place, and the way to the next."""
    what, first = tables[state + S_TYPE], tables[state + S_FIRST]
    if what == STEP:
        at, leave, end, state, asked, goal = moved(tables, state, first, at, leave, asked)
        return at, leave, end, state, asked, goal, 0, 0, 0, 0, 0
    if what == INBOUND:
        return picked_up(tables, key, kind, state, first, at, asked, 0)
    base = visit(tables, key, state, visits)
    visits[tables[state + S_STREAM]] += 1
    draw = drawn(base, 0)
    choice = chosen(tables, first, tables[state + S_LAST], high(draw))
    if what == ENTRY:
        return entered(tables, base, draw & HALF, choice, state, at, leave, asked)
    return dialled(tables, key, draw & HALF, choice, kind, state, at, leave, asked)


def walked(tables: Tables, key: int, visits: VisitCounts) -> KeptRow:
    """A whole call: what is kept of it."""
    kind, state, end, at = started(tables, key)
    leave, asked, place, ring, talk, retries, entries, person, goal = NEVER, 0, -1, 0, 0, 0, 0, 0, 0
    for which in range(len(visits)):
        visits[which] = 0
    while end < 0:
        place = tables[state + S_PLACE]
        at, leave, end, state, asked, reached, rang, talked, met, begun, rejected = visited(
            tables, key, visits, kind, state, at, leave, asked
        )
        ring += rang
        talk += talked
        retries += rejected
        entries += begun
        person |= met
        goal |= reached
        if end == GONE and state >= 0:
            place = tables[state + S_PLACE]
    return at, end, kind, place, ring, talk, retries, entries, person, goal


def filled(tables: Tables, seed: int, first: int, last: int, visits: VisitCounts, kept: VisitCounts) -> None:
    """What is kept of the callers from `first` on, before `last`, caller by caller."""
    at = 0
    for caller in range(first, last):
        (
            kept[at], kept[at + 1], kept[at + 2], kept[at + 3], kept[at + 4],
            kept[at + 5], kept[at + 6], kept[at + 7], kept[at + 8], kept[at + 9],
        ) = walked(tables, key_of(seed, caller), visits)  # fmt: skip
        at += 10
